"""One method looks and enters
under one lock: F7 is sold once."""

import threading


class SeatPlan:
    def __init__(self):
        self._owner_of = {}
        self._lock = threading.Lock()

    def enter_if_free(self, seat, guest):
        # the other till waits
        # from look to entry
        with self._lock:
            free = seat not in self._owner_of
            if free:
                self._owner_of[seat] = guest
            return free


def sell(seat, guest):
    if plan.enter_if_free(seat, guest):
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
