"""A thread notifies without the lock."""

import threading

shelf = threading.Condition()
shelf.notify_all()
