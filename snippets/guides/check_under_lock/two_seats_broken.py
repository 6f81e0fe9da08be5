"""Each method has a lock, and two couples
are sold the same seats."""

import threading


class SeatPlan:
    """Each method is one step for the
    other threads."""

    def __init__(self):
        self._owner_of = {}
        self._lock = threading.Lock()

    def is_free(self, seat):
        with self._lock:
            return seat not in self._owner_of

    def enter(self, seat, guest):
        with self._lock:
            self._owner_of[seat] = guest


def sell(left, right, guest):
    if plan.is_free(left) and plan.is_free(right):
        # nobody holds the lock here: the
        # other till may look, too
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
