"""Runs the orders of one strategy over one program, until one breaks a claim.

auto.py and explore.py decide which strategies to run and what their outcome means.
"""

import contextlib
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, Protocol

from everyorder.execution import Runner
from everyorder.results.outcome import Run
from everyorder.strategies import Strategy

LIMIT = 20_000  # orders
NO_LIMIT = 10**9
STEPS = 200  # an order, on an average, after which a search of LIMIT orders ends, too
PROGRESS = 0.05  # seconds between two calls of `progress`
Failure = tuple[str, Run]  # a verdict, and the run that has it


class Judge(Protocol):
    """What runs are held against: a Claim (expectation.py), or what stands for one."""

    def begin(self) -> None: ...

    def verdict(self, run: Run) -> str | None: ...


def settle(runner: Runner, run: Run) -> bool:
    """Learn from a run what is shared; whether the same order must be run again."""
    if run.ending == "unsettled":
        runner.use(runner.program.with_unsettled(run.names))
        return True
    if runner.learned():
        return True
    hot = runner.scheduler.sharing.newly_hot()
    runner.scheduler.sharing.heat(hot)
    return bool(hot)


class Search:
    """One search over one program; it restarts when an operation turns out shared.

    `progress` and the `seconds` are looked at within an order, too (`pressed`).
    """

    runner: Runner
    claim: Judge
    limit: int
    progress: Callable[[int], bool] | None
    any_time: bool
    total: int
    longest: int
    interrupted: bool
    late: bool
    begun: float
    told: float
    orders: int
    steps: int
    forced: int
    too_long: int

    def __init__(
        self,
        runner: Runner,
        claim: Judge,
        limit: int,
        progress: Callable[[int], bool] | None,
        any_time: bool,
        seconds: float | None = None,
    ):
        self.runner, self.claim, self.limit = runner, claim, limit
        self.progress, self.any_time = progress, any_time
        self.total = self.longest = 0
        self.interrupted = self.late = False
        self.leaked: tuple[str, ...] = ()
        self.begun = self.told = time.perf_counter()
        self.until = None if seconds is None else self.begun + seconds
        self.lines: set[int] = set()  # of loops that were taken as one wait
        self.cut = False  # whether orders were watched only at their beginnings
        self.gave_way: int = 0  # orders in which a thread gave way after its patience
        self.printed: Counter[str] = Counter()  # what all runs gave, of any strategy
        self._begin()

    def _begin(self) -> None:
        """Nothing is known of the orders of a strategy that comes next."""
        self.orders, self.steps = 0, 0
        self.outputs: Counter[str] = Counter()
        self.forced = self.too_long = 0

    def go(
        self,
        make_strategy: Callable[[], Strategy],
        limit: float | None = None,
        keep: bool = False,
    ) -> Failure | None:
        """The first failure as (verdict, run), or None; the outcome is in self.

        No more than `limit` orders. `keep` has them held to the first output that an
        earlier strategy gave.
        """
        self.most: int | float = self.limit if limit is None else min(limit, self.limit)
        with self.pressing():
            while True:
                self.strategy: Strategy = make_strategy()
                self._begin()
                if not keep:
                    self.claim.begin()
                result = self._pass()
                if result != "again":
                    return result

    @property
    def covered(self) -> bool:
        """Whether the strategy has had all its orders, each to its end."""
        forced = self.forced and getattr(self.strategy, "bound", None) is not None
        return self.strategy.exhausted and not forced and not self.too_long

    @property
    def over(self) -> bool:
        """Whether there is no time for another strategy."""
        return self.interrupted or self.late

    def pressed(self) -> bool:
        """Whether to end; it tells how far the search is, too, by time."""
        now = time.perf_counter()
        if self.until is not None and now > self.until:
            self.late = True
        if self.progress and not self.over and now - self.told >= PROGRESS:
            self.interrupted = bool(self.progress(self.total))
            self.told = time.perf_counter()
        return self.over

    def few(self, orders: int) -> float:
        """So many orders, or any number where seconds say when to end."""
        return orders if self.until is None else math.inf

    @contextlib.contextmanager
    def within(self, share: float) -> Iterator[None]:
        """While entered, the search has this share of the seconds that are left."""
        until = self.until
        if until is not None:
            now = time.perf_counter()
            self.until = now + share * max(0.0, until - now)
        try:
            yield
        finally:
            self.until = until
            self.late = until is not None and time.perf_counter() > until

    @contextlib.contextmanager
    def pressing(self) -> Iterator[None]:
        """While entered, an order that is under way ends when the search must."""
        scheduler = self.runner.scheduler
        before, scheduler.breathe = scheduler.breathe, self.pressed
        try:
            yield
        finally:
            scheduler.breathe = before

    @contextlib.contextmanager
    def untimed(self) -> Iterator[None]:
        """While entered, an order ends early only when it is interrupted."""
        until, late = self.until, self.late
        self.until, self.late = None, False
        try:
            yield
        finally:
            self.until, self.late = until, late

    def _pass(self) -> Failure | Literal["again"] | None:
        runner, strategy = self.runner, self.strategy
        most_steps = self.limit * STEPS
        while True:
            if self.orders >= self.most or self.steps > most_steps:
                return None
            if not strategy.begin() or self.pressed():
                return None
            run = runner.run(strategy, self.any_time)
            self.steps += run.steps
            if run.ending == "stopped":
                return None
            if settle(runner, run):
                return "again"
            strategy.end(run)
            if run.ending == "redundant":
                continue
            self._note(run)
            verdict = self.claim.verdict(run)
            if verdict is not None:
                return verdict, run

    def _note(self, run: Run) -> None:
        self.orders += 1
        self.total += 1
        self.longest = max(self.longest, run.steps)
        self.leaked = self.leaked or run.leaked
        self.forced += run.forced
        self.gave_way += run.forced
        sites = self.runner.program.sites
        self.lines.update(sites[s].line for s in self.runner.scheduler.awaits.lines)
        if run.ending == "steps":
            self.too_long += 1
        else:
            self.outputs[run.output] += 1
            self.printed[run.output] += 1
