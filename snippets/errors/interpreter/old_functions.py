"""Functions are called by their old names."""

import threading

threading.currentThread()
threading.activeCount()
threading.Event().isSet()
with (shelf := threading.Condition()):
    shelf.notifyAll()
