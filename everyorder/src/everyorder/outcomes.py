"""All outcomes that a program can have: how it ends, and what it prints.

A search (explore.py) stops at the first failure; this runs every order, by DPOR, and
collects. An outcome means here what it means to the oracle (oracle/), which sees some
outcomes of the same program and knows nothing of this.
"""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from everyorder.execution import STEP_LIMIT, Runner
from everyorder.instrument.program import Program, ProgramError, load
from everyorder.results.outcome import Run
from everyorder.search import LIMIT, Search
from everyorder.strategies import Diverged
from everyorder.strategies.dpor import Dpor

WHYS = {
    "": "These are all outcomes.",
    "unsupported": "Everyorder does not support {}.",
    "orders": "There are more orders.",
    "seconds": "There was no time for all orders.",
    "steps": "An order took too many steps.",
    "endless": "A thread goes round a loop until another one acts; orders have no end.",
    "clock": "The program decides by times that it measures.",
    "identifiers": "A thread that ends may leave its identifier to another.",
    "diverged": "The program does not do the same in the same order.",
}


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it wrote to stdout.

    `ending` is ends, raises, deadlock or hangs (the oracle's "too long"). `detail` is
    the first uncaught exception ("KeyError: 'films'"), or nothing.
    """

    ending: str
    detail: str
    output: str


@dataclass(frozen=True)
class Outcomes:
    """Each outcome with the number of orders that had it; of equal orders, one is run.

    `complete` says that there is no other one; if there may be, `why` is a word of
    WHYS, and `detail` what is not supported.
    """

    found: Mapping[Outcome, int]
    complete: bool
    why: str = ""
    detail: str = ""

    @property
    def orders(self) -> int:
        """How many orders were run to their end."""
        return sum(self.found.values())

    def sentence(self) -> str:
        """Whether these are all, and if not, why."""
        return WHYS[self.why].format(self.detail)


def outcomes(
    program: str | Path | Program,
    *,
    limit: int | None = None,
    seconds: float | None = None,
    any_time: bool = True,
    step_limit: int = STEP_LIMIT,
    runner: Runner | None = None,
) -> Outcomes:
    """All outcomes of a program, given as a path or as a loaded Program.

    No more than `limit` orders are run (None: LIMIT), and none is begun after so many
    `seconds`. A `runner` that has run other programs spares the start of a new one.
    Raises ProgramError when the program cannot be read.
    """
    if not isinstance(program, Program):
        try:
            program = load(program)
        except ProgramError as error:
            if error.verdict != "unsupported":
                raise
            construct = str(error).rpartition("does not support ")[2].rstrip(".")
            return Outcomes({}, False, "unsupported", construct)
    if runner is None:
        runner = Runner(program, step_limit)
    else:
        runner.take(program, step_limit)
    end = float("inf") if seconds is None else time.perf_counter() + seconds
    collecting = _Collecting(runner)
    search = Search(
        runner,
        collecting,
        limit or LIMIT,
        lambda _: time.perf_counter() > end,
        any_time,
    )
    with runner.ready():
        try:
            failure = search.go(Dpor)
        except Diverged:
            return Outcomes(dict(collecting.found), False, "diverged")
    why = "unsupported" if failure else _why(search)
    detail = failure[1].detail if failure else ""
    return Outcomes(dict(collecting.found), not why, why, detail)


def _why(search: Search) -> str:
    """Why there may be more outcomes: a word of WHYS, "" if there are not."""
    if search.interrupted:
        return "seconds"
    if search.forced:
        return "endless"
    if search.too_long:
        return "steps"
    if not search.covered:
        return "orders"
    if search.runner.clock_noticed:
        return "clock"
    return "identifiers" if search.runner.scheduler.inherited else ""


class _Collecting:
    """A claim that nothing breaks but what cannot be run; it keeps all outcomes."""

    def __init__(self, runner: Runner):
        self.runner = runner
        self.begin()

    def begin(self) -> None:
        self.found: Counter[Outcome] = Counter()

    def verdict(self, run: Run) -> str | None:
        if run.ending == "unsupported":
            return "unsupported"
        if run.ending in ("ends", "raises", "deadlock", "hangs"):
            raised = self.runner.failure
            detail = raised[0] if raised else ""
            self.found[Outcome(run.ending, detail, run.output)] += 1
        return None
