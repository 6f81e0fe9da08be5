"""Each book is loaded once for all who
ask; after a failure, it is tried again."""

import threading
from concurrent.futures import Future


class OncePerKey:
    """load(key) runs once for each key, and
    all who ask get the same object."""

    def __init__(self, load):
        self._load = load
        self._lock = threading.Lock()
        self._entries = {}

    def get(self, key, timeout=None):
        with self._lock:
            entry = self._entries.get(key)
            first = entry is None
            if first:
                entry = self._entries[key] = Future()
        if first:
            # without the lock: meanwhile others
            # may ask for other keys
            try:
                entry.set_result(self._load(key))
            except BaseException as error:
                # who asks next tries again
                with self._lock:
                    del self._entries[key]
                # those who wait get it, too
                entry.set_exception(error)
        return entry.result(timeout)


def load(title):
    loads.append(title)
    if len(loads) == 1:
        raise OSError("the cellar is locked")
    return {"title": title}


def read(number):
    found[number] = catalog.get("Emma")


loads = []
found = [None, None]
catalog = OncePerKey(load)
try:
    catalog.get("Emma")
except OSError as error:
    print("Emma:", error)
readers = [
    threading.Thread(target=read, args=(number,)) for number in range(2)
]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print("one book for both:", found[0] is found[1])
print("loads:", len(loads), "with the one that failed")
