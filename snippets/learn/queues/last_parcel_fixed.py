"""Two sorters take without
looking; an empty belt says so."""

import queue
import threading

belt = queue.Queue()
done = []
belt.put("Oslo")


def sort_parcels():
    while True:
        try:
            city = belt.get_nowait()
        except queue.Empty:
            # the other sorter may
            # have been faster
            return
        done.append(city)


sorters = [threading.Thread(target=sort_parcels) for _ in range(2)]
for sorter in sorters:
    sorter.start()
for sorter in sorters:
    sorter.join()
print("sorted:", *done)
