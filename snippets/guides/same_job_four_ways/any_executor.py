"""One function for any executor: only the
name of the class says who does the work."""

import os
from concurrent.futures import (
    Executor,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)


def develop(photo):
    return f"{photo}.jpg", os.getpid()


def work(lab: Executor, photos):
    with lab:
        for photo, process in lab.map(develop, photos):
            here = process == os.getpid()
            print(photo, "here" if here else "in another process")


# a new process may import this file again
if __name__ == "__main__":
    work(ThreadPoolExecutor(max_workers=2), ["sea", "city"])
    work(ProcessPoolExecutor(max_workers=2), ["sea", "city"])
