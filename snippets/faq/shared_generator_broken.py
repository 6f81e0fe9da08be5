"""Two counters draw tickets from one generator, and it may refuse."""

import threading

drawn = []


def stamp(number):
    return f"A-{number}"


def tickets():
    number = 0
    while True:
        number += 1
        yield stamp(number)  # another thread may ask for the next here


def draw():
    ticket = next(source)
    drawn.append(ticket)


source = tickets()
counters = [threading.Thread(target=draw) for _ in range(2)]
for counter in counters:
    counter.start()
for counter in counters:
    counter.join()
print(sorted(drawn))
