"""A thousand waits at once: in asyncio,
in a thread each, in a pool of 100."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

WAITS = 1000
SECONDS = 0.1


async def wait_together():
    waits = (asyncio.sleep(SECONDS) for _ in range(WAITS))
    await asyncio.gather(*waits)


def with_asyncio():
    asyncio.run(wait_together())


def a_thread_each():
    threads = [
        threading.Thread(target=time.sleep, args=(SECONDS,))
        for _ in range(WAITS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def pool_of_100():
    with ThreadPoolExecutor(max_workers=100) as pool:
        list(pool.map(time.sleep, [SECONDS] * WAITS))


for label, way in {
    "asyncio": with_asyncio,
    "a thread each": a_thread_each,
    "a pool of 100 threads": pool_of_100,
}.items():
    start = time.perf_counter()
    way()
    taken = time.perf_counter() - start
    print(f"{label}: {taken:.3f} s")
