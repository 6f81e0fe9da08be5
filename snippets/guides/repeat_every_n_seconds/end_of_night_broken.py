"""A timer that starts the next timer: cancel()
may come too late, and nobody learns of it."""

import threading

over = False


def flash():
    global timer
    if over:
        print("a flash by day")
        return  # only for the show
    # here the light flashes
    timer = threading.Timer(0.05, flash)
    timer.start()


timer = threading.Timer(0.05, flash)
timer.start()
# the night is over: no more flashes
last = timer
last.cancel()
last.join()
over = True
print("good morning")
