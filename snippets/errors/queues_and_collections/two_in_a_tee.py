"""Two threads draw from one source by tee."""

import itertools
import threading


def numbers():
    inside.set()
    go_on.wait()
    yield 1


inside, go_on = threading.Event(), threading.Event()
left, right = itertools.tee(numbers())
threading.Thread(target=next, args=(left,)).start()
inside.wait()
try:
    next(right)
finally:
    go_on.set()
