"""A thread waits without the lock."""

import threading

shelf = threading.Condition()
shelf.wait()
