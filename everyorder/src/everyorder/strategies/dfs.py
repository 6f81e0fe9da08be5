"""Depth-first search over every order with at most `bound` preemptions.

The ground truth: it leaves nothing out but what takes more preemptions. With `bound`
None it is every order. Source: Musuvathi and Qadeer, "Iterative Context Bounding for
Systematic Testing of Multithreaded Programs", PLDI 2007.
"""

from typing import TYPE_CHECKING

from everyorder.strategies import Diverged

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class Dfs:
    every_step = False

    depth: int
    used: int

    def __init__(self, bound: int | None = None):
        self.bound = bound
        self.path: list[list[int]] = []  # [position, number of options]
        self.exhausted: bool = False
        self.fresh: bool = True

    def begin(self) -> bool:
        """Go to the next order: the last decision that has another option left."""
        self.depth, self.used = 0, 0
        if self.fresh:
            self.fresh = False
            return True
        path = self.path
        while path:
            last = path[-1]
            last[0] += 1
            if last[0] < last[1]:
                return True
            path.pop()
        self.exhausted = True
        return False

    def choose(
        self, _scheduler: "Scheduler", options: "list[Thread]", free: int, _me: "Thread"
    ) -> "Thread | None":
        allowed = len(options)
        if self.bound is not None and self.used >= self.bound:
            allowed = free
        if allowed == 1:
            return options[0]
        if self.depth == len(self.path):
            self.path.append([0, allowed])
        position, expected = self.path[self.depth]
        if expected != allowed:
            raise Diverged
        self.depth += 1
        if position >= free:
            self.used += 1
        return options[position]

    def end(self, run: "Run") -> None:
        pass
