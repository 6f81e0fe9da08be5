"""Four calls that wait, and four
that compute, in five ways."""

import asyncio
import multiprocessing
import statistics
import time
from concurrent import futures
from functools import partial


def wait(_):
    time.sleep(0.05)


def compute(_):
    sum(number * number for number in range(1_500_000))


async def wait_together():
    await asyncio.gather(*(asyncio.sleep(0.05) for _ in range(4)))


def with_asyncio():
    asyncio.run(wait_together())


def use(map_it, job):
    list(map_it(job, range(4)))


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


# processes import this file once more
if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    pools = {
        "threads": futures.ThreadPoolExecutor(4),
        "processes": futures.ProcessPoolExecutor(4, mp_context=spawn),
    }
    # since 3.14
    if hasattr(futures, "InterpreterPoolExecutor"):
        pools["interpreters"] = futures.InterpreterPoolExecutor(4)
    for job in (wait, compute):
        ways = {f"{job.__name__} in a row": partial(use, map, job)}
        if job is wait:
            ways["wait with asyncio"] = with_asyncio
        for name, pool in pools.items():
            ways[f"{job.__name__} in {name}"] = partial(
                use, pool.map, job
            )
        compare(ways)
    for pool in pools.values():
        pool.shutdown()
