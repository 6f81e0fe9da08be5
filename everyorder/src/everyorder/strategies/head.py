"""The first decisions by another strategy, and then the natural order, unwatched.

For programs whose orders are long. What goes wrong in a loop of 100 000 turns goes
wrong in its first turns, too; so the choices are made there, and what follows takes
its course as quickly as it can (runtime/unwatched.py).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread
    from everyorder.strategies import Strategy

DECISIONS = 200


class Head:
    every_step = False
    exhausted = False
    fair = False  # the choices say where a thread gives way

    inner: "Strategy"
    decisions: int

    def __init__(self, inner: "Strategy", decisions: int = DECISIONS):
        self.inner, self.decisions = inner, decisions

    def begin(self) -> bool:
        self.left: int = self.decisions
        return self.inner.begin()

    def choose(
        self, scheduler: "Scheduler", options: "list[Thread]", free: int, me: "Thread"
    ) -> "Thread | None":
        self.left -= 1
        if self.left >= 0:
            return self.inner.choose(scheduler, options, free, me)
        scheduler.unwatch()
        return options[0]

    def end(self, run: "Run") -> None:
        self.inner.end(run)
