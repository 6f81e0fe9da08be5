"""Three cars come to two places: whoever
finds the car park full drives on."""

import queue
import threading

places = queue.Queue(maxsize=2)
drove_on = []


def arrive(car):
    try:
        places.put_nowait(car)
    except queue.Full:
        # no waiting for a place, even if
        # another car leaves right now
        drove_on.append(car)


cars = [
    threading.Thread(target=arrive, args=(number,))
    for number in range(3)
]
for car in cars:
    car.start()
for car in cars:
    car.join()
# nobody comes or leaves any more, so these
# answers stay true
print("parked:", places.qsize())
print("full:", places.full())
print("drove on:", len(drove_on))
