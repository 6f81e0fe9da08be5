"""Two checksums, computed in C: in a row, then in two threads."""

import hashlib
import threading
import time

film = b"scene" * 10_000_000  # 50 million bytes


def hash_film():
    return hashlib.sha512(film).hexdigest()


start = time.perf_counter()
hash_film()
hash_film()
in_a_row = time.perf_counter() - start

threads = [threading.Thread(target=hash_film) for _ in range(2)]
start = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
in_threads = time.perf_counter() - start

print(f"one after the other: {in_a_row:.3f} s")
print(f"two threads: {in_threads:.3f} s")
print(f"speed-up: {in_a_row / in_threads:.2f} times")
