"""A driver who finds no parcel
leaves with the lock of the shelf."""

import threading

parcels = {"Ada": "books"}
visits = 0
shelf = threading.Lock()
answers = {}


def collect(name):
    global visits
    shelf.acquire()
    visits += 1
    if name not in parcels:
        answers[name] = "no parcel"
        # from here on, every other
        # driver waits for good
        return
    answers[name] = parcels.pop(name)
    shelf.release()


names = ["Ada", "Ben"]
drivers = [threading.Thread(target=collect, args=(n,)) for n in names]
for driver in drivers:
    driver.start()
for driver in drivers:
    driver.join()
for name in names:
    print(f"{name}: {answers[name]}")
print(f"visits: {visits}")
