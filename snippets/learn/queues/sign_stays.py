"""One closing sign for all sorters: each passes it on."""

import queue
import threading

belt = queue.Queue()
done = []


def sort_parcels():
    while True:
        city = belt.get()
        if city is None:
            belt.put(None)  # for the sorter who still waits
            return
        done.append(city)


sorters = [threading.Thread(target=sort_parcels) for _ in range(2)]
for sorter in sorters:
    sorter.start()
for city in ["Oslo", "Lima"]:
    belt.put(city)
belt.put(None)
print("the post office closes")
for sorter in sorters:
    sorter.join()
print("sorted:", *sorted(done))
