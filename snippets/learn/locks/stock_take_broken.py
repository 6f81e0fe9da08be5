"""A clerk moves parcels under a
lock; an inspector ignores it."""

import threading

shelf = 12
van = 0
stock = threading.Lock()
counted = []


def load(parcels):
    global shelf, van
    with stock:
        shelf -= parcels
        van += parcels


def inspect():
    # the clerk may have the parcels in hand now
    on_shelf = shelf
    counted.append(on_shelf + van)


clerk = threading.Thread(target=load, args=(5,))
inspector = threading.Thread(target=inspect)
clerk.start()
inspector.start()
clerk.join()
inspector.join()
print(f"parcels counted: {counted[0]}, now in the van: {van}")
