"""Runs the orders of one strategy over one program, until one breaks a claim.

explore.py decides which strategies to run and what their outcome means.
"""

import itertools
from collections import Counter
from collections.abc import Callable

from everyorder.judge import Claim
from everyorder.outcome import Run
from everyorder.run import Runner

LIMIT = 20_000  # orders


class Search:
    """One search over one program; it restarts when an operation turns out shared."""

    def __init__(self, runner: Runner, claim: Claim, limit: int, progress, any_time):
        self.runner, self.claim, self.limit = runner, claim, limit
        self.progress, self.any_time = progress, any_time
        self.total = 0
        self.interrupted = False
        self.leaked: tuple[str, ...] = ()

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

    def _pass(self):
        runner, strategy = self.runner, self.strategy
        for tried in itertools.count():  # also those that a strategy breaks off
            if self.orders >= self.limit or not strategy.begin():
                return None
            if self.progress and tried % 64 == 63 and self.progress(self.total):
                self.interrupted = True
                return None
            run = runner.run(strategy, self.any_time)
            if run.ending == "unsettled":
                runner.use(runner.program.with_unsettled(run.names))
                return "again"
            hot = runner.scheduler.sharing.newly_hot()
            if hot:
                runner.scheduler.sharing.heat(hot)
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
