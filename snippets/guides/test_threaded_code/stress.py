"""Two windows sell the same seats as fast as
they can: is any seat sold twice?"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

SEATS, ROUNDS = 20_000, 50


class BoxOffice:
    def __init__(self):
        self.left = SEATS

    def sell(self):
        if self.left == 0:
            return False
        # the other window may sell here
        self.left -= 1
        return True


def sell_all(office, opening):
    opening.wait()
    sold = 0
    while office.sell() and sold < SEATS:
        sold += 1
    return sold


def tickets_too_many():
    office, opening = BoxOffice(), threading.Barrier(2)
    with ThreadPoolExecutor(max_workers=2) as windows:
        jobs = [
            windows.submit(sell_all, office, opening) for _ in range(2)
        ]
    return sum(job.result() for job in jobs) - SEATS


before = sys.getswitchinterval()
sys.setswitchinterval(1e-6)
try:
    found = [tickets_too_many() for _ in range(ROUNDS)]
finally:
    sys.setswitchinterval(before)
bad = sum(too_many > 0 for too_many in found)
print(f"{bad} of {ROUNDS} rounds sold too many tickets")
