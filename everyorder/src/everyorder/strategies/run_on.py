"""The natural order: a thread goes on until it cannot."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class RunOn:
    every_step = False
    exhausted = False

    left: int
    unwatched: bool

    def __init__(self, runs: int = 1, unwatched: bool = False):
        self.left, self.unwatched = runs, unwatched

    def begin(self) -> bool:
        self.left -= 1
        return self.left >= 0

    def choose(
        self,
        _scheduler: "Scheduler",
        options: "list[Thread]",
        _free: int,
        _me: "Thread",
    ) -> "Thread | None":
        return options[0]

    def end(self, run: "Run") -> None:
        pass
