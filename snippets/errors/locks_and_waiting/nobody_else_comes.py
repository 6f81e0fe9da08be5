"""A runner waits for one who does not come."""

import threading

start = threading.Barrier(2)
start.wait(timeout=0.1)
