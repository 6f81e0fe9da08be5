"""A kitchen closes at once: orders that
wait are dropped, the one in hand counts."""

import queue
import sys
import threading

if sys.version_info < (3, 13):
    sys.exit("This program needs Python 3.13 or newer.")

orders = queue.Queue()
for dish in ["soup", "fish", "cake"]:
    orders.put(dish)
in_hand = orders.get()
orders.shutdown(immediate=True)
print("in hand:", in_hand)
try:
    orders.get()
except queue.ShutDown:
    print("fish and cake are gone")


def finish():
    orders.task_done()


cook = threading.Thread(target=finish)
cook.start()
# waits for the soup alone: what was dropped
# counts as done
orders.join()
cook.join()
print("the kitchen is dark")
