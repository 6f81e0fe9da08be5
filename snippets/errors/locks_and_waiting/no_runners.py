"""A barrier is made for no runners at all."""

import threading

try:
    threading.Barrier(0)
    print("made, and nobody will pass it")
except ValueError as error:
    print("ValueError:", error)
