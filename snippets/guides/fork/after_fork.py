"""A forked child has one thread: the pool
is there, and nobody works in it."""

import os
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

# Python 3.12 and newer warn of just this
warnings.simplefilter("ignore", DeprecationWarning)
depot = ThreadPoolExecutor(max_workers=1)
depot.submit(print, "parent: loaded", flush=True).result()
child = os.fork()
if child == 0:
    names = [t.name for t in threading.enumerate()]
    print("child:", names, flush=True)
    try:
        depot.submit(print, "child: loaded").result(timeout=1)
    except TimeoutError:
        print("child: nobody loads", flush=True)
    os._exit(0)  # not the parent's way out
os.waitpid(child, 0)
depot.shutdown()
