"""A full queue takes nothing more."""

import queue

orders = queue.Queue(maxsize=1)
orders.put_nowait("soup")
orders.put_nowait("cake")
