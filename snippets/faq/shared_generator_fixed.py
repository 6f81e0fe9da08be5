"""Two counters draw tickets from one generator, one at a time."""

import threading

drawn = []
turn = threading.Lock()


def stamp(number):
    return f"A-{number}"


def tickets():
    number = 0
    while True:
        number += 1
        yield stamp(number)


def draw():
    with turn:  # the generator runs in one thread at a time
        ticket = next(source)
    drawn.append(ticket)


source = tickets()
counters = [threading.Thread(target=draw) for _ in range(2)]
for counter in counters:
    counter.start()
for counter in counters:
    counter.join()
print(sorted(drawn))
