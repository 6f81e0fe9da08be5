"""Two ushers count with one counter,
and no two guests get one number."""

import threading


class Counter:
    """However many threads call it: no add
    is lost, and each add returns the total
    as it was right after it."""

    def __init__(self, start=0):
        self._value = start
        self._lock = threading.Lock()

    def add(self, amount=1):
        # the other usher waits until
        # we have read our total
        with self._lock:
            self._value += amount
            return self._value

    @property
    def value(self):
        with self._lock:
            return self._value


def usher():
    # lets a guest in, with a number
    numbers.append(guests.add())


guests = Counter()
numbers = []
ushers = [threading.Thread(target=usher) for _ in range(2)]
for thread in ushers:
    thread.start()
for thread in ushers:
    thread.join()
print("guests:", guests.value)
print("their numbers:", sorted(numbers))
