"""A cook who waits for the next order
does not see the sign on the door."""

import queue
import threading
import time

orders = queue.Queue()
closing = threading.Event()


def cook():
    while not closing.is_set():
        print(orders.get(), "is ready")


chef = threading.Thread(target=cook)
chef.start()
orders.put("soup")
time.sleep(0.2)  # a quiet hour
closing.set()
chef.join()
print("closed")
