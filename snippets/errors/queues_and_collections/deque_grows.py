"""A deque grows while it is read."""

import threading
from collections import deque

orders = deque(["soup"])
waiter = threading.Thread(target=orders.append, args=("cake",))
for order in orders:
    waiter.start()
    waiter.join()
