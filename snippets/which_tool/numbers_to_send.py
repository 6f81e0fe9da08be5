"""The same work with few numbers and
with many, which must be sent first."""

import multiprocessing
import statistics
import time
from concurrent import futures
from functools import partial

STEPS = 1_000_000


def work(numbers):
    """Take STEPS steps: the more numbers
    there are, the fewer steps with each."""
    total = 0
    for _ in range(STEPS // len(numbers)):
        for number in numbers:
            total += number * number
    return total


def two_tasks(map_it, numbers):
    list(map_it(work, [numbers, numbers]))


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
        taken = statistics.median(times[label]) * 1000
        print(f"{label}: {taken:.0f} ms")


# processes import this file once more
if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    pools = {
        "processes": futures.ProcessPoolExecutor(2, mp_context=spawn)
    }
    # since 3.14
    if hasattr(futures, "InterpreterPoolExecutor"):
        pools["interpreters"] = futures.InterpreterPoolExecutor(2)
    ways = {}
    for count in (1_000, 100_000, 1_000_000):
        numbers = [float(number) for number in range(count)]
        ways[f"{count:,} numbers in a row"] = partial(
            two_tasks, map, numbers
        )
        for name, pool in pools.items():
            ways[f"{count:,} numbers in {name}"] = partial(
                two_tasks, pool.map, numbers
            )
    compare(ways)
    for pool in pools.values():
        pool.shutdown()
