"""A clerk who finds no parcel walks away with the lock of the shelf."""

import threading

parcels = {"Ada": "books"}
shelf = threading.Lock()
answers = {}


def collect(name):
    shelf.acquire()
    if name not in parcels:
        answers[name] = "no parcel"
        return  # from here on, every other clerk waits for good
    answers[name] = parcels.pop(name)
    shelf.release()


names = ["Ada", "Ben"]
clerks = [threading.Thread(target=collect, args=(n,)) for n in names]
for clerk in clerks:
    clerk.start()
for clerk in clerks:
    clerk.join()
for name in names:
    print(f"{name}: {answers[name]}")
