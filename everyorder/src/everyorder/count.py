"""How many of the orders with few preemptions break a program's claim.

A search (explore.py) stops at the first; this runs them all and counts.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from everyorder.execution import Runner
from everyorder.instrument.program import Program, load
from everyorder.results.expectation import Claim
from everyorder.results.outcome import Run
from everyorder.search import LIMIT, Search
from everyorder.strategies.dfs import Dfs


@dataclass(frozen=True)
class Tally:
    """`breaking` of `orders` break the claim; `complete` says that these were all."""

    orders: int
    breaking: int
    complete: bool


def tally(
    program: str | Path | Program, preemptions: int, limit: int = LIMIT, **claim: Any
) -> Tally:
    """How many of the orders with at most so many preemptions break the claim.

    `claim` is as for `explore`: promise, same_output, may_raise. No more than `limit`
    orders are run. Raises ProgramError when the program cannot be read.
    """
    program = program if isinstance(program, Program) else load(program)
    runner, counting = Runner(program), _Counting(Claim(**claim))
    search = Search(runner, counting, limit, None, True)
    with runner.ready():
        search.go(lambda: Dfs(preemptions))
    return Tally(search.orders, counting.breaking, search.covered)


class _Counting:
    """A claim that counts what breaks it and lets the search go on."""

    def __init__(self, claim: Claim):
        self.claim = claim

    def begin(self) -> None:
        self.breaking = 0
        self.claim.begin()

    def verdict(self, run: Run) -> None:
        self.breaking += self.claim.verdict(run) is not None
