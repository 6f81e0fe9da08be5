"""Two readers who read a little at a time:
what does each way to read cost?"""

import contextlib
import statistics
import threading
import time


class ReadersWriterLock:
    def __init__(self):
        self._changed = threading.Condition()
        self._readers = 0

    @contextlib.contextmanager
    def reading(self):
        with self._changed:
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()


prices = {"soup": 4, "soup for two": 8}
plain_lock = threading.Lock()
shared_lock = ReadersWriterLock()


def read_snapshots(times):
    for _ in range(times):
        now = prices
        now["soup"]


def read_under_a_lock(times):
    for _ in range(times):
        with plain_lock:
            prices["soup"]


def read_together(times):
    for _ in range(times):
        with shared_lock.reading():
            prices["soup"]


def in_two_threads(read, times):
    """Microseconds for each read."""
    threads = [
        threading.Thread(target=read, args=(times,)) for _ in range(2)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (time.perf_counter() - start) / times * 1_000_000


ways = {
    "snapshots": (read_snapshots, 1_000_000),
    "a lock": (read_under_a_lock, 200_000),
    "a readers-writer lock": (read_together, 20_000),
}
found = {label: [] for label in ways}
for number in range(3):
    for label, (read, times) in ways.items():
        took = in_two_threads(read, times)
        if number > 0:  # not the warm-up
            found[label].append(took)
for label in ways:
    print(f"{label}: {statistics.median(found[label]):.2f} µs")
