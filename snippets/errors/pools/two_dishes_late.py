"""Two dishes are not ready in time."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

gas = threading.Event()
with ThreadPoolExecutor() as kitchen:
    dishes = [kitchen.submit(gas.wait) for _ in range(2)]
    try:
        for dish in as_completed(dishes, timeout=0.1):
            print(dish.result())
    finally:
        gas.set()
