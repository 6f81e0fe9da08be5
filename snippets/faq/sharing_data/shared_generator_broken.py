"""Two counters draw tickets from
one generator, and it may refuse."""

import threading

roll = ["A-1", "A-2", "A-3"]
drawn = []


def tickets():
    while roll:
        # another thread may
        # ask for the next here
        yield roll.pop(0)


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
