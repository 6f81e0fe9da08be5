"""Two threads write into one
ledger, then into one each."""

import statistics
import threading
import time


def write_into(ledger):
    for number in range(2_000_000):
        ledger[0] = number


def keep_own_ledger():
    write_into(["nothing yet"])


def in_two_threads(target, *args):
    threads = [
        threading.Thread(target=target, args=args) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def one_thread():
    keep_own_ledger()
    keep_own_ledger()


def one_ledger():
    # for every number, both want its lock
    shared = ["nothing yet"]
    in_two_threads(write_into, shared)


def a_ledger_each():
    # nobody waits for anybody
    in_two_threads(keep_own_ledger)


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
        "one thread": one_thread,
        "two threads, one ledger": one_ledger,
        "two threads, a ledger each": a_ledger_each,
    }
)
