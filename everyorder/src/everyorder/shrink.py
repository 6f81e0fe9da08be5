"""Makes a failing order shorter: leaves out places as long as it fails the same way."""

from dataclasses import replace

from everyorder.results.order import Order, OrderError
from everyorder.results.trace import Trace
from everyorder.strategies.replay import Replay

TRIES = 200


def follow(runner, order: Order, record: bool = False):
    """Run this order with every switch point on: (run, trace or None)."""
    if not runner.program.unsettled >= set(order.names):
        runner.use(runner.program.with_unsettled(order.names))
    while True:
        strategy = Replay(order)
        strategy.begin()
        with runner.scheduler.sharing.everywhere():
            run = runner.run(strategy, order.any_time, record)
        if run.ending == "unsettled":
            runner.use(runner.program.with_unsettled(run.names))
        elif not runner.learned():
            strategy.end(run)
            return run, trace_of(runner, run) if record else None


def shorten(runner, claim, failure, any_time: bool):
    """The failure with as few places as were found, and its trace."""
    verdict, run = failure
    places, tries = list(run.order.places), 0
    position = 0
    best = run
    while position < len(places) and tries < TRIES:
        tries += 1
        fewer = places[:position] + places[position + 1 :]
        shorter = _attempt(
            runner, claim, verdict, Order(tuple(fewer), any_time, run.order.names)
        )
        if shorter is not None:
            places, best = list(shorter.order.places), shorter
        else:
            position += 1
    best_order = Order(tuple(places), any_time, run.order.names)
    try:
        replayed, trace = follow(runner, best_order, record=True)
    except OrderError:
        return failure, None
    if replayed.ending == run.ending:
        best = replayed
    else:
        # Whoever follows an order is not fair, and may use up its steps in a loop until
        # it is known that nobody ends it. The order ends as it did when it was found.
        trace = replace(trace, ending=best.ending, detail=best.detail, line=best.line)
    return (verdict, best), trace


def _attempt(runner, claim, verdict, order):
    try:
        run, _ = follow(runner, order)
    except OrderError:
        return None
    return run if claim.verdict(run) == verdict else None


def trace_of(runner, run) -> Trace:
    """What the runner recorded of its last run, which may have been broken off."""
    return Trace(
        order=str(run.order),
        threads=tuple(thread.short_name for thread in runner.scheduler.threads),
        **runner.recorder.finish(over=run.ending != "redundant"),
        output=run.output,
        ending=run.ending,
        detail=run.detail,
        line=run.line,
        file=run.file,
    )
