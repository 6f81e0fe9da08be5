"""A lock is given back twice."""

import threading

drawer = threading.Lock()
with drawer:
    drawer.release()
