"""Every clerk gives the lock of the shelf back, parcel or not."""

import threading

parcels = {"Ada": "books"}
shelf = threading.Lock()
answers = {}


def collect(name):
    with shelf:
        if name not in parcels:
            answers[name] = "no parcel"
            return  # leaving the block gives the lock back
        answers[name] = parcels.pop(name)


names = ["Ada", "Ben"]
clerks = [threading.Thread(target=collect, args=(n,)) for n in names]
for clerk in clerks:
    clerk.start()
for clerk in clerks:
    clerk.join()
for name in names:
    print(f"{name}: {answers[name]}")
