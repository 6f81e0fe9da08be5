"""A seat is reserved under the lock, and
paid for without it."""

import threading


class SeatPlan:
    def __init__(self):
        self._owner_of = {}
        self._lock = threading.Lock()

    def reserve(self, seat, guest):
        """Whether the guest has it now."""
        with self._lock:
            free = seat not in self._owner_of
            if free:
                self._owner_of[seat] = guest
            return free

    def give_back(self, seat):
        with self._lock:
            del self._owner_of[seat]


def pay(guest, card):
    # takes a while, and may fail
    if card == "expired":
        raise ValueError("card refused")


def sell(seat, guest, card):
    if not plan.reserve(seat, guest):
        sales[guest] = "seat taken"
        return
    # from here on, the seat is ours alone
    try:
        pay(guest, card)
    except Exception as error:
        plan.give_back(seat)
        sales[guest] = f"not sold, {error}"
    else:
        sales[guest] = "sold"


plan = SeatPlan()
sales = {}
sell("F7", "Cleo", "expired")
tills = [
    threading.Thread(target=sell, args=("F7", guest, "valid"))
    for guest in ("Ada", "Grace")
]
for till in tills:
    till.start()
for till in tills:
    till.join()
# either guest may have been first
for sale in sorted(sales.values()):
    print(sale)
