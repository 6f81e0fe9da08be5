"""At most one call every 20 ms, however many threads call."""

import threading
import time


# --8<-- [start:pace]
class Pace:
    """Hands out turns that are `gap` seconds apart."""

    def __init__(self, gap):
        self.gap = gap
        self.free = time.monotonic()
        self.lock = threading.Lock()

    def wait(self):
        with self.lock:  # one thread at a time takes a turn ...
            turn = max(self.free, time.monotonic())
            self.free = turn + self.gap
        time.sleep(max(0, turn - time.monotonic()))  # ... and waits
        return turn
        # --8<-- [end:pace]


def call():
    turns.append(pace.wait())  # your request would follow here


turns = []
pace = Pace(0.02)
callers = [threading.Thread(target=call) for _ in range(3)]
for caller in callers:
    caller.start()
for caller in callers:
    caller.join()

turns.sort()
apart = [
    late >= early + pace.gap for early, late in zip(turns, turns[1:])
]
print(f"{len(turns)} calls, far enough apart: {all(apart)}")
