"""A catalog is filled before other
threads can see it."""

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
                books = {}
                books["Emma"] = 3
                # from here on, others see it
                catalog = books
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
