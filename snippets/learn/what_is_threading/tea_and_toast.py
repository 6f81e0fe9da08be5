"""Two waits, one after the other
and then in two threads."""

import statistics
import threading
import time


def boil_water():
    # nothing to do here but wait
    time.sleep(0.1)


def toast_bread():
    time.sleep(0.1)


def one_after_the_other():
    boil_water()
    toast_bread()


def in_two_threads():
    kettle = threading.Thread(target=boil_water)
    toaster = threading.Thread(target=toast_bread)
    kettle.start()
    toaster.start()  # the kettle is on already
    kettle.join()
    toaster.join()


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
        "in two threads": in_two_threads,
    }
)
