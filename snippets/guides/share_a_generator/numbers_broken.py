"""Two counters take numbers from one
generator that has a lock inside."""

import threading
from concurrent.futures import ThreadPoolExecutor

slip_printer = threading.Lock()


def numbers():
    for number in range(1, 3):
        # the other counter is refused before
        # it comes to this line
        with slip_printer:
            slip = f"B-{number}"
        yield slip


def serve(numbers):
    served = []
    for number in numbers:
        served.append(number)
    return served


shared = numbers()
with ThreadPoolExecutor(max_workers=2) as bakery:
    counters = [bakery.submit(serve, shared) for _ in range(2)]
    served = []
    for counter in counters:
        # raises what the generator raised
        served += counter.result()
print("served:", *sorted(served))
