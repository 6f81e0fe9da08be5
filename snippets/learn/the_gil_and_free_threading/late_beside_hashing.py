"""How late does a thread come
back when another one hashes?"""

import hashlib
import statistics
import threading
import time

FILM = b"scene" * 1_000_000


def compute():
    while not enough.is_set():
        # computes without the GIL
        hashlib.sha512(FILM)


def lateness():
    """How much longer than 2 ms short
    waits take, in milliseconds."""
    late = []
    for _ in range(50):
        start = time.perf_counter()
        time.sleep(0.002)
        late.append((time.perf_counter() - start - 0.002) * 1000)
    return statistics.median(late)


alone, beside = [], []
for _ in range(5):
    alone.append(lateness())
    enough = threading.Event()
    computing = threading.Thread(target=compute)
    computing.start()
    beside.append(lateness())
    enough.set()
    computing.join()

print(f"late when alone: {statistics.median(alone):.2f} ms")
print(f"late beside hashing: {statistics.median(beside):.2f} ms")
