"""Each thread takes a turn and waits for it,
and yet two calls may begin together."""

import threading


class Clock:
    """Moves only when somebody waits, so that
    this program needs no time."""

    def __init__(self):
        self.moments = [0]

    def now(self):
        return max(self.moments)

    def sleep_until(self, moment):
        self.moments.append(moment)


class Pace:
    """A call begins, and none for 20 ms."""

    def __init__(self, clock):
        self.clock = clock
        self.next_turn = 0
        self.lock = threading.Lock()

    def begin(self, call):
        with self.lock:
            turn = self.next_turn
            self.next_turn = turn + 20
        self.clock.sleep_until(turn)
        # this thread may wake up late,
        # and the next one on time
        call()


def dial():
    began.append(clock.now())


began = []
clock = Clock()
pace = Pace(clock)
callers = [
    threading.Thread(target=pace.begin, args=(dial,)) for _ in range(2)
]
for caller in callers:
    caller.start()
for caller in callers:
    caller.join()
print("calls began at", *sorted(began))
