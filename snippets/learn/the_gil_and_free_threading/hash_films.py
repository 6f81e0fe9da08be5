"""Checksums computed in C: of whole
films, then of short pieces."""

import hashlib
import statistics
import threading
import time
from functools import partial

FILM = b"scene" * 10_000_000  # 50 million bytes
SCENE = FILM[:2000]


def hash_whole():
    hashlib.sha512(FILM).hexdigest()


def hash_pieces():
    for _ in range(len(FILM) // len(SCENE)):
        hashlib.sha512(SCENE).hexdigest()


def in_a_row(job):
    job()
    job()


def in_two_threads(job):
    threads = [threading.Thread(target=job) for _ in range(2)]
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
        "whole, in a row": partial(in_a_row, hash_whole),
        "whole, two threads": partial(in_two_threads, hash_whole),
        "pieces, in a row": partial(in_a_row, hash_pieces),
        "pieces, two threads": partial(in_two_threads, hash_pieces),
    }
)
