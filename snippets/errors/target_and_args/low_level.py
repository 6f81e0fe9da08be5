"""A thread of the low-level module raises."""

import _thread
import sys
import threading


def deliver():
    raise ValueError("no such street")


def tell(unraisable):
    sys.__unraisablehook__(unraisable)
    told.set()


told = threading.Event()
sys.unraisablehook = tell
_thread.start_new_thread(deliver, ())
told.wait()
