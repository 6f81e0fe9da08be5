"""Guests read the menu at the same time;
the cook changes it when nobody reads."""

import contextlib
import threading


class ReadersWriterLock:
    """Many readers at a time, or one writer."""

    def __init__(self):
        self._changed = threading.Condition()
        self._readers = 0

    @contextlib.contextmanager
    def reading(self):
        with self._changed:
            self._readers += 1
        try:
            yield  # without the lock
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def writing(self):
        # holds the lock to the end: nobody
        # begins to read or write meanwhile
        with self._changed:
            self._changed.wait_for(lambda: self._readers == 0)
            yield


def read():
    with lock.reading():
        seen.append(prices["soup for two"] == 2 * prices["soup"])


def change():
    with lock.writing():
        # no guest looks between these two
        prices["soup"] = 5
        prices["soup for two"] = 10


lock = ReadersWriterLock()
prices = {"soup": 4, "soup for two": 8}
seen = []
guests = [threading.Thread(target=read) for _ in range(2)]
for guest in guests:
    guest.start()
change()
for guest in guests:
    guest.join()
print("fair to both guests:", seen)
print("soup:", prices["soup"])
