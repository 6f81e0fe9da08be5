"""A thread cannot enter a context while
another thread is inside it."""

import threading
from contextvars import copy_context

here = copy_context()


def look_around():
    try:
        here.run(print, "welcome")
    except RuntimeError as error:
        print("RuntimeError:", error)


def open_museum():
    guide = threading.Thread(target=look_around)
    guide.start()
    # the main thread is inside meanwhile
    guide.join()


here.run(open_museum)
