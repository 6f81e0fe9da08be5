"""Every driver gives the lock of
the shelf back, parcel or not."""

import threading

parcels = {"Ada": "books"}
visits = 0
shelf = threading.Lock()
answers = {}


def collect(name):
    global visits
    with shelf:
        visits += 1
        if name not in parcels:
            answers[name] = "no parcel"
            # leaving the block
            # gives the lock back
            return
        answers[name] = parcels.pop(name)


names = ["Ada", "Ben"]
drivers = [threading.Thread(target=collect, args=(n,)) for n in names]
for driver in drivers:
    driver.start()
for driver in drivers:
    driver.join()
for name in names:
    print(f"{name}: {answers[name]}")
print(f"visits: {visits}")
