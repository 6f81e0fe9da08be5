"""The cook finds the end in the queue, where
he waits for the next order."""

import queue
import threading
import time

orders = queue.Queue()


def cook():
    while (order := orders.get()) is not None:
        print(order, "is ready")


chef = threading.Thread(target=cook)
chef.start()
orders.put("soup")
time.sleep(0.2)  # a quiet hour
orders.put(None)
chef.join()
print("closed")
