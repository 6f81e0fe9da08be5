"""Each decision by chance; the seed decides. At most `bound` preemptions, if given."""

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class Random:
    every_step = False
    exhausted = False

    switch: float
    most: int | None

    def __init__(self, seed: int = 0, switch: float = 0.3, bound: int | None = None):
        self.random: random.Random = random.Random(seed)
        self.switch, self.most = switch, bound

    def begin(self) -> bool:
        self.used: int = 0
        return True

    def choose(
        self, _scheduler: "Scheduler", options: "list[Thread]", free: int, _me: "Thread"
    ) -> "Thread | None":
        drawn = self.random.random  # in C: what is asked in a run may not be rewritten
        if free == 1 and drawn() > self.switch:
            return options[0]
        allowed = len(options)
        if self.most is not None and self.used >= self.most:
            allowed = free
        position = int(drawn() * allowed)
        self.used += position >= free
        return options[position]

    def end(self, run: "Run") -> None:
        pass
