"""What Python still does when the
main thread has run its last line."""

import atexit
import threading
from concurrent.futures import ThreadPoolExecutor

evening = threading.Event()


def count_lamps():
    evening.wait()
    print("task in a pool: 12 lamps counted")


def sweep():
    threading.main_thread().join()
    print("ordinary thread: shop swept")


def watch_door():
    try:
        threading.Event().wait()
    finally:
        print("daemon thread: never printed")


atexit.register(print, "atexit: lights out")
threading.Thread(target=watch_door, daemon=True).start()
threading.Thread(target=sweep).start()
pool = ThreadPoolExecutor(max_workers=1)
pool.submit(count_lamps)
print("main thread: good night")
evening.set()
