"""functools.cache may load a book
twice when two readers ask for it."""

import functools
import threading

loads = []
found = []


@functools.cache
def load(title):
    # it is in the cache only after this
    loads.append(title)
    return {"title": title}


def read(title):
    found.append(load(title))


readers = [
    threading.Thread(target=read, args=("Emma",)) for _ in range(2)
]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print("loads:", len(loads))
print("one book for both:", found[0] is found[1])
