"""A method that holds a lock calls another that takes it again."""

import threading


class Pantry:
    """Eggs that several cooks take from."""

    def __init__(self, eggs):
        self._eggs = eggs
        self._lock = threading.RLock()

    def take(self, eggs):
        with self._lock:  # a cook who is inside already enters again
            self._eggs = self._eggs - eggs

    def bake_cake(self):
        with self._lock:  # no other cook comes between the two takes
            self.take(2)  # for the dough
            self.take(1)  # for the glaze

    def eggs_left(self):
        with self._lock:
            return self._eggs


pantry = Pantry(eggs=12)
cooks = [threading.Thread(target=pantry.bake_cake) for _ in range(2)]
for cook in cooks:
    cook.start()
for cook in cooks:
    cook.join()
print(f"eggs left: {pantry.eggs_left()}")
