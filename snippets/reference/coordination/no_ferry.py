"""A ferry for two does not sail: whoever
waits is sent away, and it starts anew."""

import threading
import time

ferry = threading.Barrier(2)
told = []


def board():
    try:
        ferry.wait()
    except threading.BrokenBarrierError:
        told.append("not today")


print("parties:", ferry.parties)
car = threading.Thread(target=board)
car.start()
while ferry.n_waiting < 1:
    # nothing wakes us when the car waits
    time.sleep(0.01)
ferry.reset()
car.join()
print("the car was told:", *told)
print("waiting:", ferry.n_waiting)
print("broken:", ferry.broken)
