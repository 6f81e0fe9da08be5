"""A forked process gets the held
lock, but not its holder."""

import os
import threading
import warnings

# From Python 3.12 on, os.fork()
# warns of what this program shows.
warnings.simplefilter("ignore", DeprecationWarning)

keys = threading.Lock()
taken = threading.Event()
finished = threading.Event()


def borrow_keys():
    with keys:
        taken.set()
        finished.wait()


borrower = threading.Thread(target=borrow_keys)
borrower.start()
taken.wait()  # now the borrower holds the lock

# the new process goes on here, on its own
if os.fork() == 0:
    got_keys = keys.acquire(timeout=0.1)
    print(f"in the copy, threads: {threading.active_count()}")
    print(f"in the copy, got the keys: {got_keys}", flush=True)
    os._exit(0)

os.wait()  # until the new process has ended
finished.set()
borrower.join()
got_keys = keys.acquire(timeout=0.1)
print(f"in the original, got the keys: {got_keys}")
