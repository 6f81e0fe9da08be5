"""A full shelf makes the clerk wait until somebody takes a parcel."""

import queue
import threading

cities = ["Oslo", "Lima", "Cairo"]
shelf = queue.Queue(maxsize=2)


def accept():
    for city in cities:
        shelf.put(city)  # two parcels lie there: the clerk waits here


clerk = threading.Thread(target=accept)
clerk.start()
clerk.join(timeout=0.1)
print("clerk still at it:", clerk.is_alive())

taken = [shelf.get() for _ in cities]
clerk.join()
print("taken:", ", ".join(taken))
print("clerk still at it:", clerk.is_alive())
