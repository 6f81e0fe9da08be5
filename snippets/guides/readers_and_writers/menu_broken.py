"""A reader reads the menu twice, and may
see two menus."""

import threading


class Menu:
    """prices is a dict that nobody changes:
    read it once, and use what you got."""

    def __init__(self, prices):
        self.prices = prices
        self._lock = threading.Lock()

    def change(self, make):
        # the other writer waits, since it
        # begins with what we make
        with self._lock:
            self.prices = make(self.prices)


def raise_price(old):
    one = old["soup"] + 1
    return {**old, "soup": one, "soup for two": 2 * one}


def look():
    # a new menu may come between the two
    for_two = menu.prices["soup for two"]
    fair.append(for_two == 2 * menu.prices["soup"])


menu = Menu({"soup": 4, "soup for two": 8})
fair = []
staff = [
    threading.Thread(target=menu.change, args=(raise_price,)),
    threading.Thread(target=menu.change, args=(raise_price,)),
    threading.Thread(target=look),
]
for thread in staff:
    thread.start()
for thread in staff:
    thread.join()
print("two pay twice as much:", fair[0])
print("soup:", menu.prices["soup"])
