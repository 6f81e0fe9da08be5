"""A for loop that waits, before and after it gets a pool."""

import time
from concurrent.futures import ThreadPoolExecutor

photos = [f"photo{number}" for number in range(8)]


def fetch(photo):
    time.sleep(0.05)  # waits, as for the answer of a server
    return f"{photo}.jpg"


def one_by_one():
    files = []
    for photo in photos:
        files.append(fetch(photo))
    return files


def in_a_pool():
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(fetch, photos))


def seconds(work):
    start = time.perf_counter()
    assert work() == [f"{photo}.jpg" for photo in photos]
    return time.perf_counter() - start


print(f"one by one: {seconds(one_by_one):.2f} s")
print(f"in a pool of four: {seconds(in_a_pool):.2f} s")
