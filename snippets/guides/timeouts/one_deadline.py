"""Three waits share one deadline: what one of
them uses up, the next ones have not."""

import time


class Deadline:
    """Tells the seconds left, never below 0."""

    def __init__(self, seconds, clock=time.monotonic):
        self._clock = clock
        self._end = clock() + seconds

    def left(self):
        return max(0.0, self._end - self._clock())


# a clock that only this program moves
seconds = 0.0


def bath(step, takes, timeout):
    """Stands for a call that has a timeout."""
    global seconds
    seconds += min(takes, timeout)
    print(f"{step}: had {timeout} s, took {min(takes, timeout)} s")


deadline = Deadline(10, clock=lambda: seconds)
bath("develop", 6.5, timeout=deadline.left())
bath("fix", 3.0, timeout=deadline.left())
bath("rinse", 5.0, timeout=deadline.left())
bath("dry", 5.0, timeout=deadline.left())
