"""Two ushers count with one counter
that has no lock: numbers go wrong."""

import threading


class Counter:
    """Counts guests, as long as one
    thread calls it."""

    def __init__(self, start=0):
        self._value = start

    def add(self, amount=1):
        # the other usher may read the same
        self._value += amount
        return self._value

    @property
    def value(self):
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
