"""Two sorters and one closing
sign: one of them waits forever."""

import queue
import threading

belt = queue.Queue()
done = []


def sort_parcels():
    while True:
        city = belt.get()
        # the other sorter never sees this sign
        if city is None:
            return
        done.append(city)


sorters = [threading.Thread(target=sort_parcels) for _ in range(2)]
for sorter in sorters:
    sorter.start()
belt.put("Oslo")
belt.put(None)
print("the post office closes")
for sorter in sorters:
    sorter.join()
print("sorted:", *done)
