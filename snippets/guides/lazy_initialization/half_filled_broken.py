"""A catalog is seen by other threads
before it has been filled."""

import threading

catalog = None
door = threading.Lock()
loads = []
sizes = []


def get_catalog():
    global catalog
    if catalog is None:
        with door:
            if catalog is None:
                loads.append("from disk")
                catalog = {}
                # another reader finds it empty
                catalog["Emma"] = 3
    return catalog


def read():
    sizes.append(len(get_catalog()))


readers = [threading.Thread(target=read) for _ in range(2)]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print("loads:", len(loads))
print("books found:", sizes)
