"""Strategies: which thread goes on at each decision, and which order comes next.

    run_on.py   no order but the natural one
    dfs.py      every order with at most k preemptions, or every order
    dpor.py     one order of each class of orders that differ in nothing that matters
    early.py    one preemption at each of the first decisions
    head.py     another strategy for the first decisions, then no switch points
    random.py   decisions by a seeded generator
    pct.py      priorities that change at few random places
    replay.py   a given order
    chosen.py   a callback decides
    along.py    a given order, whose choices are noted
    so_far.py   choices made before the run, which ends at the next one

explore.py has their names, in STRATEGIES, and makes them, in _search.

A strategy is three methods and two facts; a strategy file needs about 100 lines.

    begin() -> bool                       prepare a run; False when there is none left
    choose(scheduler, options, free, me)  the Thread that goes on, one of `options`:
                                          the natural one first, the first `free` of
                                          them at no cost, each other a preemption;
                                          None breaks the run off as redundant
    end(run)                              the run is over
    every_step                            whether to be asked where nothing is to choose
    exhausted                             whether every order has been covered
"""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class Diverged(Exception):
    """The program did something else in the same order: it cannot be searched."""


class Strategy(Protocol):
    every_step: bool
    exhausted: bool

    def begin(self) -> bool: ...

    def choose(
        self,
        scheduler: "Scheduler",
        options: "list[Thread]",
        free: int,
        me: "Thread",
        /,
    ) -> "Thread | None": ...

    def end(self, run: "Run") -> None: ...
