"""A lock is taken around each fork, so that
the child gets it free whoever had it."""

import os
import threading

ledger = threading.Lock()
os.register_at_fork(
    before=ledger.acquire,
    after_in_parent=ledger.release,
    after_in_child=ledger.release,
)
started, written = threading.Event(), threading.Event()


def write():
    with ledger:
        started.set()
        # a fork waits until this is over
        written.wait(0.1)


clerk = threading.Thread(target=write)
clerk.start()
started.wait()
if os.fork() == 0:
    # the clerk does not exist in this process
    free = ledger.acquire(timeout=1)
    print("free in the child:", free, flush=True)
    os._exit(0)
os.wait()
clerk.join()
print("free in the parent:", not ledger.locked())
