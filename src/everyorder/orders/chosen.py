"""A callback decides: the reader is the scheduler."""

from collections.abc import Callable


class Chosen:
    """`pick(numbers, current)` gives the number of the thread that goes on."""

    every_step = False
    exhausted = False

    def __init__(self, pick: Callable[[list[int], int], int], runs: int = 1):
        self.pick, self.left = pick, runs

    def begin(self) -> bool:
        self.left -= 1
        return self.left >= 0

    def choose(self, _scheduler, options, _free, me):
        number = self.pick([thread.number for thread in options], me.number)
        for thread in options:
            if thread.number == number:
                return thread
        raise ValueError(f"thread {number} cannot go on now")

    def end(self, run) -> None:
        pass
