"""A lock is handed to another interpreter."""

import sys
import threading

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")

from concurrent import interpreters

other = interpreters.create()
try:
    other.prepare_main(lock=threading.Lock())
finally:
    other.close()
