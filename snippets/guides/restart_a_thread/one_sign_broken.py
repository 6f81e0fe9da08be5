"""The next courier looks at the same sign, so
it is turned back: did the first one see it?"""

import threading
import time

stop = threading.Event()
home = []


def deliver(street):
    while not stop.wait(timeout=0.5):
        pass  # one step of the work
    home.append(street)


first = threading.Thread(target=deliver, args=("Elm",))
first.start()
time.sleep(0.1)  # he is on his way
stop.set()
# for the next courier
stop.clear()
first.join()
second = threading.Thread(target=deliver, args=("Oak",))
second.start()
stop.set()
second.join()
print("home from:", *home)
