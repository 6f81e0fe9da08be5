# WRONG: Side 1 sleeps until side 0 is there,
# but side 0 wakes up again and again to look
# for side 1.
"""One side sleeps, the other looks again."""

import threading
import time


class Hut:
    def __init__(self):
        self._halves = [None, None]
        self._first_is_here = threading.Event()

    def swap(self, side, half):
        self._halves[side] = half
        if side == 0:
            self._first_is_here.set()
            while self._halves[1] is None:
                time.sleep(0.01)
        else:
            self._first_is_here.wait()
        return self._halves[1 - side]


if __name__ == "__main__":
    hut = Hut()
    got = [None, None]

    def explore(side, half):
        got[side] = hut.swap(side, half)

    explorers = [
        threading.Thread(target=explore, args=pair)
        for pair in ((0, "northern half"), (1, "southern half"))
    ]
    for explorer in explorers:
        explorer.start()
    for explorer in explorers:
        explorer.join()
    print("side 0 got", got[0])
    print("side 1 got", got[1])
