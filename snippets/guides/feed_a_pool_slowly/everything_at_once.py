"""How many inputs does map take
before you see the first result?"""

from concurrent.futures import ThreadPoolExecutor


def numbers():
    # these could be a million
    for number in range(100):
        taken.append(number)
        yield number


def fetch(number):
    return f"recipe {number}"


taken = []
with ThreadPoolExecutor(max_workers=1) as pool:
    recipes = pool.map(fetch, numbers())
    print("taken before the first result:", len(taken))
