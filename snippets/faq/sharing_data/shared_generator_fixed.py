"""Two counters draw tickets from
one generator, one at a time."""

import threading

roll = ["A-1", "A-2", "A-3"]
drawn = []
turn = threading.Lock()


def tickets():
    while roll:
        yield roll.pop(0)


def draw():
    # the generator runs in one thread at a time
    with turn:
        ticket = next(source)
    drawn.append(ticket)


source = tickets()
counters = [threading.Thread(target=draw) for _ in range(2)]
for counter in counters:
    counter.start()
for counter in counters:
    counter.join()
print(sorted(drawn))
