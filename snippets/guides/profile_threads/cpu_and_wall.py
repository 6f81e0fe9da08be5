"""For how much of its time does the thread of
each task compute? The rest, it waits."""

import contextlib
import threading
import time

rows = []


@contextlib.contextmanager
def timed(task):
    began, computed = time.perf_counter(), time.thread_time()
    try:
        yield
    finally:
        took = time.perf_counter() - began
        computed = time.thread_time() - computed
        # one step: threads may share the list
        rows.append(
            f"{task}: computes for {computed / took:.0%} of its time"
        )


def grind():
    with timed("miller"):
        flour = 0
        for grain in range(3_000_000):
            flour += grain


def fetch_grain():
    with timed("carter"):
        # as if a cart were on its way
        time.sleep(0.5)


threads = [
    threading.Thread(target=task) for task in (fetch_grain, grind)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*sorted(rows), sep="\n")
