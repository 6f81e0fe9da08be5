"""Random priorities that change at few random places.

Finds a bug that needs d ordering constraints with probability at least
1 / (n * k ** (d - 1)) a run, for n threads and k operations. Source: Burckhardt,
Kothari, Musuvathi and Nagarakatte, "A Randomized Scheduler with Probabilistic
Guarantees of Finding Bugs", ASPLOS 2010.
"""

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class Pct:
    every_step = False
    exhausted = False

    depth: int
    length: int

    def __init__(self, seed: int = 0, depth: int = 3):
        self.random: random.Random = random.Random(seed)
        self.depth, self.length = depth, 50

    def begin(self) -> bool:
        self.decisions: int = 0
        self.priorities: dict[int, float] = {}
        places = range(1, self.length + 1)
        count = min(self.depth - 1, len(places))
        self.changes: dict[int, float] = {
            place: -rank - 1.0
            for rank, place in enumerate(self.random.sample(places, count))
        }
        return True

    def choose(
        self, _scheduler: "Scheduler", options: "list[Thread]", _free: int, me: "Thread"
    ) -> "Thread | None":
        self.decisions += 1
        for thread in options:
            self.priorities.setdefault(thread.number, self.random.random())
        if self.decisions in self.changes:
            self.priorities[me.number] = self.changes[self.decisions]
        return max(options, key=lambda t: self.priorities[t.number])

    def end(self, run: "Run") -> None:
        self.length = max(self.length, self.decisions)
