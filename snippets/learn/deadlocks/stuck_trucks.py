"""The two trucks always stop each
other; faulthandler shows where."""

import faulthandler
import threading

# in a second, show every thread
faulthandler.dump_traceback_later(1)
both_loading = threading.Barrier(2)


class Depot:
    def __init__(self, number, crates):
        self.number = number
        self.crates = crates
        self.lock = threading.Lock()


def move(source, target, crates):
    with source.lock:
        # until the other truck is here, too
        both_loading.wait()
        with target.lock:
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
for truck in trucks:
    truck.join()
print(f"north: {north.crates}, south: {south.crates}")
