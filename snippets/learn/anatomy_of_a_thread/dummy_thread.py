"""A thread that threading did
not start is shown as a dummy."""

import _thread
import queue
import threading

callers = queue.SimpleQueue()


def visit():
    # makes the dummy
    visitor = threading.current_thread()
    callers.put((visitor, visitor in threading.enumerate()))


_thread.start_new_thread(visit, ())
# waits until the visitor calls
visitor, listed = callers.get()
print("name:", visitor.name)
print("listed:", listed)
print("daemon:", visitor.daemon)
try:
    visitor.join()
except (RuntimeError, AssertionError) as error:
    print(error)
