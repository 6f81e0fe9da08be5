"""Customers at two doors draw numbers;
a lock makes each one unique."""

import threading


class NumberRoll:
    """Gives out 1, 2, 3 and so on: no
    number twice, none left out."""

    def __init__(self):
        self._last = 0
        self._lock = threading.Lock()

    def draw(self):
        # the other customer waits
        # until we have ours
        with self._lock:
            self._last += 1
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
