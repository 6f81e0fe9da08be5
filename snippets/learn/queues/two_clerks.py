"""Two clerks, one sorter: the closing
sign comes after both clerks."""

import queue
import threading

belt = queue.Queue()
bag = []


def sort_parcels():
    while True:
        # a parcel of the one
        # clerk or of the other
        city = belt.get()
        if city is None:
            return
        bag.append(city)


clerks = [
    threading.Thread(target=belt.put, args=(city,))
    for city in ["Oslo", "Cairo"]
]
sorter = threading.Thread(target=sort_parcels)
for thread in [*clerks, sorter]:
    thread.start()
for clerk in clerks:
    clerk.join()
# neither clerk can put anything
# on the belt after this
belt.put(None)
sorter.join()
print("in the bag:", ", ".join(sorted(bag)))
