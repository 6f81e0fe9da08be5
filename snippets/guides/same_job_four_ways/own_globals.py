"""In an interpreter of its own, a task has
its own globals: ours stay as they were."""

import sys

if sys.version_info < (3, 14):
    sys.exit("This program needs Python 3.14 or newer.")

from concurrent.futures import InterpreterPoolExecutor

seen = []


def develop(photo):
    seen.append(photo)
    return len(seen)


if __name__ == "__main__":
    with InterpreterPoolExecutor(max_workers=1) as lab:
        counts = list(lab.map(develop, ["sea", "city"]))
    print("the worker has seen:", counts)
    print("we have seen:", seen)
