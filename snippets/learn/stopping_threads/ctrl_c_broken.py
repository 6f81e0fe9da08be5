"""Ctrl-C ends the main thread; the
cook waits for orders forever."""

import queue
import threading

orders = queue.Queue()
done = []


def cook():
    while (order := orders.get()) is not None:
        done.append(order)


kitchen = threading.Thread(target=cook)
kitchen.start()
orders.put("soup")
# as if somebody pressed Ctrl-C here
raise KeyboardInterrupt
