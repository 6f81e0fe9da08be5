"""In which functions is each thread busy?"""

import collections
import contextlib
import os
import queue
import sys
import threading

LIBRARY = os.path.dirname(threading.__file__)


@contextlib.contextmanager
def sampled():
    """Looks a hundred times a second where each
    thread is, and reports after its block."""
    seen = collections.defaultdict(collections.Counter)
    closing = threading.Event()

    def look():
        while not closing.wait(0.01):
            frames = sys._current_frames()
            for thread in threading.enumerate():
                frame = frames.get(thread.ident)
                # it may begin or end just now
                if frame and thread is not sampler:
                    seen[thread.name][own_function(frame)] += 1

    sampler = threading.Thread(target=look)
    sampler.start()
    try:
        yield
    finally:
        closing.set()
        sampler.join()
    for name, places in sorted(seen.items()):
        for place, count in places.most_common():
            if (share := count / places.total()) >= 0.2:
                print(f"{name}: {share:.0%} in {place}")


def own_function(frame):
    # out of threading, site-packages ...
    while frame.f_back and frame.f_code.co_filename.startswith(LIBRARY):
        frame = frame.f_back
    return frame.f_code.co_qualname


def grind(flour=0):
    for grain in range(300_000):
        flour += grain


def mill(bran=0):
    try:
        for _ in range(40):
            grind()
            for grain in range(200_000):
                bran += grain
    finally:
        sacks.put("flour")


def wait_for_flour():
    sacks.get()


sacks = queue.Queue()
with sampled():
    miller = threading.Thread(target=mill, name="miller")
    carter = threading.Thread(target=wait_for_flour, name="carter")
    miller.start()
    carter.start()
    miller.join()
    carter.join()
