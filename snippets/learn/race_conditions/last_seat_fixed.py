"""Two tills sell seat F7 to one guest each; a lock lets one succeed."""

import threading

owner_of = {}
tickets = []
seat_plan = threading.Lock()


def sell(seat, guest):
    with seat_plan:  # from the look at the plan to the printed ticket
        if seat not in owner_of:
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
