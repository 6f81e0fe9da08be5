"""A method that holds a lock calls
another that takes it again."""

import threading


class StampDrawer:
    def __init__(self, stamps):
        self.stamps = stamps
        self._lock = threading.RLock()

    def take(self, count):
        # a clerk who is inside
        # already enters again
        with self._lock:
            self.stamps -= count

    def take_set(self):
        # no other clerk takes
        # a stamp in between
        with self._lock:
            if self.stamps < 3:
                return
            self.take(2)  # for the letter
            self.take(1)  # for the postcard
            sets_sold.append("a set")


sets_sold = []
drawer = StampDrawer(4)
clerks = [
    threading.Thread(target=drawer.take_set),
    threading.Thread(target=drawer.take_set),
    threading.Thread(target=drawer.take, args=(1,)),
]
for clerk in clerks:
    clerk.start()
for clerk in clerks:
    clerk.join()
print(f"sets sold: {len(sets_sold)}, stamps left: {drawer.stamps}")
