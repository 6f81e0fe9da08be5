"""A post office: pool, queue, thread and lock, each in its place."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor

outbox = queue.Queue(maxsize=1)  # full: the clerks wait for the courier
till = threading.Lock()  # guards income
income = 0
delivered = []


def stamp(name, grams):
    global income
    price = 1 if grams <= 20 else 2
    with till:  # another clerk may be at the till, too
        income += price
    outbox.put(name)
    return price


def deliver():
    while (name := outbox.get()) is not None:
        delivered.append(name)  # only the courier writes here


letters = {"Ada": 15, "Bo": 40}
courier = threading.Thread(target=deliver, name="courier")
courier.start()
try:
    with ThreadPoolExecutor(max_workers=2) as clerks:
        prices = list(clerks.map(stamp, letters, letters.values()))
finally:
    outbox.put(None)  # the clerks have left: nothing comes after this
    courier.join()
print("prices:", prices)  # in the order of the letters
print("delivered:", *sorted(delivered))  # read after join()
print("income:", income)
