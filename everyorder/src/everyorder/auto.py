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

from collections import Counter

from everyorder.search import Search, settle
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
WORK = 4_000_000  # turns of loops and operations, of all orders of a long program
FEW = 12  # orders of each strategy, of a long program
LOOKS = 8  # orders that tell what the threads of a long program share


def auto(search: Search, seed: int, whole: bool = False):
    """The failure or None, and (bound, exhaustive) or None as far as it was covered.

    `whole` says that no order may be cut short because it is long.
    """
    if not whole and _is_long(search):
        return _long(search, seed), None
    covered, left, outputs = None, [], Counter()
    what = _what(search)
    for bound, limit in FIRST.items():
        failure = None
        if left:  # many threads: to have one preemption soon, not after all else
            failure = search.go(lambda: Early(what), EARLY, keep=True)
            outputs = _merged(outputs, search.outputs)
        if not failure:
            failure = search.go(lambda bound=bound: Dfs(bound), limit, keep=bound > 0)
            outputs = _merged(outputs, search.outputs)
        if failure or search.over:
            return _told(search, outputs, failure), covered
        if search.covered:
            covered = (bound, False)
        else:
            left.append(bound)
    for make in (Random, Pct) if left else ():
        failure = search.go(lambda make=make: make(seed), DRAWN, keep=True)
        outputs = _merged(outputs, search.outputs)
        if failure or search.over:
            return _told(search, outputs, failure), covered
    with search.within(PROOF):
        failure = search.go(Dpor, keep=True)
    if not failure and not search.over and search.covered:
        return None, (None, True)
    outputs = _merged(outputs, search.outputs)
    for bound in (*left, LAST_BOUND):
        if failure or search.over:
            break
        with search.within(PROOF):
            failure = search.go(
                lambda bound=bound: Dfs(bound), search.few(LAST_LIMIT), keep=True
            )
        outputs = _merged(outputs, search.outputs)
        if not failure and search.covered:
            covered = (bound, False)
    if not failure:
        failure = drawn(search, seed + 1, outputs)
    return _told(search, outputs, failure), covered


def drawn(search: Search, seed: int, outputs: Counter, bound: int | None = None):
    """Random orders until the time is over, if there is such a time."""
    while search.until is not None and not search.over:
        for make in (lambda: Random(seed, bound=bound), lambda: Pct(seed)):
            if bound is not None and make().__class__ is Pct:
                continue
            failure = search.go(make, 10 * DRAWN, keep=True)
            outputs.update(_merged(outputs, search.outputs))
            if failure:
                return failure
        seed += 1
    return None


def _merged(outputs: Counter, more: Counter) -> Counter:
    """Both, the first ones first, each with the larger count."""
    found = Counter(outputs)
    for output, count in more.items():
        found[output] = max(found[output], count)
    return found


def _told(search: Search, outputs: Counter, failure):
    search.outputs = outputs
    return failure


# --- long programs


def _is_long(search: Search) -> bool:
    """Whether the natural order is long; it tells what is shared, too."""
    runner = search.runner
    limit, runner.step_limit = runner.step_limit, LONG
    try:
        with search.pressing():
            while not search.over:
                strategy = RunOn()
                strategy.begin()
                run = runner.run(strategy, search.any_time)
                if run.steps > LONG:
                    return True
                if run.ending not in ("unsettled",) and not runner.learned():
                    settle(runner, run)
                    return False
                if run.ending == "unsettled":
                    settle(runner, run)
    finally:
        runner.step_limit = limit
    return False


def _long(search: Search, seed: int):
    runner = search.runner
    search.cut = True
    _look_around(search)
    runner.step_limit = LONGEST
    failure = search.go(lambda: RunOn(unwatched=True), limit=1)
    outputs = search.outputs
    work = runner.scheduler.steps + runner.scheduler.ticks
    few = max(2, min(FEW, WORK // (work * 3 + 1)))
    what = _what(search)
    for make in (
        lambda: Early(what),
        lambda: Random(seed),
        lambda: Pct(seed),
    ):
        if failure or search.over:
            break
        failure = search.go(lambda make=make: Head(make()), few, keep=True)
        outputs = _merged(outputs, search.outputs)
    while not failure and search.until is not None and not search.over:
        seed += 1
        failure = search.go(lambda: Head(Random(seed)), few, keep=True)
        outputs = _merged(outputs, search.outputs)
    return _told(search, outputs, failure)


def _what(search: Search):
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
