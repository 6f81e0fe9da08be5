"""Runs a strategy's orders over a program until one fails or none is left.

`explore` finds a verdict, `replay` runs one order again and records it. What the
default search does is in auto.py.
"""

import math
import os
import platform
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from everyorder.auto import Covered, auto, drawn
from everyorder.execution import STEP_LIMIT, Runner
from everyorder.instrument.program import Program, ProgramError, load
from everyorder.model.stdin import fed
from everyorder.options import require
from everyorder.results.expectation import REACHED, Claim
from everyorder.results.order import Order, OrderError
from everyorder.results.report import Report
from everyorder.results.trace import Trace
from everyorder.runtime.decisions import PATIENCE
from everyorder.search import LIMIT, NO_LIMIT, Failure, Search
from everyorder.shrink import TRIES, EngineError, follow, shorten
from everyorder.stage import EMPTY
from everyorder.strategies import Diverged, Strategy
from everyorder.strategies.dfs import Dfs
from everyorder.strategies.dpor import Dpor
from everyorder.strategies.pct import Pct
from everyorder.strategies.random import Random
from everyorder.strategies.run_on import RunOn

SLOW_TRIES = 6  # orders to shorten a failing one of a long program
# With a third part: what was asked for, of which this is less.
Asked = Covered | tuple[int | None, bool, int | None]


def explore(
    program: str | Path | Program,
    *,
    promise: str | Callable[[str], bool] | None = None,
    same_output: bool = False,
    may_raise: str | None = None,
    expect: str | None = None,
    reaches: str | None = None,
    preemptions: int | None = None,
    strategy: str | Callable[[], Strategy] = "auto",
    limit: int | None = None,
    seconds: float | None = None,
    seed: int = 0,
    any_time: bool = True,
    spurious: bool = False,
    step_limit: int | None = None,
    progress: Callable[[int], bool] | None = None,
    arguments: Iterable[str] = (),
    stdin: str | None = None,
    instrument: Iterable[str] = (),
    runner: Runner | None = None,
) -> Report:
    """The verdict on a program, given as a path or as a loaded Program.

    `promise` is the output that every order must give (compared line by line, without
    trailing white space), or a function that says whether an output keeps the claim;
    `may_raise` is a text that an uncaught exception may contain. `expect` is how every
    order must end instead: one of expectation.ENDINGS. `reaches` is a line that some
    order must print, however it ends; the report then has that order.

    `preemptions` bounds the search, `limit` the number of orders of each strategy,
    `seconds` the time; with `seconds` and without a limit, it looks for a failure until
    they are over. `strategy` is a name of STRATEGIES or a function that makes one as
    strategies/ describes. With `spurious`, a wait for a condition may return although
    nobody notified it. `progress(orders)` is called now and then, also within an order;
    when it returns true, the search ends. A `runner` that has run other programs spares
    the start of a new one.

    `arguments` follow the file's name in `sys.argv`, and packages named by `instrument`
    are loaded from the start (program.py: load); both belong to a Program that is
    loaded already. `stdin` is the text that the program can read in each order; without
    it, reading is unsupported.

    Raises ProgramError when the program cannot be read, and ValueError when one of
    these settings cannot be what it is.
    """
    started = time.perf_counter()
    require(
        strategy=strategy,
        preemptions=preemptions,
        limit=limit,
        seconds=seconds,
        seed=seed,
        step_limit=step_limit,
        instrument=instrument,
    )
    claim = Claim(promise, same_output, may_raise, expect, reaches)
    if not isinstance(program, Program):
        try:
            program = load(program, arguments=arguments, instrument=instrument)
        except ProgramError as error:
            if error.verdict != "unsupported":
                raise
            return _unsupported(str(program), error, started)
    if runner is None:
        stage = EMPTY if stdin is None else fed(stdin)
        runner = Runner(program, step_limit or STEP_LIMIT, stage)
    else:
        runner.take(program, step_limit or STEP_LIMIT)
    if limit is None:
        limit = LIMIT if seconds is None else NO_LIMIT
    search = Search(runner, claim, limit, progress, any_time, seconds)
    runner.scheduler.spurious = spurious
    try:
        with runner.ready():
            failure, covered, trace = _found(
                search, strategy, preemptions, seed, step_limit is not None
            )
            order = failure[1].order if failure and trace else None
    except Diverged:
        message = (
            "the program does not do the same when it is run again in the same"
            " order (sets of objects, the date, files?)."
        )
        wrong = ProgramError(message, "unsupported")
        return _unsupported(runner.program.name, wrong, started)
    except EngineError as error:
        if not search.interrupted:
            wrong = ProgramError(str(error), "unsupported")
            return _unsupported(runner.program.name, wrong, started)
        # It was not run again to its end.
        failure = covered = order = trace = None
    finally:
        runner.scheduler.spurious = False
    return _report(search, claim, failure, covered, order, trace, strategy, started)


def _found(
    search: Search,
    strategy: str | Callable[[], Strategy],
    preemptions: int | None,
    seed: int,
    whole: bool,
) -> tuple[Failure | None, Asked | None, Trace | None]:
    """What `_search` gives, with a failure's shorter order and its trace.

    Shorter orders may show more of what matters than was known where the failure was
    found, so that its order counts less than there is now: then it is searched again.
    """
    while True:
        failure, covered = _search(search, strategy, preemptions, seed, whole)
        if not failure or failure[0] == "unsupported":
            return failure, covered, None
        known = search.runner.known
        try:
            failure, trace = _shorter(search, failure)
            return failure, covered, trace
        except EngineError:
            if known == search.runner.known or search.over:
                raise


def _shorter(search: Search, failure: Failure) -> tuple[Failure, Trace]:
    """The failure with a shorter order, and its trace; a long one after few tries."""
    tries = TRIES
    if search.cut:  # its natural order has not failed, so one place is the fewest
        tries = SLOW_TRIES if len(failure[1].order.places) > 1 else 0
    until = math.inf if search.until is None else search.until

    def pressed() -> bool:
        return search.pressed() or time.perf_counter() > until

    # The order is run again, however late it is: a failure that was found is told.
    with search.untimed(), search.pressing():
        attempts = (tries, pressed)
        return shorten(search.runner, search.claim, failure, search.any_time, *attempts)


def _search(
    search: Search,
    strategy: str | Callable[[], Strategy],
    preemptions: int | None,
    seed: int,
    whole: bool,
) -> tuple[Failure | None, Asked | None]:
    """The failure or None, and (bound, exhaustive) or None as far as it was covered."""
    if not isinstance(strategy, str):
        return search.go(strategy), None
    if strategy == "auto" and preemptions is None:
        return auto(search, seed, whole)
    if strategy in ("auto", "dfs"):
        last = preemptions
        bounds: Iterable[int | None]
        bounds = range(last + 1) if last is not None else [0, 1, None]
        return _bounded(search, list(bounds), seed)
    make: dict[str, Callable[[], Strategy]] = {
        "dpor": Dpor,
        "random": lambda: Random(seed),
        "pct": lambda: Pct(seed),
        "run-on": RunOn,
    }
    failure = search.go(make[strategy])
    return failure, (None, True) if not failure and search.covered else None


def _bounded(
    search: Search, bounds: list[int | None], seed: int
) -> tuple[Failure | None, Asked | None]:
    """Depth-first search of each bound in turn, whether or not it could end.

    Where the last one could not, random orders go on looking for a failure.
    """
    covered: Covered | None = None
    last = bounds[-1]
    for bound in bounds:
        failure = search.go(partial(Dfs, bound), keep=bound != bounds[0])
        if failure or search.over:
            return failure, _asked(covered, last)
        if search.covered:
            covered, orders = (bound, bound is None), search.orders
    if covered is not None and covered[0] == last:
        search.orders = orders
        return None, covered
    failure = search.go(lambda: Random(seed, bound=last), keep=True)
    return failure or drawn(search, seed + 1, last), _asked(covered, last)


def _asked(covered: Covered | None, last: int | None) -> Asked | None:
    """What was covered, marked as less than what was asked for."""
    return covered and (*covered, last)


def _report(
    search: Search,
    claim: Claim,
    failure: Failure | None,
    covered: Asked | None,
    order: Order | None,
    trace: Trace | None,
    strategy: str | Callable[[], Strategy],
    started: float,
) -> Report:
    runner = search.runner
    notes = _notes(search)
    line, file, reached = 0, "", False
    if failure and failure[0] == REACHED:
        verdict, detail, reached = "holds", claim.reached(), True
        run = failure[1]
    elif failure:
        verdict, run = failure
        detail, line = claim.detail(verdict, run), run.line
        file = run.file
    elif covered is None or len(covered) > 2 or search.over:
        verdict, detail = "incomplete", _why_incomplete(search)
    elif runner.clock_noticed:
        verdict = "incomplete"
        detail = (
            "the program decides by times that it measures, and time promises"
            " nothing; no order fails as long as the virtual clock is right."
        )
    elif runner.scheduler.inherited:
        verdict = "incomplete"
        detail = (
            "a thread that ends may leave its identifier to another, with the"
            " reentrant locks it holds; no order fails as long as none does."
        )
    elif claim.reaches is not None:
        verdict = "output" if covered[1] else "incomplete"
        detail = "orders with more preemptions were not run."
        if covered[1]:
            detail = claim.reached(False)
    else:
        verdict, detail = "holds", ""
    if verdict == "holds" and search.any_time is False:
        notes.append("Time ran on a virtual clock, in which sleeps end in order.")
    name = strategy if isinstance(strategy, str) else "own"
    ran_all = failure or verdict == "incomplete"
    exhaustive = bool(not ran_all and covered and covered[1])
    return Report(
        runner.program.name,
        verdict,
        detail,
        search.total if ran_all else search.orders,
        run.preemptions if failure else (covered[0] if covered else None),
        exhaustive,
        order,
        dict(search.outputs if exhaustive else search.printed),
        platform.python_version(),
        time.perf_counter() - started,
        name,
        line,
        search.any_time,
        tuple(notes),
        trace,
        reached,
        file,
        run.waiting if failure else (),
        search.total,
        claim.about(run.ending if failure else ""),
    )


def _notes(search: Search) -> list[str]:
    notes = []
    if search.leaked:
        names = ", ".join(search.leaked)
        notes.append(f"A thread swallows every exception and could not end: {names}.")
    if search.lines:
        lines = ", ".join(map(str, sorted(search.lines)))
        notes.append(
            f"A turn of the loop at line {lines} that changed nothing was taken as a"
            " wait for a change."
        )
    if search.gave_way:
        notes.append(
            f"In {search.gave_way} orders a thread gave way after {PATIENCE} operations"
            " in a row, which was counted as no preemption."
        )
    return notes


def _why_incomplete(search: Search) -> str:
    if search.interrupted:
        return "it was interrupted."
    if search.late:
        return "the time was over."
    if search.cut:
        return (
            "its orders are long: threads were switched only at their first decisions,"
            " and the rest of each order took its natural course."
        )
    if search.too_long:
        return "an order took too many steps."
    if search.forced:
        return "a thread goes round a loop until another one acts; orders have no end."
    if search.limit == NO_LIMIT:
        return "there are more."
    return f"there are more than the {search.limit:,} that each strategy may run."


def _unsupported(name: str, error: ProgramError, started: float) -> Report:
    seconds = time.perf_counter() - started
    return Report(
        name,
        "unsupported",
        str(error),
        0,
        None,
        False,
        None,
        {},
        platform.python_version(),
        seconds,
        "none",
        error.line,
    )


def replay(
    program: str | Path | Program,
    order: str | Order,
    spurious: bool = False,
    *,
    arguments: Iterable[str] = (),
    stdin: str | None = None,
    instrument: Iterable[str] = (),
    breathe: Callable[[], bool] | None = None,
) -> Trace:
    """What happens in this order. Raises OrderError, ProgramError.

    What stands around the program must be as it was when the order was found, and
    `spurious` as in that search. Once `breathe()` returns true, the order ends as
    "stopped".

    A program that iterates over sets of strings has the same orders only under the same
    PYTHONHASHSEED. The command sets it; here it is the caller's.
    """
    require(instrument=instrument)
    if not isinstance(program, Program):
        program = load(program, arguments=arguments, instrument=instrument)
    order = order if isinstance(order, Order) else Order.parse(order)
    stage = EMPTY if stdin is None else fed(stdin)
    runner = Runner(program, stage=stage)
    runner.scheduler.spurious, runner.scheduler.breathe = spurious, breathe
    with runner.ready():
        try:
            _, trace = follow(runner, order, record=True)
        except OrderError as error:
            raise OrderError(f"{error}{_hash_seed()}") from None
    return trace


def _hash_seed() -> str:
    """A hint for whoever replays an order under a random hash seed."""
    if os.environ.get("PYTHONHASHSEED", "random") != "random":
        return ""
    return (
        " If it iterates over a set of strings, run it under the PYTHONHASHSEED of the"
        " search (0 for the command)."
    )
