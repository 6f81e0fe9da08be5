"""A number is read after the lock
was given back, and comes twice."""

import threading


class NumberRoll:
    """Gives out 1, 2, 3 and so on: no
    number twice, none left out."""

    def __init__(self):
        self._last = 0
        self._lock = threading.Lock()

    def draw(self):
        with self._lock:
            self._last += 1
        # the other customer may have drawn, too
        number = self._last
        return number


roll = NumberRoll()
numbers = {}


def enter(name):
    numbers[name] = roll.draw()


customers = [
    threading.Thread(target=enter, args=(name,))
    for name in ("Ada", "Grace")
]
for customer in customers:
    customer.start()
for customer in customers:
    customer.join()
print(f"numbers drawn: {sorted(numbers.values())}")
