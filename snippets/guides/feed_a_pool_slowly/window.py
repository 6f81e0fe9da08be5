"""A pool has one task in hand, however
many pages there are to fetch."""

import itertools
import queue
from concurrent.futures import ThreadPoolExecutor


# --8<-- [start:window]
def in_flight(pool, work, items, limit):
    """Yields (item, finished future), and takes
    a new item only for one that is done."""
    finished = queue.SimpleQueue()
    items, jobs = iter(items), {}

    def submit_next(count):
        for item in itertools.islice(items, count):
            job = pool.submit(work, item)
            jobs[job] = item
            job.add_done_callback(finished.put)

    try:
        submit_next(limit)
        while jobs:
            job = finished.get()
            yield jobs.pop(job), job
            submit_next(1)
    finally:
        # only if the loop was left early
        for job in jobs:
            job.cancel()
            # --8<-- [end:window]


def numbers():
    # these could be a million
    for number in range(2):
        taken.append(number)
        yield number


def fetch(number):
    if number == 1:
        raise LookupError(f"no page {number}")
    return f"recipe {number}"


taken = []
with ThreadPoolExecutor(max_workers=1) as pool:
    for number, job in in_flight(pool, fetch, numbers(), limit=1):
        result = job.exception() or job.result()
        print(f"{number}: {result}, taken so far: {len(taken)}")
