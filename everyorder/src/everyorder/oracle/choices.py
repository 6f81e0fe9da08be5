"""Which schedule a seed stands for: where a thread loses its turn, and to whom.

Half of the seeds choose at random; how often depends on the seed. The others take
priorities: PCT, from Burckhardt et al., "A Randomized Scheduler with Probabilistic
Guarantees of Finding Bugs" (ASPLOS 2010). A quarter of each may switch before every
instruction, the library's too; a quarter everywhere but in `threading`, whose hundreds
of instructions around the start and the end of a thread take the turns from what
matters (its locks are points of a switch); the rest in the program's own code only. A
thread that blocks loses its turn in any case.

A gap is the number of instructions until the next point at which a thread may lose its
turn: watch.py counts it down. Everything that is drawn here depends on the seed only.
"""

import _random
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .scheduler import Thread

T = TypeVar("T")

DENSITIES = 1 / 2, 1 / 4, 1 / 10, 1 / 40
SCOPES = "all", "most", "program"  # where threads may lose their turn: watch.py
SHARES = "program", "most", "program", "all"  # what the seeds get in turn
TAILS = 0.0, 1.0, 2.0  # of how long a thread is held back, as exponents
CHANGES = 1, 2, 3, 5  # change points of PCT
FAIR = 2_000  # instructions in a row, after which another thread gets a turn
LEAPS = 0.0, 0.02, 0.2  # how likely time passes at a decision, though a thread can run
LATE_READS = 0.0, 0.0, 0.1  # how likely reading the clock takes long


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
        self.often: float = draw.choice(LEAPS) if early else 0.0
        self.late: float = draw.choice(LATE_READS) if early else 0.0

    def leap(self, deadlines: list[float]) -> float | None:
        """The deadline to go to; None to stay."""
        if self.often and self.draw.random() < self.often:
            return self.draw.choice(deadlines)
        return None

    def lateness(self) -> float:
        """How many seconds pass as the clock is read."""
        if self.late and self.draw.random() < self.late:
            return math.pow(10, 4 * self.draw.random() - 3)
        return 0.0


class Random(Time):
    """Every thread that can run is as likely as another, unless it is held back.

    With holds, a thread that lost its turn may get none for a time that is often short
    and sometimes longer than all the others need. Without, threads go at the same speed
    on average, and what a thread does late seldom meets what another does early.
    """

    def __init__(self, draw: Draw, early: bool):
        super().__init__(draw, early)
        self.scale: float = math.log(1 - draw.choice(DENSITIES))
        self.tail: float = draw.choice(TAILS)
        self.turn: int = 0
        self.held: dict[Thread, float] = {}  # until which turn

    def born(self, thread: Thread) -> None:
        """Nothing to keep."""

    def gap(self, now: int) -> int:
        """Geometric: each instruction is as likely to be the next point."""
        return 1 + int(math.log(1 - self.draw.random()) / self.scale)

    def arrived(self, now: int, current: Thread) -> None:
        """At the end of a gap."""
        if self.tail:
            self.held[current] = self.turn + (1 - self.draw.random()) ** -self.tail

    def pick(self, runnable: list[Thread], current: Thread | None) -> Thread:
        """One of the others, if there are any: the gap said that it is time."""
        self.turn += 1
        others = [thread for thread in runnable if thread is not current]
        free = [one for one in others if self.held.get(one, 0) <= self.turn]
        if free:
            return self.draw.choice(free)
        if current:
            return current
        return min(others, key=lambda thread: self.held[thread])


class Priorities(Time):
    """PCT. The highest priority runs, until a change point makes it the lowest."""

    def __init__(self, draw: Draw, early: bool, length: int):
        super().__init__(draw, early)
        count = draw.choice(CHANGES)
        self.changes: list[int] = sorted(1 + draw.below(length) for _ in range(count))
        self.lowest: float = 0.0
        self.last: Thread | None = None  # who ran at the last point of fairness
        self.switched: bool = False

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
    """One schedule: its choices, and where it may switch."""

    choices: Random | Priorities
    scope: str


def planned(seed: int, early: bool, lengths: Mapping[str, int]) -> Plan:
    """What a seed stands for, given how many steps a run takes in each scope."""
    draw = Draw(seed)
    scope = SHARES[seed // 2 % len(SHARES)]
    if seed % 2 == 0:
        return Plan(Random(draw, early), scope)
    return Plan(Priorities(draw, early, lengths[scope]), scope)


def measuring(scope: str) -> Plan:
    """A plan without a change point, to learn how long a run takes."""
    choices = Priorities(Draw(0), False, 1)
    choices.changes = []
    return Plan(choices, scope)
