"""A timeout ends the waiting, not the work."""

import threading
from concurrent.futures import ThreadPoolExecutor

begun = threading.Event()
light = threading.Event()
bench = []


def develop(photo):
    bench.append(photo)
    begun.set()
    light.wait()
    return f"{photo} is dry"


with ThreadPoolExecutor(max_workers=1) as pool:
    running = pool.submit(develop, "sea")
    queued = pool.submit(develop, "city")
    # from here on, the helper
    # is busy with the sea
    begun.wait()
    print("on the bench:", *bench)
    try:
        running.result(timeout=0.1)
    except TimeoutError:
        print("not ready, still running:", running.running())
    print("cancel the running one:", running.cancel())
    print("cancel the queued one:", queued.cancel())
    light.set()
print("after all:", running.result())
