"""Two helpers, three photos: the
third photo waits for a helper."""

import threading
from concurrent.futures import ThreadPoolExecutor

light = threading.Event()


def develop(photo):
    # both helpers may be
    # here, each with a photo
    light.wait()
    return f"{photo}.jpg"


with ThreadPoolExecutor(max_workers=2) as pool:
    sea = pool.submit(develop, "sea")
    city = pool.submit(develop, "city")
    snow = pool.submit(develop, "snow")
    # From the first submit on,
    # helpers may be at work.
    print("sea is finished:", sea.done())
    print("snow has begun:", snow.running())
    light.set()
    print(sea.result(), city.result(), snow.result())
