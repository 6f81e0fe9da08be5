"""Ctrl-C ends the main thread,
which sends the cook home first."""

import queue
import threading

orders = queue.Queue()
done = []


def cook():
    while (order := orders.get()) is not None:
        done.append(order)


kitchen = threading.Thread(target=cook)
kitchen.start()
try:
    orders.put("soup")
    # as if somebody pressed Ctrl-C here
    raise KeyboardInterrupt
except KeyboardInterrupt:
    print("closing the kitchen")
finally:  # whatever ended the service
    orders.put(None)
    kitchen.join()
print(done)
