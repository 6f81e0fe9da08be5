"""A loop with an event: after set() and join(),
no round begins any more."""

import threading

over = False


def flash():
    if over:
        print("a flash by day")
    # here the light flashes


def repeat():
    while not stop.wait(0.05):
        flash()


stop = threading.Event()
lamp = threading.Thread(target=repeat)
lamp.start()
# the night is over: no more flashes
stop.set()
lamp.join()
over = True
print("good morning")
