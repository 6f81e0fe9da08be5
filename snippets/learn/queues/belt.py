"""A clerk accepts parcels, a sorter
sorts them, a belt lies between."""

import queue
import threading

belt = queue.Queue()
bag = []


def accept():
    for city in ["Oslo", "Lima", "Cairo"]:
        belt.put(city)
    # the closing sign: nothing comes after it
    belt.put(None)


def sort_parcels():
    while True:
        # while the belt is
        # empty, the sorter waits
        city = belt.get()
        if city is None:
            return
        bag.append(city)


clerk = threading.Thread(target=accept)
sorter = threading.Thread(target=sort_parcels)
for thread in (clerk, sorter):
    thread.start()
for thread in (clerk, sorter):
    thread.join()
print("in the bag:", ", ".join(bag))
