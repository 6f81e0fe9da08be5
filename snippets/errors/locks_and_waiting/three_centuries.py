"""A timeout is longer than Python can count."""

import threading

drawer = threading.Lock()
drawer.acquire(timeout=10**10)
