"""cProfile and two threads: which calls does it
see, and does it know who made them?"""

import cProfile
import pstats
import threading

grinding, sifted, ready = (threading.Lock() for _ in range(3))
for lock in (grinding, sifted, ready):
    # locks as signals, each given once
    lock.acquire()


def sift():
    pass


def sifter():
    ready.release()
    grinding.acquire()
    # the other thread is in grind()
    sift()
    sifted.release()


def grind():
    grinding.release()
    sifted.acquire()


with cProfile.Profile() as profiler:
    first = threading.Thread(target=sifter)
    first.start()
    ready.acquire()
    second = threading.Thread(target=grind)
    second.start()
    first.join()
    second.join()

calls, by_sifter = 0, 0
for (_, _, name), entry in pstats.Stats(profiler).stats.items():
    if name == "sift":
        calls = entry[0]
        by_sifter = sum(name == "sifter" for _, _, name in entry[4])
print(f"calls of sift: {calls}, by sifter: {by_sifter}")
