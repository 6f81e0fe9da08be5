"""Two tills sell seat F7 to one guest each, and both can succeed."""

import threading

owner_of = {}
tickets = []


def sell(seat, guest):
    if seat not in owner_of:  # the other till may find it free, too
        owner_of[seat] = guest
        tickets.append(seat)


tills = [
    threading.Thread(target=sell, args=("F7", guest))
    for guest in ("Ada", "Grace")
]
for till in tills:
    till.start()
for till in tills:
    till.join()
print(f"tickets printed for F7: {len(tickets)}")
