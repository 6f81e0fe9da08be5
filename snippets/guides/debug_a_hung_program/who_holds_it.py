"""A lock that does not hang: after a
limit it says which thread has it."""

import threading


# --8<-- [start:lock]
class WatchedLock:
    """For `with`, in place of a Lock."""

    def __init__(self, name, limit=60.0):
        self._lock = threading.Lock()
        self._holder = "nobody"
        self.name = name
        self.limit = limit

    def __enter__(self):
        if not self._lock.acquire(timeout=self.limit):
            # may be out of date by now, if
            # the holder has only been slow
            raise TimeoutError(f"{self._holder} has {self.name}")
        self._holder = threading.current_thread().name

    def __exit__(self, *error):
        self._holder = "nobody"
        self._lock.release()
        # --8<-- [end:lock]


depot = WatchedLock("the depot", limit=0.1)
reports = []


def deliver():
    try:
        with depot:
            reports.append("delivered")
    except TimeoutError as error:
        reports.append(f"TimeoutError: {error}")


courier = threading.Thread(target=deliver, name="courier")
with depot:
    courier.start()
    # the mistake: the courier needs the depot
    courier.join()
print(*reports)
