# WRONG: Calls somebody only when the bridge was
# full. Two hikers leave, one is called, and the
# other sleeps on.
"""A call only where it seems to be needed."""

import threading


class Bridge:
    def __init__(self, limit):
        self._limit = limit
        self._hikers = 0
        self._bank = threading.Condition()

    def cross(self, walk):
        with self._bank:
            while self._hikers == self._limit:
                self._bank.wait()
            self._hikers += 1
        try:
            return walk()
        finally:
            with self._bank:
                if self._hikers == self._limit:
                    self._bank.notify()
                self._hikers -= 1


if __name__ == "__main__":
    bridge = Bridge(1)
    on_it = []
    most = []

    def walk():
        on_it.append("a hiker")
        most.append(len(on_it))
        on_it.pop()

    hikers = [
        threading.Thread(target=bridge.cross, args=(walk,))
        for _ in range(2)
    ]
    for hiker in hikers:
        hiker.start()
    for hiker in hikers:
        hiker.join()
    print("too many at once:", max(most) > 1)
