"""The catalog is loaded at first use, once
for all readers, and again if that fails."""

import threading


class Lazy:
    """get() calls make() the first time, and
    returns the same object from then on."""

    def __init__(self, make):
        self._make = make
        self._made = False
        self._value = None
        self._lock = threading.Lock()

    def get(self):
        # others wait here while one makes it
        with self._lock:
            if not self._made:
                self._value = self._make()
                # not reached if make() fails
                self._made = True
            return self._value


def load():
    loads.append("from disk")
    if len(loads) == 1:
        raise OSError("the disk is busy")
    return {"Emma": 3, "Ulysses": 1}


def read():
    found.append(catalog.get())


loads = []
found = []
catalog = Lazy(load)
try:
    catalog.get()
except OSError as error:
    print("first try:", error)
readers = [threading.Thread(target=read) for _ in range(2)]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print("loads after that:", len(loads) - 1)
print("one catalog for both:", found[0] is found[1])
