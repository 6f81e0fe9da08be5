"""No wait for a place, for a second."""

import threading

places = threading.Semaphore(2)
places.acquire(False, 1)
