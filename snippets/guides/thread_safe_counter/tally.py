"""Two ushers count the guests of
each play, in one tally."""

import collections
import threading


class Tally:
    """A counter for each key; any number
    of threads may use it at once."""

    def __init__(self):
        self._counts = collections.Counter()
        self._lock = threading.Lock()

    def add(self, key, amount=1):
        # a read and then a write: the other
        # usher must not come in between
        with self._lock:
            self._counts[key] += amount
            return self._counts[key]

    def snapshot(self):
        """All counts of one moment, copied."""
        with self._lock:
            return dict(self._counts)


def usher(plays):
    for play in plays:
        guests.add(play)


guests = Tally()
ushers = [
    threading.Thread(target=usher, args=(plays,))
    for plays in (["Hamlet", "Othello"], ["Hamlet", "Macbeth"])
]
for thread in ushers:
    thread.start()
for thread in ushers:
    thread.join()
for play, count in sorted(guests.snapshot().items()):
    print(f"{play}: {count}")
