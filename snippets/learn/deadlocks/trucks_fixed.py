"""Two trucks lock the depots in
one order, so both get through."""

import threading


class Depot:
    def __init__(self, number, crates):
        self.number = number
        self.crates = crates
        self.lock = threading.Lock()


def move(source, target, crates):
    first, second = sorted([source, target], key=lambda d: d.number)
    with first.lock:
        # the other truck waits for
        # this lock, and holds nothing
        with second.lock:
            source.crates -= crates
            target.crates += crates


north = Depot(1, crates=10)
south = Depot(2, crates=10)
trucks = [
    threading.Thread(target=move, args=(north, south, 3)),
    threading.Thread(target=move, args=(south, north, 1)),
]
for truck in trucks:
    truck.start()
for depot in (north, south):
    # meanwhile, each depot gets a delivery
    with depot.lock:
        depot.crates += 5
for truck in trucks:
    truck.join()
print(f"north: {north.crates}, south: {south.crates}")
