"""A place is given back that nobody took."""

import threading

places = threading.BoundedSemaphore(2)
with places:
    places.release()
