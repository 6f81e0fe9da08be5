"""A test with two buyers at once, which also
hears of an error in one of the threads."""

import threading
from concurrent.futures import ThreadPoolExecutor


# --8<-- [start:together]
def run_together(*calls):
    """Makes each call in its own thread, all at
    the same time. Returns their results, or
    raises what they raised."""
    start = threading.Barrier(len(calls))

    def run(call):
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        jobs = [pool.submit(run, call) for call in calls]
    errors = [job.exception() for job in jobs if job.exception()]
    if errors:
        raise ExceptionGroup("in the threads", errors)
    return [job.result() for job in jobs]
    # --8<-- [end:together]


class BoxOffice:
    def __init__(self, seats):
        self.seats = seats
        self.window = threading.Lock()

    def sell(self):
        with self.window:
            if not self.seats:
                return None
            # without the lock, the other
            # buyer may take this seat here
            return self.seats.pop()


def test_the_last_seat_is_sold_once():
    office = BoxOffice(["A1"])
    tickets = run_together(office.sell, office.sell)
    assert sorted(tickets, key=str) == ["A1", None]
    assert office.seats == []


test_the_last_seat_is_sold_once()
print("passed")
