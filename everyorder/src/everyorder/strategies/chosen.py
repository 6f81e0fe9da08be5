"""A strategy of one's own: a function that sees each decision as a value.

It reaches nothing of the engine, and so cannot break it. so_far.py asks between runs
instead, for a choice that takes its time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


@dataclass(frozen=True)
class Step:
    """A decision. Threads have numbers in the order of their start, the main one 0.

    `options` can go on, the natural one first; to choose one of the first `free` costs
    nothing, each other one is a preemption. `current` went before; `number` counts the
    decisions of this run, and `run` the runs, both from 0. `lines` is where each of the
    options stands, 0 where that is no line of the program.
    """

    run: int
    number: int
    current: int
    options: tuple[int, ...]
    free: int
    lines: tuple[int, ...]


class Chosen:
    """`choose(step)` gives the number of the thread that goes on, for so many runs.

    None breaks the run off.
    """

    every_step = False
    exhausted = False

    asked: Callable[[Step], int | None]
    runs: int
    run: int
    number: int

    def __init__(self, choose: Callable[[Step], int | None], runs: int = 1):
        self.asked, self.runs, self.run = choose, runs, -1

    def begin(self) -> bool:
        self.run, self.number = self.run + 1, -1
        return self.run < self.runs

    def choose(
        self,
        scheduler: "Scheduler",
        options: "list[Thread]",
        free: int,
        me: "Thread",
    ) -> "Thread | None":
        """Raises ValueError if the thread that was chosen cannot go on."""
        self.number += 1
        by_number = {thread.number: thread for thread in options}
        lines = tuple(scheduler.sites[thread.site].line for thread in options)
        step = Step(self.run, self.number, me.number, tuple(by_number), free, lines)
        number = self.asked(step)
        if number is None:
            return None
        if number not in by_number:
            known = ", ".join(map(str, by_number))
            raise ValueError(f"thread {number} cannot go on now, but {known} can")
        return by_number[number]

    def end(self, run: "Run") -> None:
        pass
