"""A callback decides, while the run waits for it; so_far.py asks between runs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class Chosen:
    """`pick(numbers, current)` gives the number of the thread that goes on.

    None breaks the run off.
    """

    every_step = False
    exhausted = False

    pick: Callable[[list[int], int], int | None]
    left: int

    def __init__(self, pick: Callable[[list[int], int], int | None], runs: int = 1):
        self.pick, self.left = pick, runs

    def begin(self) -> bool:
        self.left -= 1
        return self.left >= 0

    def choose(
        self, _scheduler: "Scheduler", options: "list[Thread]", _free: int, me: "Thread"
    ) -> "Thread | None":
        number = self.pick([thread.number for thread in options], me.number)
        if number is None:
            return None
        for thread in options:
            if thread.number == number:
                return thread
        raise ValueError(f"thread {number} cannot go on now")

    def end(self, run: "Run") -> None:
        pass
