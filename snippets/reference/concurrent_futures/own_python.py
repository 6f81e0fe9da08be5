"""Each worker has an interpreter of its own,
and one that cannot begin breaks the pool."""

import logging
import sys
from concurrent import futures

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")


def count_pixels(width, height):
    return width * height


def switch_on():
    raise RuntimeError("no red light")


if __name__ == "__main__":
    logging.disable()
    with futures.InterpreterPoolExecutor(1) as lab:
        print(list(lab.map(count_pixels, [4, 16], [3, 9])))
    lab = futures.InterpreterPoolExecutor(1, initializer=switch_on)
    try:
        lab.submit(count_pixels, 4, 3).result()
    except futures.interpreter.BrokenInterpreterPool:
        print("broken before the first photo")
    lab.shutdown()
