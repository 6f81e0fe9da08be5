"""A till with a lock is to be sent."""

import pickle
import threading


class Till:
    def __init__(self):
        self.cash = 20
        self.lock = threading.Lock()


pickle.dumps(Till())
