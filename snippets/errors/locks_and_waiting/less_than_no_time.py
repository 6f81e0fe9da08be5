"""A lock waits for less than no time."""

import threading

drawer = threading.Lock()
drawer.acquire(timeout=-5)
