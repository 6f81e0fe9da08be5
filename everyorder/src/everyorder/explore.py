"""Runs a strategy's orders over a program until one fails or none is left.

`explore` finds a verdict, `replay` runs one order again and records it. The default
search looks for a failing order with no preemption and with one, which read best, and
then proves the rest without a bound.
"""

import os
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from everyorder.execution import STEP_LIMIT, Runner
from everyorder.instrument.program import Program, ProgramError, load
from everyorder.model.stdin import fed
from everyorder.results.expectation import Claim
from everyorder.results.order import Order, OrderError
from everyorder.results.report import Report
from everyorder.results.trace import Trace
from everyorder.search import LIMIT, Search
from everyorder.shrink import follow, shorten
from everyorder.stage import EMPTY
from everyorder.strategies import Diverged
from everyorder.strategies.dfs import Dfs
from everyorder.strategies.dpor import Dpor
from everyorder.strategies.pct import Pct
from everyorder.strategies.random import Random
from everyorder.strategies.run_on import RunOn

STRATEGIES = ("auto", "dfs", "dpor", "random", "pct", "run-on")
FIRST_BOUNDS = (0, 1)
LAST_BOUND = 2
LAST_LIMIT = 4_000  # orders of that search, which follows one that had no end


def explore(
    program: str | Path | Program,
    *,
    promise: str | Callable[[str], bool] | None = None,
    same_output: bool = False,
    may_raise: str | None = None,
    preemptions: int | None = None,
    strategy: str | Callable = "auto",
    limit: int = LIMIT,
    seed: int = 0,
    any_time: bool = True,
    step_limit: int = STEP_LIMIT,
    progress: Callable[[int], bool] | None = None,
    arguments: Iterable[str] = (),
    stdin: str | None = None,
    instrument: Iterable[str] = (),
    runner: Runner | None = None,
) -> Report:
    """The verdict on a program, given as a path or as a loaded Program.

    `promise` is the output that every order must give (compared line by line, without
    trailing white space), or a function that says whether an output keeps the claim;
    `may_raise` is a text that an uncaught exception may contain. `preemptions` bounds
    the search, `limit` the number of orders of each search. `strategy` is a name of
    STRATEGIES or a function that makes one as strategies/ describes. `progress(orders)`
    is called now and then; when it returns true, the search ends. A `runner` that has
    run other programs spares the start of a new one.

    `arguments` follow the file's name in `sys.argv`, and packages named by `instrument`
    are loaded from the start (program.py: load); both belong to a Program that is
    loaded already. `stdin` is the text that the program can read in each order; without
    it, reading is unsupported.

    Raises ProgramError when the program cannot be read.
    """
    started = time.perf_counter()
    if not isinstance(program, Program):
        try:
            program = load(program, arguments=arguments, instrument=instrument)
        except ProgramError as error:
            if error.verdict != "unsupported":
                raise
            return _unsupported(str(program), error, started)
    if runner is None:
        runner = Runner(program, step_limit, EMPTY if stdin is None else fed(stdin))
    else:
        runner.take(program, step_limit)
    claim = Claim(promise, same_output, may_raise)
    search = Search(runner, claim, limit, progress, any_time)
    with runner.ready():
        try:
            failure, covered = _search(search, strategy, preemptions, seed)
        except Diverged:
            message = (
                "the program does not do the same when it is run again in the same"
                " order (sets of objects, the date, files?)."
            )
            error = ProgramError(message, "unsupported")
            return _unsupported(runner.program.name, error, started)
        order = trace = None
        if failure and failure[0] not in ("unsupported",):
            failure, trace = shorten(runner, claim, failure, any_time)
            order = failure[1].order
    return _report(search, failure, covered, order, trace, strategy, started)


def _search(search: Search, strategy, preemptions, seed):
    """The failure or None, and (bound, exhaustive) or None as far as it was covered."""
    if not isinstance(strategy, str):
        return search.go(strategy), None
    if strategy == "auto" and preemptions is None:
        return _auto(search)
    if strategy in ("auto", "dfs"):
        covered, last = None, preemptions
        bounds = range(last + 1) if last is not None else [0, 1, None]
        for bound in bounds:
            failure = search.go(lambda bound=bound: Dfs(bound))
            if failure or not search.covered:
                return failure, covered
            covered = (bound, bound is None)
        return None, covered
    make = {
        "dpor": Dpor,
        "random": lambda: Random(seed),
        "pct": lambda: Pct(seed),
        "run-on": RunOn,
    }
    if strategy not in make:
        raise ValueError(f"there is no strategy {strategy!r}")
    failure = search.go(make[strategy])
    return failure, (None, True) if not failure and search.covered else None


def _auto(search: Search):
    """Few preemptions first, since such orders read best; then all of them by DPOR."""
    covered, orders = None, 0
    for bound in FIRST_BOUNDS:
        failure = search.go(lambda bound=bound: Dfs(bound))
        if failure or search.interrupted:
            return failure, covered
        if not search.covered:
            break
        covered, orders = (bound, False), search.orders
    outputs = Counter(search.outputs)
    failure = search.go(Dpor)
    if failure or search.interrupted:
        return failure, covered
    if search.covered:
        return None, (None, True)
    outputs |= search.outputs
    limit, search.limit = search.limit, min(search.limit, LAST_LIMIT)
    failure = search.go(lambda: Dfs(LAST_BOUND))
    search.limit = limit
    if failure or search.interrupted:
        return failure, covered
    if search.covered:
        covered, orders = (LAST_BOUND, False), search.orders
    search.orders = orders or search.orders
    search.outputs |= outputs
    return None, covered


def _report(search, failure, covered, order, trace, strategy, started) -> Report:
    runner = search.runner
    notes = []
    if search.leaked:
        names = ", ".join(search.leaked)
        notes.append(f"A thread swallows every exception and could not end: {names}.")
    line, file = 0, ""
    if failure:
        verdict, run = failure
        detail, line = search.claim.detail(verdict, run), run.line
        file = run.file
    elif covered is None or search.interrupted:
        verdict, detail = "incomplete", _why_incomplete(search)
    elif runner.clock_noticed:
        verdict = "incomplete"
        detail = (
            "the program decides by times that it measures, and time promises"
            " nothing; no order fails as long as the virtual clock is right."
        )
    else:
        verdict, detail = "holds", ""
    if verdict == "holds" and search.any_time is False:
        notes.append("Time ran on a virtual clock, in which sleeps end in order.")
    name = strategy if isinstance(strategy, str) else "own"
    return Report(
        runner.program.name,
        verdict,
        detail,
        search.total if failure else search.orders,
        run.preemptions if failure else (covered[0] if covered else None),
        bool(not failure and covered and covered[1] and verdict == "holds"),
        order,
        dict(search.outputs),
        platform.python_version(),
        time.perf_counter() - started,
        name,
        line,
        search.any_time,
        tuple(notes),
        trace,
        file,
    )


def _why_incomplete(search) -> str:
    if search.interrupted:
        return "it was interrupted."
    if search.too_long:
        return "an order took too many steps."
    if search.forced:
        return "a thread goes round a loop until another one acts; orders have no end."
    return "no order failed; there are more."


def _unsupported(name, error, started) -> Report:
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
    *,
    arguments: Iterable[str] = (),
    stdin: str | None = None,
    instrument: Iterable[str] = (),
) -> Trace:
    """What happens in this order. Raises OrderError, ProgramError.

    What stands around the program must be as it was when the order was found.

    A program that iterates over sets of strings has the same orders only under the same
    PYTHONHASHSEED. The command sets it; here it is the caller's.
    """
    if not isinstance(program, Program):
        program = load(program, arguments=arguments, instrument=instrument)
    order = order if isinstance(order, Order) else Order.parse(order)
    stage = EMPTY if stdin is None else fed(stdin)
    runner = Runner(program, stage=stage)
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
