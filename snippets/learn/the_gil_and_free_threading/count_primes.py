"""Two computations: one after the other, then in two threads."""

import threading
import time


def count_primes():
    primes = 0
    for number in range(2, 5000):
        for divisor in range(2, number):
            if number % divisor == 0:
                break
        else:
            primes += 1
    return primes


start = time.perf_counter()
count_primes()
count_primes()
in_a_row = time.perf_counter() - start

threads = [threading.Thread(target=count_primes) for _ in range(2)]
start = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
in_threads = time.perf_counter() - start

print(f"one after the other: {in_a_row:.3f} s")
print(f"two threads: {in_threads:.3f} s")
print(f"speed-up: {in_a_row / in_threads:.2f} times")
