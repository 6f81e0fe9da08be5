"""Two sorters and a closing
sign for each: both go home."""

import queue
import threading

belt = queue.Queue()
done = []


def sort_parcels():
    while True:
        city = belt.get()
        # the other sorter gets a sign, too
        if city is None:
            return
        done.append(city)


sorters = [threading.Thread(target=sort_parcels) for _ in range(2)]
for sorter in sorters:
    sorter.start()
belt.put("Oslo")
for _ in sorters:
    belt.put(None)
print("the post office closes")
for sorter in sorters:
    sorter.join()
print("sorted:", *done)
