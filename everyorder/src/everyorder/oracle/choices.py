"""Which schedule a seed stands for: where a thread loses its turn, and to whom.

Half of the seeds choose at random; how often depends on the seed. The others take
priorities: PCT, from Burckhardt et al., "A Randomized Scheduler with Probabilistic
Guarantees of Finding Bugs" (ASPLOS 2010). Half of each may switch before every
instruction, the library's too; the rest only in the program's own code and at blocking
calls, where most of what can go wrong in few steps is.

A gap is the number of instructions until the next point at which a thread may lose its
turn: watch.py counts it down. Everything that is drawn here depends on the seed only.
"""

import _random
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from .scheduler import Thread

T = TypeVar("T")

DENSITIES = 1 / 3, 1 / 10, 1 / 50, 1 / 250
CHANGES = 1, 2, 3, 5  # change points of PCT
FAIR = 2_000  # instructions in a row, after which another thread gets a turn
LEAPS = 0.0, 0.02, 0.2  # how likely time passes at a decision, though a thread can run
LATE_READS = 0.0, 0.0, 0.1  # how likely reading the clock takes long


@dataclass(frozen=True)
class Lengths:
    """How many steps a run takes; PCT puts its change points among them."""

    everywhere: int = 1_000
    program: int = 100


class Draw(_random.Random):
    """Random numbers without Python code of the library, which may be switched in."""

    def below(self, end: int) -> int:
        """One of the numbers from 0 on."""
        return int(self.random() * max(1, end))

    def choice(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]


class Time:
    """When time passes although a thread can run: no one is promised a turn."""

    def __init__(self, draw: Draw, early: bool):
        self.draw = draw
        self.often = draw.choice(LEAPS) if early else 0.0
        self.late = draw.choice(LATE_READS) if early else 0.0

    def leap(self, deadlines: list[float]) -> float | None:
        """The deadline to go to; None to stay."""
        if self.often and self.draw.random() < self.often:
            return self.draw.choice(deadlines)
        return None

    def lateness(self) -> float:
        """How many seconds pass as the clock is read."""
        if self.late and self.draw.random() < self.late:
            return 10.0 ** (4 * self.draw.random() - 3)
        return 0.0


class Random(Time):
    """Every thread that can run is as likely as another."""

    def __init__(self, draw: Draw, early: bool):
        super().__init__(draw, early)
        self.scale = math.log(1 - draw.choice(DENSITIES))

    def born(self, thread: Thread) -> None:
        """Nothing to keep."""

    def gap(self, now: int) -> int:
        """Geometric: each instruction is as likely to be the next point."""
        return 1 + int(math.log(1 - self.draw.random()) / self.scale)

    def arrived(self, now: int, current: Thread) -> None:
        """At the end of a gap."""

    def pick(self, runnable: list[Thread], current: Thread | None) -> Thread:
        """One of the others, if there are any: the gap said that it is time."""
        others = [thread for thread in runnable if thread is not current]
        return self.draw.choice(others or runnable)


class Priorities(Time):
    """PCT. The highest priority runs, until a change point makes it the lowest."""

    def __init__(self, draw: Draw, early: bool, length: int):
        super().__init__(draw, early)
        count = draw.choice(CHANGES)
        self.changes = sorted(1 + draw.below(length) for _ in range(count))
        self.lowest = 0.0
        self.last: Thread | None = None  # who ran at the last point of fairness
        self.switched = False

    def born(self, thread: Thread) -> None:
        """Its priority, above all that were lowered."""
        thread.priority = 1 + self.draw.random()

    def gap(self, now: int) -> int:
        """To the next change point, but not so far that others starve."""
        return min([FAIR, *(change - now for change in self.changes[:1])])

    def arrived(self, now: int, current: Thread) -> None:
        """Lower who runs, at a change point or where it ran for long."""
        lower = current is self.last and not self.switched
        while self.changes and self.changes[0] <= now:
            lower = bool(self.changes.pop(0))
        if lower:
            self.lowest -= 1
            current.priority = self.lowest
        self.last, self.switched = current, False

    def pick(self, runnable: list[Thread], current: Thread | None) -> Thread:
        """The one with the highest priority."""
        best = max(runnable, key=lambda thread: thread.priority)
        self.switched |= best is not self.last
        return best


@dataclass(frozen=True)
class Plan:
    """One schedule: its choices, and whether the library's code is switched in, too."""

    choices: Random | Priorities
    everywhere: bool


def planned(seed: int, early: bool, lengths: Lengths) -> Plan:
    """The plan that a seed stands for."""
    draw = Draw(seed)
    everywhere = seed // 2 % 2 == 0
    if seed % 2 == 0:
        return Plan(Random(draw, early), everywhere)
    length = lengths.everywhere if everywhere else lengths.program
    return Plan(Priorities(draw, early, length), everywhere)


def measuring(everywhere: bool) -> Plan:
    """A plan without a change point, to learn how long a run takes."""
    choices = Priorities(Draw(0), False, 1)
    choices.changes = []
    return Plan(choices, everywhere)
