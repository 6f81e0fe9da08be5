"""A thousand waits at once: in asyncio,
in a thread each, in a pool of 100."""

import asyncio
import statistics
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


def compare(ways, rounds=3):
    """Print the median time of
    each way; they take turns."""
    times = {label: [] for label in ways}
    order = list(ways)
    for number in range(rounds + 1):
        for label in order:
            start = time.perf_counter()
            ways[label]()
            # the first round is a warm-up
            if number > 0:
                times[label].append(time.perf_counter() - start)
        # so that no way always comes first
        order.reverse()
    for label in ways:
        print(f"{label}: {statistics.median(times[label]):.3f} s")


compare(
    {
        "asyncio": with_asyncio,
        "a thread each": a_thread_each,
        "a pool of 100 threads": pool_of_100,
    }
)
