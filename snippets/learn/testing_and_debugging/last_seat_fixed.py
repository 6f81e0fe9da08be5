"""The same test, of a box office
that looks and sells in one step."""

import contextlib
import threading


class BoxOffice:
    def __init__(self):
        self.buyers = []
        self.window = threading.Lock()

    def seat_is_free(self):
        return not self.buyers

    def sell(self, buyer):
        # the other buyer waits here
        with self.window:
            if self.seat_is_free():
                self.buyers.append(buyer)


class Rehearsal(BoxOffice):
    def __init__(self):
        super().__init__()
        self.both_looked = threading.Barrier(2)

    def seat_is_free(self):
        free = super().seat_is_free()
        with contextlib.suppress(threading.BrokenBarrierError):
            # nobody may come
            self.both_looked.wait(timeout=0.2)
        return free


def test_one_seat_is_sold_once():
    office = Rehearsal()
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
