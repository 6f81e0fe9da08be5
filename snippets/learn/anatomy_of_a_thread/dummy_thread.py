"""A thread that threading did not start is shown as a dummy."""

import _thread
import queue
import threading

callers = queue.SimpleQueue()


def visit():
    visitor = threading.current_thread()  # makes the dummy
    callers.put((visitor, visitor in threading.enumerate()))


_thread.start_new_thread(visit, ())
visitor, listed = callers.get()  # waits until the visitor calls
print("name:", visitor.name)
print("listed:", listed)
print("daemon:", visitor.daemon)
try:
    visitor.join()
except (RuntimeError, AssertionError) as error:
    print(error)
