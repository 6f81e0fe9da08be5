# WRONG: The glazers look again, and the potters
# do not. A potter who is called may find the
# place taken.
"""One side looks once, waits once."""

import threading


class Rack:
    def __init__(self, places):
        self._places = places
        self._bowls = []
        self._rack = threading.Condition()

    def put(self, bowl):
        with self._rack:
            if len(self._bowls) == self._places:
                self._rack.wait()
            self._bowls.append(bowl)
            self._rack.notify_all()

    def take(self):
        with self._rack:
            while not self._bowls:
                self._rack.wait()
            bowl = self._bowls.pop(0)
            self._rack.notify_all()
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
