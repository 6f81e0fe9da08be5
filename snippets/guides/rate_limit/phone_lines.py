"""At most three calls in any tenth of a second,
however many threads want to call."""

import contextlib
import queue
import time
from concurrent.futures import ThreadPoolExecutor


# --8<-- [start:lines]
class PhoneLines:
    """At most `calls` at once, and at most
    `calls` in any `seconds`: each line rests
    for `seconds` after the end of a call."""

    def __init__(self, calls, seconds):
        self.seconds = seconds
        self.free_from = queue.SimpleQueue()
        for _ in range(calls):
            self.free_from.put(time.monotonic())

    @contextlib.contextmanager
    def line(self):
        # waits while others have all lines
        free_from = self.free_from.get()
        try:
            # nobody else has this line now
            time.sleep(max(0, free_from - time.monotonic()))
            yield
        finally:
            # after an error, too
            self.free_from.put(time.monotonic() + self.seconds)
            # --8<-- [end:lines]


def call(number):
    with lines.line():
        # your request, with a timeout
        began.append(time.monotonic())
        if number == 4:
            raise TimeoutError("no answer")
        return "hello"


began = []
lines = PhoneLines(calls=3, seconds=0.1)
with ThreadPoolExecutor(max_workers=5) as pool:
    try:
        jobs = {n: pool.submit(call, n) for n in range(1, 8)}
        for number, job in jobs.items():
            print(number, job.exception() or job.result())
    except BaseException:
        # Ctrl-C cancels what has no worker yet
        pool.shutdown(wait=False, cancel_futures=True)
        raise

began.sort()
apart = [late >= early + 0.1 for early, late in zip(began, began[3:])]
print("never four calls in a tenth of a second:", all(apart))
