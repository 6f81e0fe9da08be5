"""Two ways to give a lock back, even when the work in between fails."""

import threading

till = threading.Lock()


def sell_using_with(price):
    with till:
        return int(price)


def sell_by_hand(price):
    till.acquire()
    try:
        return int(price)
    finally:
        till.release()  # without this, the next sale waits forever


for sell in (sell_using_with, sell_by_hand):
    try:
        sell("two dollars")
    except ValueError:
        print(f"{sell.__name__}: failed, till locked: {till.locked()}")
