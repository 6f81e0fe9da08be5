"""A test that passes, and a box
office that can sell a seat twice."""

import threading


class BoxOffice:
    def __init__(self):
        self.buyers = []

    def seat_is_free(self):
        return not self.buyers

    def sell(self, buyer):
        if self.seat_is_free():
            # the other buyer may look here,
            # and find the seat free, too
            self.buyers.append(buyer)


def test_one_seat_is_sold_once():
    office = BoxOffice()
    buyers = [
        threading.Thread(target=office.sell, args=(name,))
        for name in ("Ada", "Bo")
    ]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    sold = len(office.buyers)
    assert sold == 1, f"{sold} tickets for one seat"


test_one_seat_is_sold_once()
print("passed")
