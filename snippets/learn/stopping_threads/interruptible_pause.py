"""A pause of an hour that ends
as soon as the kitchen closes."""

import threading

closing = threading.Event()
readings = []
log = []


def watch_oven():
    # None: as long as it takes
    for pause in (3600, 3600, None):
        if closing.wait(timeout=pause):
            break
        readings.append("oven is hot")
    log.append("oven off")


watch = threading.Thread(target=watch_oven)
watch.start()
log.append("door closed")
closing.set()  # ends the pause, whichever it is
watch.join()
print(log)
