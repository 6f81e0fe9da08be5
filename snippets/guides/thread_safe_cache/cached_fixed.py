"""functools.cache behind a lock
loads a book once for both readers."""

import functools
import threading

loads = []
found = []
desk = threading.Lock()


@functools.cache
def load(title):
    loads.append(title)
    return {"title": title}


def read(title):
    # the other reader waits here
    with desk:
        book = load(title)
    found.append(book)


readers = [
    threading.Thread(target=read, args=("Emma",)) for _ in range(2)
]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print("loads:", len(loads))
print("one book for both:", found[0] is found[1])
