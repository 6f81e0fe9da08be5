"""One None sends two cooks home:
whoever takes it puts it back."""

import queue
import threading

orders = queue.Queue()
done = []


def cook():
    while (order := orders.get()) is not None:
        done.append(order)
    orders.put(None)  # for the next cook


cooks = [threading.Thread(target=cook) for _ in range(2)]
for thread in cooks:
    thread.start()
for order in ("soup", "bread"):
    orders.put(order)
orders.put(None)
for thread in cooks:
    thread.join()
# either cook may have been first
print(sorted(done))
