"""A for loop that waits, before
and after it gets a pool."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

photos = [f"photo{number}" for number in range(8)]


def fetch(photo):
    # waits, as for the answer of a server
    time.sleep(0.03)
    return f"{photo}.jpg"


def one_by_one():
    files = []
    for photo in photos:
        files.append(fetch(photo))
    return files


def in_a_pool():
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(fetch, photos))


def compare(ways, rounds=3):
    """Print the median time of
    each way; they take turns."""
    times = {label: [] for label in ways}
    order = list(ways)
    for number in range(rounds + 1):
        for label in order:
            start = time.perf_counter()
            ways[label]()
            # the first round is a warm-up
            if number > 0:
                times[label].append(time.perf_counter() - start)
        # so that no way always comes first
        order.reverse()
    for label in ways:
        print(f"{label}: {statistics.median(times[label]):.3f} s")


# the same files, in the same order
assert one_by_one() == in_a_pool()
compare({"one by one": one_by_one, "in a pool of four": in_a_pool})
