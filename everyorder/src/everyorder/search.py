"""Runs the orders of one strategy over one program, until one breaks a claim.

explore.py decides which strategies to run and what their outcome means.
"""

import time
from collections import Counter
from collections.abc import Callable

from everyorder.execution import Runner
from everyorder.results.expectation import Claim
from everyorder.results.outcome import Run

LIMIT = 20_000  # orders
PROGRESS = 0.05  # seconds between two calls of `progress`


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
    """One search over one program; it restarts when an operation turns out shared."""

    def __init__(self, runner: Runner, claim: Claim, limit: int, progress, any_time):
        self.runner, self.claim, self.limit = runner, claim, limit
        self.progress, self.any_time = progress, any_time
        self.total = 0
        self.interrupted = False
        self.leaked: tuple[str, ...] = ()
        self.told = time.perf_counter()

    def go(self, make_strategy: Callable) -> tuple[str, Run] | None:
        """The first failure as (verdict, run), or None; the outcome is in self."""
        while True:
            self.strategy = make_strategy()
            self.orders, self.outputs = 0, Counter()
            self.forced = self.too_long = 0
            self.claim.begin()
            result = self._pass()
            if result != "again":
                return result

    @property
    def covered(self) -> bool:
        """Whether the strategy has had all its orders, each to its end."""
        return self.strategy.exhausted and not self.forced and not self.too_long

    def _tell(self) -> bool:
        """Tell how far the search is, by time: some orders take long, some are cut."""
        if time.perf_counter() - self.told < PROGRESS:
            return False
        stop = self.progress(self.total)
        self.told = time.perf_counter()
        return bool(stop)

    def _pass(self):
        runner, strategy = self.runner, self.strategy
        while True:
            if self.orders >= self.limit or not strategy.begin():
                return None
            if self.progress and self._tell():
                self.interrupted = True
                return None
            run = runner.run(strategy, self.any_time)
            if settle(runner, run):
                return "again"
            strategy.end(run)
            if run.ending == "redundant":
                continue
            self.orders += 1
            self.total += 1
            self.leaked = self.leaked or run.leaked
            self.forced += run.forced
            if run.ending == "steps":
                self.too_long += 1
            else:
                self.outputs[run.output] += 1
            verdict = self.claim.verdict(run)
            if verdict is not None:
                return verdict, run
