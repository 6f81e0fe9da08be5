"""Two threads sleep in C at once: once
without the GIL, once with it held."""

import ctypes
import statistics
import threading
import time

FREE = ctypes.CDLL(None)  # lets go of the GIL
HELD = ctypes.PyDLL(None)  # keeps it


def doze(library):
    library.usleep(200_000)  # microseconds


def in_two_threads(library):
    threads = [
        threading.Thread(target=doze, args=(library,)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def median(library, rounds=3):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        in_two_threads(library)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


print(f"CDLL, two threads: {median(FREE):.3f} s")
print(f"PyDLL, two threads: {median(HELD):.3f} s")
