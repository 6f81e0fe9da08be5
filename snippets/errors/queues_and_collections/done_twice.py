"""One order is reported as done twice."""

import queue

orders = queue.Queue()
orders.put("soup")
orders.get()
orders.task_done()
orders.task_done()
