"""Two sorters take without looking; a bare belt raises Empty."""

import queue
import threading

belt = queue.Queue()
done = queue.Queue()
belt.put("Oslo")


def sort_parcels():
    while True:
        try:
            city = belt.get_nowait()
        except queue.Empty:  # the other sorter may have been faster
            return
        done.put(city)


sorters = [threading.Thread(target=sort_parcels) for _ in range(2)]
for sorter in sorters:
    sorter.start()
for sorter in sorters:
    sorter.join()
print("sorted:", done.get())
