"""Two orders are equally urgent."""

import queue

orders = queue.PriorityQueue()
orders.put((1, {"dish": "soup"}))
orders.put((1, {"dish": "cake"}))
