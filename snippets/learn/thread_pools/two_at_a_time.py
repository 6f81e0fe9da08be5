"""Two helpers, three photos: two are at work, the third one waits."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor

begun = queue.Queue()
light = threading.Event()


def develop(photo):
    begun.put(photo)
    light.wait()  # the other helper may be here as well, a third never
    return f"{photo}.jpg"


with ThreadPoolExecutor(max_workers=2) as pool:
    tasks = {
        p: pool.submit(develop, p) for p in ["sea", "city", "snow"]
    }
    print("begun:", *sorted([begun.get(), begun.get()]))
    print("not begun:", *[p for p in tasks if not tasks[p].running()])
    light.set()
    print("at last:", tasks["snow"].result())
