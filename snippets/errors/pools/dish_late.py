"""A dish is not ready in time."""

import threading
from concurrent.futures import ThreadPoolExecutor

gas = threading.Event()
with ThreadPoolExecutor() as kitchen:
    dish = kitchen.submit(gas.wait)
    try:
        dish.result(timeout=0.1)
    finally:
        gas.set()
