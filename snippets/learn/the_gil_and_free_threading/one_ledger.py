"""Two threads write into one ledger, then into one each."""

import statistics
import threading
import time


def keep_ledger(ledger):
    for number in range(1_000_000):
        ledger["last number"] = number


def in_two_threads(*ledgers):
    threads = [
        threading.Thread(target=keep_ledger, args=(ledger,))
        for ledger in ledgers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def one_thread():
    keep_ledger({})
    keep_ledger({})


def one_ledger():
    shared = {}  # for every number, both threads want its lock
    in_two_threads(shared, shared)


def a_ledger_each():
    in_two_threads({}, {})  # nobody waits for anybody


def compare(ways, rounds=5):
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
