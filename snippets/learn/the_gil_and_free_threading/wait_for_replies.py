"""Two waits: one after the other, then in two threads."""

import threading
import time


def wait_for_reply():
    time.sleep(0.1)  # stands for a server that takes its time


start = time.perf_counter()
wait_for_reply()
wait_for_reply()
in_a_row = time.perf_counter() - start

threads = [threading.Thread(target=wait_for_reply) for _ in range(2)]
start = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
in_threads = time.perf_counter() - start

print(f"one after the other: {in_a_row:.3f} s")
print(f"two threads: {in_threads:.3f} s")
print(f"speed-up: {in_a_row / in_threads:.2f} times")
