"""A cash desk waits for itself: one thread is enough for a deadlock."""

import threading


class CashDesk:
    def __init__(self):
        self.lock = threading.Lock()
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
