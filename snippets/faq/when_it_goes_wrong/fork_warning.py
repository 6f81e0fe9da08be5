"""fork() copies a process with one
thread: the one that calls it."""

import os
import sys
import threading
import warnings

if sys.version_info < (3, 12):
    sys.exit("This program needs Python 3.12 or newer.")

done = threading.Event()
other = threading.Thread(target=done.wait)
other.start()
print(f"threads in the parent: {threading.active_count()}")

try:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        child = os.fork()
        if child == 0:
            # A lock that `other` held would
            # stay locked here for good.
            os._exit(threading.active_count())
    count = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
finally:
    # or the parent would wait
    # for `other` forever
    done.set()

print(f"threads in the child: {count}")
print(f"Python says: {caught[0].category.__name__}")
