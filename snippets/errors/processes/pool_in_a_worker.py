"""A worker of a pool starts a process."""

import multiprocessing


def grind():
    multiprocessing.Process(target=print).start()


if __name__ == "__main__":
    with multiprocessing.Pool(1) as mill:
        mill.apply(grind)
