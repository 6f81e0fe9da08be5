"""No wait for a lock, for a second."""

import threading

drawer = threading.Lock()
drawer.acquire(False, 1)
