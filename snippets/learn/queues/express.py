"""Express parcels leave first,
equals in the order they came."""

import math
import queue
import threading

EXPRESS, NORMAL = 1, 2
ARRIVALS = [
    (NORMAL, {"to": "Oslo"}),
    (EXPRESS, {"to": "Lima"}),
    (NORMAL, {"to": "Cairo"}),
    (EXPRESS, {"to": "Quito"}),
]
shelf = queue.PriorityQueue()
van = []


def load():
    while True:
        urgency, number, parcel = shelf.get()
        if parcel is None:
            return
        van.append(parcel["to"])


for number, (urgency, parcel) in enumerate(ARRIVALS):
    shelf.put((urgency, number, parcel))
# the closing sign must come last
shelf.put((math.inf, 0, None))

driver = threading.Thread(target=load)
driver.start()
driver.join()
print("loaded:", ", ".join(van))
