"""The last order in the queue
tells the cook to go home."""

import queue
import threading

orders = queue.Queue()
done = []


def cook():
    while (order := orders.get()) is not None:
        done.append(order)


kitchen = threading.Thread(target=cook)
kitchen.start()
for order in ("soup", "bread"):
    orders.put(order)
orders.put(None)  # one for each cook
kitchen.join()
print(done)
