"""Two actors share the lines of a script:
each line goes to one of them."""

import sys
import threading

if sys.version_info < (3, 15):
    sys.exit("This program needs Python 3.15 or newer.")


@threading.synchronized_iterator
def script(lines):
    yield from range(lines)


def read(taken):
    for number in lines:
        taken.append(number)


lines = script(100)
print(type(lines).__name__)
first, second = [], []
actors = [
    threading.Thread(target=read, args=(taken,))
    for taken in (first, second)
]
for actor in actors:
    actor.start()
for actor in actors:
    actor.join()
print("each line once:", sorted(first + second) == [*range(100)])


def whispered():
    for line in ["to be", "or not to be"]:
        if (yield line) == "again":
            yield line


told = threading.serialize_iterator(whispered())
print(next(told))
print(told.send("again"))
try:
    told.throw(ValueError("wrong play"))
except ValueError as error:
    print("it ends with:", error)
told.close()
print("left:", *told)
