"""Closing a pool: queued orders are cancelled, a running one is not."""

import threading
from concurrent.futures import ThreadPoolExecutor

begun = threading.Event()
boiling = threading.Event()


def cook(order):
    begun.set()
    boiling.wait()
    return f"{order} served"


pool = ThreadPoolExecutor(max_workers=1)
soup = pool.submit(cook, "soup")
bread = pool.submit(cook, "bread")
begun.wait()  # the only cook is at the soup, the bread is queued
pool.shutdown(wait=False, cancel_futures=True)
print("soup cancelled:", soup.cancelled())
print("bread cancelled:", bread.cancelled())
boiling.set()
print(soup.result())
