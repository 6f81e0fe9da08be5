"""A function that was registered with
atexit comes too late for a thread."""

import atexit
import threading

closing = threading.Event()


def keep_journal():
    closing.wait()
    print("journal closed")


atexit.register(closing.set)
threading.Thread(target=keep_journal).start()
print("main thread: good night")
