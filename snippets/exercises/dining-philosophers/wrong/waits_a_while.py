# WRONG: A timeout ends the waiting, not the
# need. After a second this blower goes on
# without the tongs.
"""Waits for a second, and goes on."""

import threading


class Workshop:
    def __init__(self, seats):
        self._tongs = [threading.Lock() for _ in range(seats)]

    def blow(self, seat, piece):
        left = self._tongs[seat]
        right = self._tongs[(seat + 1) % len(self._tongs)]
        with left:
            got_right = right.acquire(timeout=1)
            try:
                return piece()
            finally:
                if got_right:
                    right.release()


if __name__ == "__main__":
    workshop = Workshop(3)
    blowing, most = [], []

    def piece():
        blowing.append("a piece")
        most.append(len(blowing))
        blowing.pop()

    def work(seat):
        workshop.blow(seat, piece)

    blowers = [
        threading.Thread(target=work, args=(seat,)) for seat in range(3)
    ]
    for blower in blowers:
        blower.start()
    for blower in blowers:
        blower.join()
    print(f"pieces: {len(most)}, most at the same time: {max(most)}")
