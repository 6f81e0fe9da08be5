"""Write and read 100 small files, one by one and in threads."""

import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LETTER = b"Dear reader, " * 1000


def write(path):
    with path.open("wb") as file:
        file.write(LETTER)
        os.fsync(file.fileno())  # wait until the disk has it


def read(path):
    assert len(path.read_bytes()) == len(LETTER)


def seconds(work, *args):
    start = time.perf_counter()
    for _ in work(*args):
        pass
    return time.perf_counter() - start


with (
    tempfile.TemporaryDirectory() as folder,
    ThreadPoolExecutor(4) as pool,
):
    paths = [Path(folder, f"{number}.txt") for number in range(100)]
    for job in (write, read):
        alone = seconds(map, job, paths)
        shared = seconds(pool.map, job, paths)
        print(f"{job.__name__} one by one: {alone * 1000:.1f} ms")
        print(f"{job.__name__} in threads: {shared * 1000:.1f} ms")
