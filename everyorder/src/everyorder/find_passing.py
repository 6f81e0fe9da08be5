"""Looks for one order that keeps a claim: the good one to compare a bad one with.

The opposite of explore.py, with the same search; it proves nothing.
"""

from functools import partial

from everyorder.execution import Runner
from everyorder.instrument.program import Program
from everyorder.results.expectation import Claim
from everyorder.results.order import Order
from everyorder.results.outcome import Run
from everyorder.search import Search
from everyorder.shrink import shorten
from everyorder.strategies.dfs import Dfs

BOUNDS = (0, 1, 2)
LIMIT = 2_000


class Opposite:
    """A claim that is broken by a run that keeps the other one."""

    def __init__(self, claim: Claim):
        self.claim = claim

    def begin(self) -> None:
        self.claim.begin()

    def verdict(self, run: Run) -> str | None:
        over = run.ending in ("ends", "raises")
        return "keeps" if over and self.claim.verdict(run) is None else None


def keeping(program: Program, claim: Claim, limit: int = LIMIT) -> Order | None:
    """The first order found that keeps the claim, with few preemptions, or None."""
    runner = Runner(program)
    opposite = Opposite(claim)
    search = Search(runner, opposite, limit, None, True)
    with runner.ready():
        for bound in BOUNDS:
            found = search.go(partial(Dfs, bound))
            if found:
                (_, best), _ = shorten(runner, opposite, found, True)
                return best.order
    return None
