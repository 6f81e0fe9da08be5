"""Both methods lock the seat plan,
and seat F7 is still sold twice."""

import threading


class SeatPlan:
    def __init__(self):
        self._owner_of = {}
        self._lock = threading.Lock()

    def is_free(self, seat):
        with self._lock:
            return seat not in self._owner_of

    def enter(self, seat, guest):
        with self._lock:
            self._owner_of[seat] = guest


def sell(seat, guest):
    if plan.is_free(seat):
        # nobody holds the lock here:
        # the other till may look, too
        plan.enter(seat, guest)
        tickets.append(guest)


plan = SeatPlan()
tickets = []
tills = [
    threading.Thread(target=sell, args=("F7", guest))
    for guest in ("Ada", "Grace")
]
for till in tills:
    till.start()
for till in tills:
    till.join()
print(f"tickets printed for F7: {len(tickets)}")
