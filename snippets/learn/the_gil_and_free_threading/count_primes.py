"""Two computations: one after the
other, then in two threads."""

import statistics
import threading
import time


def count_primes():
    primes = 0
    for number in range(2, 8000):
        for divisor in range(2, number):
            if number % divisor == 0:
                break
        else:
            primes += 1
    return primes


def one_after_the_other():
    count_primes()
    count_primes()


def in_two_threads():
    threads = [threading.Thread(target=count_primes) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


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
        "one after the other": one_after_the_other,
        "two threads": in_two_threads,
    }
)
