"""Write and read small files,
one by one and in threads."""

import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RECIPE = b"Stir gently, " * 1000


def write(path):
    with path.open("wb") as file:
        file.write(RECIPE)
        # wait until the disk has it
        os.fsync(file.fileno())


def read(path):
    assert len(path.read_bytes()) == len(RECIPE)


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


with (
    tempfile.TemporaryDirectory() as folder,
    ThreadPoolExecutor(4) as pool,
):
    paths = [Path(folder, f"{number}.txt") for number in range(200)]
    compare(
        {
            "write one by one": lambda: list(map(write, paths)),
            "write in threads": lambda: list(pool.map(write, paths)),
        }
    )
    compare(
        {
            "read one by one": lambda: list(map(read, paths * 10)),
            "read in threads": lambda: list(pool.map(read, paths * 10)),
        }
    )
