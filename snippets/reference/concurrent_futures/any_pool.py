"""One function works with threads and with
processes: it needs an Executor, no more."""

from concurrent.futures import (
    Executor,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)


def count_pixels(size):
    width, height = size
    return width * height


def total(pool: Executor, sizes):
    return sum(pool.map(count_pixels, sizes))


if __name__ == "__main__":
    sizes = [(4, 3), (16, 9)]
    with ThreadPoolExecutor() as threads:
        print("threads:", total(threads, sizes))
    with ProcessPoolExecutor(1) as processes:
        print("processes:", total(processes, sizes))
    try:
        Executor().submit(print)
    except NotImplementedError:
        print("an Executor itself does nothing")
