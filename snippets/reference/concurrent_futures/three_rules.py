"""A lab waits for the first photo, for the
first that is spoiled, and for all of them."""

import threading
from concurrent.futures import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    ThreadPoolExecutor,
    wait,
)

dark = {"sea": threading.Event(), "snow": threading.Event()}


def develop(photo):
    if photo in dark:
        dark[photo].wait()
    if photo == "sea":
        raise ValueError("too much light")
    return photo


with ThreadPoolExecutor(max_workers=3) as lab:
    photos = [lab.submit(develop, p) for p in ("oak", "sea", "snow")]
    oak, sea, snow = photos
    # the other two wait for their events
    done, _ = wait(photos, return_when=FIRST_COMPLETED)
    print("first:", oak.result(), "of", len(done))
    dark["sea"].set()
    done, _ = wait([sea, snow], return_when=FIRST_EXCEPTION)
    print("spoiled:", sea.exception(), "of", len(done))
    dark["snow"].set()
    done, waiting = wait(photos, return_when=ALL_COMPLETED)
    print("all:", len(done), "waiting:", len(waiting))
