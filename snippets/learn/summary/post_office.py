"""A post office: pool, queue, thread
and lock, each in its place."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor

# full: the clerks wait for the courier
outbox = queue.Queue(maxsize=1)
till = threading.Lock()  # guards income
income = 0
outcome = {}  # only the courier writes here


def stamp(name, grams):
    global income
    price = 1 if grams <= 20 else 2
    # the other clerk may be at the till, too
    with till:
        income += price
    outbox.put(name)
    return price


def carry(name):
    if name == "Bo":
        raise LookupError("no such street")
    return "delivered"


def deliver():
    while (name := outbox.get()) is not None:
        try:
            outcome[name] = carry(name)
        except Exception as error:
            # the round goes on: clerks may wait
            outcome[name] = f"returned, {error}"


letters = {"Ada": 15, "Bo": 40}
courier = threading.Thread(target=deliver, name="courier")
courier.start()
try:
    with ThreadPoolExecutor(max_workers=2) as clerks:
        prices = list(clerks.map(stamp, letters, letters.values()))
finally:
    # the clerks have left:
    # nothing comes after this
    outbox.put(None)
    courier.join()
# in the order of the letters
for name, price in zip(letters, prices):
    # read after join()
    print(f"{name}: {price}, {outcome[name]}")
print("income:", income)
