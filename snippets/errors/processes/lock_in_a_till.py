"""A till with a lock is to be sent."""

import pickle
import threading


class Till:
    def __init__(self):
        self.cash = 20
        self.lock = threading.Lock()


try:
    pickle.dumps(Till())
except TypeError as error:
    print(f"TypeError: {error}")
    # Since 3.14, where it was found
    for note in getattr(error, "__notes__", ()):
        print(note)
