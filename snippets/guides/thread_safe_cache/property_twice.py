"""A cached_property is computed twice
when two readers ask at the same time."""

import functools
import sys
import threading

if sys.version_info < (3, 12):
    sys.exit("This program needs Python 3.12 or newer.")

both_count = threading.Barrier(2)


class Book:
    @functools.cached_property
    def words(self):
        counts.append("once")
        # the other reader is in here, too
        both_count.wait()
        return ["Emma", "Woodhouse"]


def read():
    found.append(book.words)


book = Book()
counts = []
found = []
readers = [threading.Thread(target=read) for _ in range(2)]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print("counted:", len(counts))
print("one list for both:", found[0] is found[1])
