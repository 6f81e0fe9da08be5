"""A task that never ends: say so, and end the whole program."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

light = threading.Event()


def develop(photo):
    light.wait()  # nobody ever switches it on
    return f"{photo}.jpg"


pool = ThreadPoolExecutor(max_workers=1)  # with would wait forever
task = pool.submit(develop, "sea")
try:
    print(task.result(timeout=0.1))
except TimeoutError:
    pool.shutdown(wait=False, cancel_futures=True)
    print("sea: stuck, the lab gives up", file=sys.stderr, flush=True)
    os._exit(1)  # a normal exit, too, would wait for the helper
