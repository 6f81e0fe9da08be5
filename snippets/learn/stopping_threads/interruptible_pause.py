"""A pause of an hour that ends as soon as the kitchen closes."""

import threading

closing = threading.Event()
log = []


def watch_oven():
    for reading in ("first reading", "second reading"):
        if closing.wait(timeout=3600):  # an hour, or until closing
            break
        log.append(reading)
    log.append("oven off")


watch = threading.Thread(target=watch_oven)
watch.start()
closing.set()
watch.join()
print("last entry:", log[-1])
