"""No two calls closer than 20
ms, however many threads call."""

import threading
import time


# --8<-- [start:pace]
class Pace:
    """Lets one call begin, then
    none for `gap` seconds."""

    def __init__(self, gap):
        self.gap = gap
        self.free = time.monotonic()
        self.lock = threading.Lock()

    def begin(self, call):
        # the others wait here for their turn
        with self.lock:
            time.sleep(max(0, self.free - time.monotonic()))
            try:
                call()
            finally:
                self.free = time.monotonic() + self.gap
                # --8<-- [end:pace]


def send_request():
    # your request would begin here
    sent.append(time.monotonic())


def caller():
    pace.begin(send_request)
    # Wait for the answer here,
    # after the lock is free again.


sent = []
pace = Pace(0.02)
callers = [threading.Thread(target=caller) for _ in range(3)]
for thread in callers:
    thread.start()
for thread in callers:
    thread.join()

gaps = [late - early for early, late in zip(sent, sent[1:])]
print(f"{len(sent)} calls, far enough apart: {min(gaps) >= pace.gap}")
