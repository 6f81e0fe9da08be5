"""A full shelf makes you wait
to put, an empty one to take."""

import queue
import threading

shelf = queue.Queue(maxsize=2)
shelf.put("Oslo")
shelf.put("Lima")
try:
    # waits at most so many seconds
    shelf.put("Quito", timeout=0.1)
except queue.Full:
    print("no room for Quito")


def accept():
    # while two lie there, the clerk waits here
    shelf.put("Cairo")


clerk = threading.Thread(target=accept)
clerk.start()
print("taken:", *[shelf.get() for _ in range(3)])
clerk.join()
print("clerk still at it:", clerk.is_alive())
try:
    shelf.get(timeout=0.1)
except queue.Empty:
    print("no further parcel")
