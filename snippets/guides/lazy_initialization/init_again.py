"""A singleton made in __new__ is one
object, and loses its data at each call."""

import threading


class Catalog:
    _only = None
    _door = threading.Lock()

    def __new__(cls):
        with cls._door:
            if cls._only is None:
                cls._only = super().__new__(cls)
            return cls._only

    def __init__(self):
        # runs at each call of Catalog()
        self.lent = []


def lend(book):
    desk = Catalog()
    desk.lent.append(book)
    used.append(desk)


used = []
clerk = threading.Thread(target=lend, args=("Emma",))
clerk.start()
catalog = Catalog()
clerk.join()
print("one object:", catalog is used[0])
print("books lent:", Catalog().lent)
