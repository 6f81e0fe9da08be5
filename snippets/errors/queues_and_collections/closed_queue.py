"""A queue that was shut down takes nothing."""

import queue
import sys

if sys.version_info < (3, 13):
    sys.exit("This program needs Python 3.13 or newer.")

orders = queue.Queue()
orders.shutdown()
orders.put("soup")
