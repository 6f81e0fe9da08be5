"""A cash desk may take its own lock twice, since it is an RLock."""

import threading


class CashDesk:
    def __init__(self):
        self.lock = threading.RLock()
        self.total = 0

    def add(self, price):
        with self.lock:
            self.total += price

    def sell(self, prices):
        with self.lock:  # no other sale may come in between
            for price in prices:
                self.add(price)


desk = CashDesk()
print("A tea and a cake, please.")
desk.sell([3, 4])
print(f"That makes {desk.total}.")
