"""A courier who falls gets up again: twice at
most, and after a pause that grows."""

import threading
from concurrent.futures import ThreadPoolExecutor


# --8<-- [start:keep]
def keep_running(work, stop, attempts=3, pause=1.0):
    """work(stop), and again after an error;
    raises the error of the last attempt."""
    for attempt in range(1, attempts + 1):
        try:
            return work(stop)
        except Exception as error:
            if attempt == attempts:
                raise
            # or logging.exception(...)
            print(f"attempt {attempt}: {error!r}")
        # ends at once when told to stop
        if stop.wait(pause * 2 ** (attempt - 1)):
            return None
            # --8<-- [end:keep]


ways = iter(["ice", "ice", "clear", "ice", "ice", "ice"])


def deliver(stop):
    if (way := next(ways)) == "ice":
        raise OSError("fell on the ice")
    return f"delivered, the way was {way}"


stop = threading.Event()
with ThreadPoolExecutor(max_workers=1) as courier:
    try:
        for letter in ("to Ann", "to Bob"):
            job = courier.submit(
                keep_running, deliver, stop, pause=0.01
            )
            print(letter, job.exception() or job.result())
    finally:
        stop.set()
