"""An error in a loop over map cancels
what waits, without a line of yours."""

import threading
from concurrent.futures import ThreadPoolExecutor

begun = []
bread_begun = threading.Event()
closed = threading.Event()


def cook(dish):
    begun.append(dish)
    if dish == "bread":
        bread_begun.set()
        closed.wait()
    return dish


try:
    with ThreadPoolExecutor(max_workers=1) as kitchen:
        try:
            dishes = ["soup", "bread", "stew", "cake"]
            for dish in kitchen.map(cook, dishes):
                print(dish, "is ready")
                bread_begun.wait()
                # as if somebody pressed Ctrl-C
                raise KeyboardInterrupt
        finally:
            closed.set()
except KeyboardInterrupt:
    print("closed after", *begun)
