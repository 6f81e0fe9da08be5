"""A thread releases what it does not hold."""

import threading

drawer = threading.RLock()
drawer.acquire()
threading.Thread(target=drawer.release).start()
