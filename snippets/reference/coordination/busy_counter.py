"""A guest who finds the counter taken goes
away instead of waiting for it."""

import threading

counter = threading.Condition()


def ask():
    if counter.acquire(blocking=False):
        print("served")
        counter.release()
    else:
        print("another time")


def visit():
    guest = threading.Thread(target=ask)
    guest.start()
    guest.join()


with counter:
    # the guest finds the main thread here
    visit()
visit()
