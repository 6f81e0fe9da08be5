"""An initializer fails: the pool is broken,
and says so to each task, old or new."""

import logging
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool

# what went wrong is only logged
logging.disable()


def switch_on():
    raise RuntimeError("no red light")


with ThreadPoolExecutor(1, initializer=switch_on) as lab:
    photo = lab.submit(print, "sea")
    try:
        photo.result()
    except BrokenThreadPool as error:
        print(error)
        print("why:", error.__cause__)
    try:
        lab.submit(print, "snow")
    except BrokenExecutor as error:
        print("a new task:", type(error).__name__)
