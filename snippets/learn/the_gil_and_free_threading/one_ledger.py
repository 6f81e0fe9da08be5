"""Two threads write into one ledger, then into one each."""

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
    shared = ["nothing yet"]  # for every number, both want its lock
    in_two_threads(write_into, shared)


def a_ledger_each():
    in_two_threads(keep_own_ledger)  # nobody waits for anybody


def compare(ways, rounds=3):
    """Print the median time of each way; they take turns."""
    times = {label: [] for label in ways}
    order = list(ways)
    for number in range(rounds + 1):
        for label in order:
            start = time.perf_counter()
            ways[label]()
            if number > 0:  # the first round is a warm-up
                times[label].append(time.perf_counter() - start)
        order.reverse()  # so that no way always comes first
    for label in ways:
        print(f"{label}: {statistics.median(times[label]):.3f} s")


compare(
    {
        "one thread": one_thread,
        "two threads, one ledger": one_ledger,
        "two threads, a ledger each": a_ledger_each,
    }
)
