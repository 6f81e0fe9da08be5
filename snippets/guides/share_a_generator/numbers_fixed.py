"""Two counters take numbers from one
generator, and each number comes once."""

import threading
from concurrent.futures import ThreadPoolExecutor


class OneAtATime:
    """An iterator for any number of threads:
    each value goes to one of them."""

    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        # another thread waits here until
        # the generator has reached its yield
        with self._lock:
            return next(self._iterator)


def numbers():
    for number in range(1, 3):
        # takes a while: prints a slip, say
        yield f"B-{number}"


def serve(numbers):
    served = []
    for number in numbers:
        # the work is done without the lock
        served.append(number)
    return served


shared = OneAtATime(numbers())
with ThreadPoolExecutor(max_workers=2) as bakery:
    counters = [bakery.submit(serve, shared) for _ in range(2)]
    served = []
    for counter in counters:
        # raises what the generator raised
        served += counter.result()
print("served:", *sorted(served))
