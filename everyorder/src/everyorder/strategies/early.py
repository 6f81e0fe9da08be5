"""One preemption, at each of the first decisions; before a write first.

A thread that has looked and is about to write is where most races break, so an order
that breaks is among the first ones, and it reads well. It is no search of all orders
with one preemption: that is dfs.py.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread

WRITES = ("write", "delete", "call")


class Early:
    """`what(site)` says what the operation there is: `write counter`."""

    every_step = False
    exhausted: bool = False

    what: Callable[[int], str]
    decisions: int
    at: int

    def __init__(self, what: Callable[[int], str], decisions: int = 200):
        self.what, self.decisions = what, decisions
        self.places: list[tuple[bool, int]] = []  # (not a write, decision)
        self.following: list[int] | None = None

    def begin(self) -> bool:
        self.count: int = 0
        if self.following is None:
            self.at = -1
            self.following = []
            return True
        if self.at == -1:
            self.following = [place for _, place in sorted(self.places)]
        if not self.following:
            self.exhausted = False
            return False
        self.at = self.following.pop(0)
        return True

    def choose(
        self, _scheduler: "Scheduler", options: "list[Thread]", free: int, me: "Thread"
    ) -> "Thread | None":
        here, self.count = self.count, self.count + 1
        if free == len(options):
            return options[0]
        if self.at == -1 and here < self.decisions:
            write = me.number and self.what(me.site).startswith(WRITES)
            self.places.append((not write, here))
        return options[free] if here == self.at else options[0]

    def end(self, run: "Run") -> None:
        pass
