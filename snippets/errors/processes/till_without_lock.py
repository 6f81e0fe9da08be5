"""A till leaves its lock behind."""

import pickle
import threading


class Till:
    def __init__(self, cash):
        self.cash = cash
        self.lock = threading.Lock()

    def __reduce__(self):
        return Till, (self.cash,)


print(pickle.loads(pickle.dumps(Till(20))).cash)
