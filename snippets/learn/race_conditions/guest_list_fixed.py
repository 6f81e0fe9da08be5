"""A loop over a copy goes on while
another thread adds a key."""

import threading

owner_of = {"A1": "Ada"}
printed = []


def print_list():
    # a sale changes the original
    for seat in owner_of.copy():
        printed.append(owner_of[seat])


def sell(seat, guest):
    owner_of[seat] = guest


till = threading.Thread(target=sell, args=("F7", "Grace"))
till.start()
print_list()
till.join()
print(f"first on the list: {printed[0]}, seats sold: {len(owner_of)}")
