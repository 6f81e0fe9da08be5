"""The negative of a picture, by two
processes: sent to them, and shared."""

import multiprocessing
import statistics
import time
from functools import partial
from multiprocessing.shared_memory import SharedMemory

MEGABYTE = 1_000_000
NEGATIVE = bytes(255 - value for value in range(256))


def negative(pixels):
    return pixels.translate(NEGATIVE)


def negative_of_part(name, start, end):
    """Change these pixels of the
    shared picture in place."""
    shared = SharedMemory(name)
    pixels = bytes(shared.buf[start:end])
    shared.buf[start:end] = negative(pixels)
    shared.close()


def send(pool, picture):
    half = len(picture) // 2
    halves = picture[:half], picture[half:]
    return b"".join(pool.map(negative, halves))


def share(pool, shared, size):
    half = size // 2
    halves = (shared.name, 0, half), (shared.name, half, size)
    pool.starmap(negative_of_part, halves)


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
        print(f"{label}: {taken:.1f} ms")


# processes import this file once more
if __name__ == "__main__":
    shared = SharedMemory(create=True, size=32 * MEGABYTE)
    try:
        with multiprocessing.Pool(2) as pool:
            ways = {}
            for megabytes in (1, 8, 32):
                size = megabytes * MEGABYTE
                ways[f"{megabytes} MB, sent"] = partial(
                    send, pool, bytes(size)
                )
                ways[f"{megabytes} MB, shared"] = partial(
                    share, pool, shared, size
                )
            compare(ways)
    finally:
        shared.close()
        shared.unlink()
