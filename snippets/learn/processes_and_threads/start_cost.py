"""What it costs to start a worker and wait until it has ended."""

import multiprocessing
import threading
import time


def do_nothing():
    pass


def milliseconds(kind, times):
    """The time that one worker of this kind takes, on average."""
    start = time.perf_counter()
    for _ in range(times):
        worker = kind(target=do_nothing)
        worker.start()
        worker.join()
    return (time.perf_counter() - start) / times * 1000


if __name__ == "__main__":
    # Processes first: forking is for a process without other threads.
    fork = multiprocessing.get_context("fork").Process
    spawn = multiprocessing.get_context("spawn").Process
    by_fork = milliseconds(fork, times=5)
    by_spawn = milliseconds(spawn, times=2)
    thread = milliseconds(threading.Thread, times=50)
    print(f"a thread: {thread:.2f} ms")
    print(f"a process by fork: {by_fork:.2f} ms")
    print(f"a process by spawn: {by_spawn:.0f} ms")
