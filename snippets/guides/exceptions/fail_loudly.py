"""A thread that fails ends the program,
with an exit status that says so."""

import sys
import threading

closing = threading.Event()
failed = []


def stop_all(error):
    failed.append(error.thread.name)
    # print it as usual
    threading.__excepthook__(error)
    closing.set()


def sort_letters():
    raise ValueError("a letter without an address")


threading.excepthook = stop_all
clerk = threading.Thread(target=sort_letters, name="clerk")
clerk.start()
# what the main thread waits for anyway,
# and what its other threads look at
closing.wait()
clerk.join()
sys.exit(f"stopped: {failed[0]} failed")
