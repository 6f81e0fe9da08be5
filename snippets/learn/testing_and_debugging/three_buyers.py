"""A test that makes three buyers
look before any of them buys."""

import threading


class BoxOffice:
    def __init__(self):
        self.buyers = []

    def seat_is_free(self):
        return not self.buyers

    def sell(self, buyer):
        if self.seat_is_free():
            self.buyers.append(buyer)


class Rehearsal(BoxOffice):
    def __init__(self):
        super().__init__()
        self.all_looked = threading.Barrier(3)

    def seat_is_free(self):
        free = super().seat_is_free()
        # until the others have looked, too
        self.all_looked.wait()
        return free


def test_one_seat_is_sold_once():
    office = Rehearsal()
    buyers = [
        threading.Thread(target=office.sell, args=(name,))
        for name in ("Ada", "Bo", "Cy")
    ]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    sold = len(office.buyers)
    assert sold == 1, f"{sold} tickets for one seat"


test_one_seat_is_sold_once()
print("passed")
