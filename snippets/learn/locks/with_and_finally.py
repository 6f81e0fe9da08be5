"""Two ways to give a lock back, even
when the work in between fails."""

import threading

till = threading.Lock()
takings = 0
refused = []


def sell_using_with(price):
    global takings
    with till:
        takings += int(price)


def sell_by_hand(price):
    global takings
    till.acquire()
    try:
        takings += int(price)
    finally:
        # without this, the next
        # sale waits forever
        till.release()


def serve(sell, prices):
    for price in prices:
        try:
            sell(price)
        except ValueError:
            refused.append(price)


clerks = [
    threading.Thread(target=serve, args=args)
    for args in (
        (sell_using_with, ["two", "3"]),
        (sell_by_hand, ["one", "4"]),
    )
]
for clerk in clerks:
    clerk.start()
for clerk in clerks:
    clerk.join()
print(f"takings: {takings}, refused: {sorted(refused)}")
