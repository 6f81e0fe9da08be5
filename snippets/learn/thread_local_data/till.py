"""Each cashier's till starts with
the same change, in every thread."""

import threading


class Till(threading.local):
    def __init__(self, change):
        # runs once in each thread
        self.cash = change


till = Till(100)
evening = [None, None]


def sell(cashier, prices):
    for price in prices:
        # no lock: no other thread sees it
        till.cash += price
    # a place of its own in a shared list
    evening[cashier] = till.cash


cashiers = [
    threading.Thread(target=sell, args=(0, (20, 10))),
    threading.Thread(target=sell, args=(1, (5, 2))),
]
for cashier in cashiers:
    cashier.start()
for cashier in cashiers:
    cashier.join()
print("in the tills:", evening)
print("in the main thread's:", till.cash)
