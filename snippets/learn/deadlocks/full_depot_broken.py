"""A depot asks for its own lock again:
one thread is enough to hang."""

import threading


class Depot:
    def __init__(self, room):
        self.room = room
        self.lock = threading.Lock()

    def add(self, crates):
        with self.lock:
            self.room -= crates

    def unload(self, name):
        # no other truck takes
        # the room meanwhile
        with self.lock:
            if self.room >= 2:
                self.add(2)
                unloaded.append(name)


unloaded = []
depot = Depot(room=3)
trucks = [
    threading.Thread(target=depot.unload, args=(name,))
    for name in ("red", "blue")
]
print("Two trucks come, with two crates each.")
for truck in trucks:
    truck.start()
# and somebody brings a single crate
depot.add(1)
for truck in trucks:
    truck.join()
print(f"trucks unloaded: {len(unloaded)}, room left: {depot.room}")
