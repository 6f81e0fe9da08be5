"""The same faulty box office sells 2,000
seats, each to two buyers at the same time."""

import sys
import threading

ROUNDS = 2_000


class BoxOffice:
    def __init__(self):
        self.buyers = []

    def sell(self, buyer):
        if not self.buyers:
            # the other buyer may look here
            self.buyers.append(buyer)


def buy(name):
    for office in offices:
        together.wait()
        office.sell(name)


offices = [BoxOffice() for _ in range(ROUNDS)]
together = threading.Barrier(2)
buyers = [
    threading.Thread(target=buy, args=(name,)) for name in ("Ada", "Bo")
]
before = sys.getswitchinterval()
sys.setswitchinterval(1e-6)
try:
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
finally:
    sys.setswitchinterval(before)
twice = sum(len(office.buyers) > 1 for office in offices)
print(f"{ROUNDS} seats, sold twice: {twice}")
