"""A lock is sent to a worker that runs."""

import multiprocessing

if __name__ == "__main__":
    with multiprocessing.Pool(1) as mill:
        mill.apply(print, (multiprocessing.Lock(),))
