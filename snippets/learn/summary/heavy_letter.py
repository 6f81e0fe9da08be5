"""One letter is too heavy, and each
letter still gets its own line."""

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
    if grams > 50:
        raise ValueError("too heavy for a letter")
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


letters = {"Ada": 15, "Bo": 60}
courier = threading.Thread(target=deliver, name="courier")
courier.start()
try:
    with ThreadPoolExecutor(max_workers=2) as clerks:
        jobs = {
            name: clerks.submit(stamp, name, grams)
            for name, grams in letters.items()
        }
        # each waits for its clerk:
        # an error or a price
        answers = {
            name: job.exception() or job.result()
            for name, job in jobs.items()
        }
finally:
    # the clerks have left:
    # nothing comes after this
    outbox.put(None)
    courier.join()
for name, answer in answers.items():
    print(f"{name}: {answer}, {outcome.get(name, 'not sent')}")
print("income:", income)
