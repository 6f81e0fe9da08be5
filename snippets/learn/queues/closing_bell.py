"""A belt that is shut down
sends every sorter home."""

import queue
import sys
import threading

if sys.version_info < (3, 13):
    sys.exit("This program needs Python 3.13 or newer.")

belt = queue.Queue()
done = []


def sort_parcels():
    while True:
        try:
            city = belt.get()
        except queue.ShutDown:
            # the belt is empty and stays empty
            return
        done.append(city)


sorters = [threading.Thread(target=sort_parcels) for _ in range(2)]
for sorter in sorters:
    sorter.start()
for city in ["Oslo", "Lima"]:
    belt.put(city)
# parcels may still lie on the belt here
belt.shutdown()
for sorter in sorters:
    sorter.join()
# either may have been done first
print("sorted:", *sorted(done))
try:
    belt.put("Quito")
except queue.ShutDown:
    print("Quito: we are closed")
