"""From Python 3.14 on, map can take
its inputs a few at a time."""

import sys
from concurrent.futures import ThreadPoolExecutor

if sys.version_info < (3, 14):
    sys.exit("map(buffersize=...) needs Python 3.14 or newer")


def numbers():
    # these could be a million
    for number in range(100):
        taken.append(number)
        yield number


def fetch(number):
    return f"recipe {number}"


taken = []
with ThreadPoolExecutor(max_workers=2) as pool:
    recipes = pool.map(fetch, numbers(), buffersize=5)
    print("taken before the first result:", len(taken))
    for recipe in recipes:
        print(recipe, "taken so far:", len(taken))
        if len(taken) == 7:
            break
