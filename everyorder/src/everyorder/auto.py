"""The default search: what is easy is found at once, and what can be proven is proven.

In turn, until an order fails:

1. A few orders without a preemption and with one, depth-first. They read best, and in a
   small program they are all there are. No more than a few: ten threads have 3,628,800
   orders without a preemption. Where there are more, one preemption early in the
   natural order (strategies/early.py) comes before the second half.
2. A few orders by random choices and by random priorities (strategies/pct.py), unless
   the first step has had them all. Races that need nothing in particular show here.
3. All orders by DPOR (strategies/dpor.py): the proof, where there is one.
4. Where that has no end, all orders with at most 0, 1 and 2 preemptions, each as far as
   it goes, so that the report can say what was covered; and with `seconds`, random
   orders until they are over.

A program whose natural order is LONG is another matter: its orders take seconds each,
and no proof ends. Its threads are watched for a while to learn what they share, and
switched only among the first decisions (strategies/head.py, early.py); the rest of each
order takes its natural course. No order of it is a proof of anything.
"""

from collections.abc import Callable
from functools import partial

from everyorder.results.outcome import Run
from everyorder.search import Failure, Search, settle
from everyorder.strategies import Strategy
from everyorder.strategies.dfs import Dfs
from everyorder.strategies.dpor import Dpor
from everyorder.strategies.early import Early
from everyorder.strategies.head import Head
from everyorder.strategies.pct import Pct
from everyorder.strategies.random import Random
from everyorder.strategies.run_on import RunOn

FIRST = {0: 24, 1: 400}  # orders with so many preemptions, at first
EARLY = 40  # orders with one preemption among the first decisions
DRAWN = 40  # orders of each strategy that draws
LAST_BOUND = 2
LAST_LIMIT = 4_000  # orders of each search that follows one that had no end
PROOF = 0.6  # of the time that is left
LONG = 20_000  # operations of an order
LONGEST = 200_000  # of those with switch points
WORK = 2_000_000  # turns of loops and operations, of all orders of a long program
FEW = 12  # orders of each strategy, of a long program
LOOKS = 8  # orders that tell what the threads of a long program share
Make = Callable[[], Strategy]
Covered = tuple[int | None, bool]  # the bound, and whether that is every order


def auto(
    search: Search, seed: int, whole: bool = False
) -> tuple[Failure | None, Covered | None]:
    """The failure or None, and (bound, exhaustive) or None as far as it was covered.

    `whole` says that no order may be cut short because it is long.
    """
    phases = _Phases(search)
    natural = None if whole else _natural(search)
    if natural is not None and natural.ending == "unsupported":
        return ("unsupported", natural), None
    covered: Covered | None = None
    if natural is not None and natural.steps > LONG:
        failure = _long(phases, seed)
    else:
        failure, covered = _short(phases, seed)
    return failure, covered


class _Phases:
    """One strategy after another on the same search."""

    def __init__(self, search: Search):
        self.search = search
        self.failure: Failure | None = None
        self.begun = False

    def run(self, make: Make, limit: float | None = None) -> bool:
        """Run a strategy; whether the search is at its end."""
        self.failure = self.search.go(make, limit, keep=self.begun)
        self.begun = True
        return self.failure is not None or self.search.over


def _short(phases: _Phases, seed: int) -> tuple[Failure | None, Covered | None]:
    """The search of a program whose orders are short."""
    search, orders = phases.search, 0
    covered: Covered | None = None
    left: list[int] = []
    for bound, limit in FIRST.items():
        if left and phases.run(lambda: Early(_what(search)), EARLY):
            return phases.failure, covered
        if phases.run(partial(Dfs, bound), limit):
            return phases.failure, covered
        if search.covered:
            covered, orders = (bound, False), search.orders
        else:
            left.append(bound)
    if left and _draw(phases, seed):
        return phases.failure, covered
    with search.within(PROOF):
        ended = phases.run(Dpor)
    if not ended and search.covered:
        return None, (None, True)
    more = () if phases.failure or search.over else (*left, LAST_BOUND)
    for bound in more:
        with search.within(PROOF):
            ended = phases.run(partial(Dfs, bound), search.few(LAST_LIMIT))
        if not ended and search.covered:
            covered, orders = (bound, False), search.orders
        if phases.failure or search.over:
            break
    failure = phases.failure or drawn(search, seed + 1)
    search.orders = orders or search.orders
    return failure, covered


def _draw(phases: _Phases, seed: int) -> bool:
    """A few orders by chance; whether the search is at its end."""
    return any(
        phases.run(make, DRAWN) for make in (partial(Random, seed), partial(Pct, seed))
    )


def drawn(search: Search, seed: int, bound: int | None = None) -> Failure | None:
    """The failure of random orders until the time is over, if there is such a time."""
    while search.until is not None and not search.over:
        makes: list[Make] = [partial(Random, seed, bound=bound)]
        if bound is None:
            makes.append(partial(Pct, seed))
        for make in makes:
            failure = search.go(make, 10 * DRAWN, keep=True)
            if failure:
                return failure
        seed += 1
    return None


# --- long programs


def _natural(search: Search) -> Run | None:
    """The natural order, cut off where it is long; it tells what is shared, too."""
    runner = search.runner
    limit, runner.step_limit = runner.step_limit, LONG
    try:
        with search.pressing():
            while not search.over:
                strategy = RunOn()
                strategy.begin()
                run = runner.run(strategy, search.any_time)
                if run.steps > LONG:
                    return run
                if run.ending == "unsettled":
                    settle(runner, run)
                elif not runner.learned():
                    settle(runner, run)
                    return run
    finally:
        runner.step_limit = limit
    return None


def _long(phases: _Phases, seed: int) -> Failure | None:
    """The search of a program whose orders are long."""
    search = phases.search
    runner = search.runner
    search.cut = True
    _look_around(search)
    runner.step_limit = LONGEST
    if phases.run(lambda: RunOn(unwatched=True), 1):
        return phases.failure
    work = runner.scheduler.steps + runner.scheduler.ticks
    few = max(2, min(FEW, WORK // (work * 3 + 1)))
    makes: tuple[Make, ...] = (
        lambda: Early(_what(search)),
        partial(Random, seed),
        partial(Pct, seed),
    )
    for make in makes:
        if phases.run(partial(_head, make), few):
            return phases.failure
    while search.until is not None:
        seed += 1
        if phases.run(partial(_head, partial(Random, seed)), few):
            break
    return phases.failure


def _head(make: Make) -> Head:
    return Head(make())


def _what(search: Search) -> Callable[[int], str]:
    """Tells what the operation at a site of the program is."""
    runner = search.runner
    return lambda site: runner.program.sites[site].what


def _look_around(search: Search) -> None:
    """Learn what the threads share, from the beginnings of a few orders."""
    runner = search.runner
    limit, runner.step_limit = runner.step_limit, LONG
    sharing = runner.scheduler.sharing
    try:
        with search.pressing():
            for number in range(LOOKS):
                strategy = Random(number)
                strategy.begin()
                with sharing.sampled(25):
                    run = runner.run(strategy, search.any_time)
                    found = sharing.newly_hot()
                if search.over:
                    return
                if run.ending == "unsettled":
                    runner.use(runner.program.with_unsettled(run.names))
                elif not runner.learned():
                    new = found.difference(sharing.hot_sites())
                    sharing.heat(new)
                    if not new:
                        return
    finally:
        runner.step_limit = limit
