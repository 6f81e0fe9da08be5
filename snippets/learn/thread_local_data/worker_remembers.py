"""A pool's thread outlives its tasks,
and so does what they stored."""

import threading
from concurrent.futures import ThreadPoolExecutor

visit = threading.local()


def greet(name=None):
    if name:
        visit.name = name
    return f"Hello, {getattr(visit, 'name', 'guest')}."


with ThreadPoolExecutor(max_workers=1) as pool:
    first = pool.submit(greet, "Ada")
    # the same thread runs it, after Ada's
    second = pool.submit(greet)
    print(first.result())
    print(second.result())
