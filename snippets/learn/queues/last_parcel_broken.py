"""Two sorters look before they
take; one parcel may fool both."""

import queue
import threading

belt = queue.Queue()
done = []
belt.put("Oslo")


def sort_parcels():
    while not belt.empty():
        # The other sorter may take
        # the last parcel right here.
        city = belt.get()
        done.append(city)


sorters = [threading.Thread(target=sort_parcels) for _ in range(2)]
for sorter in sorters:
    sorter.start()
for sorter in sorters:
    sorter.join()
print("sorted:", *done)
