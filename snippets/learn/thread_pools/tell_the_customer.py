"""Each photo that is ready puts
itself into a queue, by a callback."""

import queue
from concurrent.futures import ThreadPoolExecutor

ready = queue.SimpleQueue()


def develop(photo):
    return f"{photo}.jpg"


with ThreadPoolExecutor(max_workers=2) as pool:
    for photo in ["sea", "city"]:
        # The photo may be ready before
        # it has its callback: no harm.
        pool.submit(develop, photo).add_done_callback(ready.put)
    photos = [ready.get().result() for _ in range(2)]
print("ready:", *sorted(photos))
