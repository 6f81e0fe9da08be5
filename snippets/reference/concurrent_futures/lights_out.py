"""Processes can be ended from outside, in
the middle of their work; threads cannot."""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")


def develop(photo):
    time.sleep(60)
    return photo


if __name__ == "__main__":
    for end in ("terminate", "kill"):
        lab = ProcessPoolExecutor(1)
        photo = lab.submit(develop, "sea")
        while not photo.running():
            # until a worker has taken it
            time.sleep(0.01)
        if end == "terminate":
            lab.terminate_workers()
        else:
            lab.kill_workers()
        try:
            photo.result()
        except BrokenProcessPool:
            print(end, "ends it at once")
