"""A couple gets both seats or none: the
till holds the plan for all its steps."""

import threading


class SeatPlan:
    """Each method is one step for the
    other threads. For several steps in
    a row, hold the plan: with plan: ..."""

    def __init__(self):
        self._owner_of = {}
        # who holds it may take it again
        self._lock = threading.RLock()

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, *error):
        self._lock.release()

    def is_free(self, seat):
        with self._lock:
            return seat not in self._owner_of

    def enter(self, seat, guest):
        with self._lock:
            self._owner_of[seat] = guest


def sell(left, right, guest):
    # the other till waits until we are through
    with plan:
        if plan.is_free(left) and plan.is_free(right):
            plan.enter(left, guest)
            plan.enter(right, guest)
            tickets.append(guest)


plan = SeatPlan()
tickets = []
tills = [
    threading.Thread(target=sell, args=("F7", "F8", guest))
    for guest in ("Ada", "Grace")
]
for till in tills:
    till.start()
for till in tills:
    till.join()
print("couples for F7 and F8:", len(tickets))
