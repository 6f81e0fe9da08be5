# WRONG: Calls a glazer only when the rack was
# empty. Two bowls come, one glazer is called, and
# the other sleeps beside a bowl.
"""A call to glazers, if there was no bowl."""

import threading


class Rack:
    def __init__(self, places):
        self._places = places
        self._bowls = []
        self._lock = threading.Lock()
        self._place = threading.Condition(self._lock)
        self._bowl = threading.Condition(self._lock)

    def put(self, bowl):
        with self._lock:
            while len(self._bowls) == self._places:
                self._place.wait()
            self._bowls.append(bowl)
            if len(self._bowls) == 1:
                self._bowl.notify()

    def take(self):
        with self._lock:
            while not self._bowls:
                self._bowl.wait()
            bowl = self._bowls.pop(0)
            self._place.notify()
            return bowl


if __name__ == "__main__":
    rack = Rack(1)
    thrown = []

    def throw():
        for bowl in ("blue bowl", "green bowl"):
            rack.put(bowl)
            thrown.append(bowl)

    potter = threading.Thread(target=throw)
    potter.start()
    print("took the", rack.take())
    print("took the", rack.take())
    potter.join()
    print("bowls thrown:", len(thrown))
