"""An RLock gets an argument."""

import threading

try:
    threading.RLock("drawer")
    print("made")
except TypeError as error:
    print("TypeError:", error)
