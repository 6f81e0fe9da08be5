"""Two threads draw from one generator."""

import threading


def numbers():
    inside.set()
    go_on.wait()
    yield 1


inside, go_on = threading.Event(), threading.Event()
tickets = numbers()
threading.Thread(target=next, args=(tickets,)).start()
inside.wait()
try:
    next(tickets)
finally:
    go_on.set()
