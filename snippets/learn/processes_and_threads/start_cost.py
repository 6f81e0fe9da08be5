"""What it costs to start a worker
and wait until it has ended."""

import multiprocessing
import statistics
import threading
import time


def do_nothing():
    pass


def start_and_join(kind, times):
    """Return the milliseconds that
    one worker of this kind takes."""
    start = time.perf_counter()
    for _ in range(times):
        worker = kind(target=do_nothing)
        worker.start()
        worker.join()
    return (time.perf_counter() - start) / times * 1000


def compare(kinds, rounds=3):
    """Print the median time of
    each kind; they take turns."""
    costs = {label: [] for label in kinds}
    order = list(kinds)
    for number in range(rounds + 1):
        for label in order:
            cost = start_and_join(*kinds[label])
            # the first round is a warm-up
            if number > 0:
                costs[label].append(cost)
        # so that no kind always comes first
        order.reverse()
    for label in kinds:
        print(f"{label}: {statistics.median(costs[label]):.2f} ms")


if __name__ == "__main__":
    # All workers of one kind have ended
    # before the next kind begins, so nothing
    # is ever forked beside a running thread.
    fork = multiprocessing.get_context("fork").Process
    spawn = multiprocessing.get_context("spawn").Process
    compare(
        {
            "a thread": (threading.Thread, 500),
            "a process by fork": (fork, 20),
            "a process by spawn": (spawn, 2),
        }
    )
