"""An empty queue has nothing to take."""

import queue

orders = queue.Queue()
orders.get_nowait()
