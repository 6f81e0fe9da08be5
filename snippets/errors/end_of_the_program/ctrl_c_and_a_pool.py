"""Ctrl-C comes when only a pool is left."""

import signal
import threading
from concurrent.futures import ThreadPoolExecutor

# In a second, as if somebody pressed Ctrl-C.
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.alarm(1)
ThreadPoolExecutor().submit(threading.Event().wait, 60)
