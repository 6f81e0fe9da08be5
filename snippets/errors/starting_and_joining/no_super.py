"""A subclass forgets the __init__ of Thread."""

import threading


class Courier(threading.Thread):
    def __init__(self, parcel):
        self.parcel = parcel


Courier("lamp").start()
