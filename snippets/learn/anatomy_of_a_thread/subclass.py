"""A Thread subclass: each clerk has
parcels and a sum of its own."""

import threading

GRAMS = {"book": 400, "lamp": 2500, "vase": 900}


class Clerk(threading.Thread):
    def __init__(self, name, parcels):
        # before anything else
        super().__init__(name=name)
        self.parcels = parcels
        self.total = 0

    # start() has this called in the new thread
    def run(self):
        for parcel in self.parcels:
            # only this thread writes it
            self.total += GRAMS[parcel]


clerks = [Clerk("Ada", ["book", "lamp"]), Clerk("Ben", ["vase"])]
for clerk in clerks:
    clerk.start()
for clerk in clerks:
    clerk.join()
    print(f"{clerk.name}: {clerk.total} g")
