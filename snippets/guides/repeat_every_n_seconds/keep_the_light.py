"""A lighthouse flashes every n seconds until
told to stop; an error costs one flash only."""

import threading
import time


# --8<-- [start:repeat]
def repeat(seconds, action, stop, clock=time.monotonic):
    """Calls action() every so many seconds
    until stop is set. Skips missed rounds."""
    due = clock() + seconds
    while not stop.wait(max(0, due - clock())):
        try:
            action()
        except Exception as error:
            # or logging.exception(...)
            print("a round failed:", repr(error))
        missed = max(0, clock() - due) // seconds
        due += seconds * (1 + missed)
        # --8<-- [end:repeat]


flashes = 0
third_flash = threading.Event()


def flash():
    global flashes
    flashes += 1
    if flashes == 2:
        raise OSError("the lamp is hot")
    print("flash", flashes)
    if flashes == 3:
        third_flash.set()
        dawn.wait()  # only for the show


dawn = threading.Event()
keeper = threading.Thread(target=repeat, args=(0.05, flash, dawn))
keeper.start()
try:
    # here your program does its work
    third_flash.wait()
finally:
    dawn.set()
    keeper.join()
print("the lamp is off after", flashes, "flashes")
