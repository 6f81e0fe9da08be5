"""A clerk moves parcels under a
lock; an inspector takes it, too."""

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
    # no parcel is in anyone's hand in here
    with stock:
        on_shelf = shelf
        counted.append(on_shelf + van)


clerk = threading.Thread(target=load, args=(5,))
inspector = threading.Thread(target=inspect)
clerk.start()
inspector.start()
clerk.join()
inspector.join()
print(f"parcels counted: {counted[0]}, now in the van: {van}")
