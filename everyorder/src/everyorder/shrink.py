"""Makes a failing order shorter: leaves out places as long as it fails the same way.

What is handed out has been run again and has failed again. An order that does not is a
mistake of the engine, and an EngineError.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, overload

from everyorder.results.order import Order, OrderError
from everyorder.results.trace import Trace
from everyorder.strategies.replay import Replay

if TYPE_CHECKING:
    from everyorder.execution import Runner
    from everyorder.results.outcome import Run
    from everyorder.search import Failure, Judge

TRIES = 200
MANY = 20  # places; of more, the first ones are tried alone first
MOST_EVENTS = 20_000  # that are recorded of one order
LOOPS = ("hangs", "steps")


class EngineError(Exception):
    """An order that failed does not fail when it is run again."""


@overload
def follow(
    runner: "Runner", order: Order, record: Literal[False] = False
) -> "tuple[Run, None]": ...
@overload
def follow(
    runner: "Runner", order: Order, record: Literal[True]
) -> "tuple[Run, Trace]": ...
def follow(
    runner: "Runner", order: Order, record: bool = False
) -> "tuple[Run, Trace | None]":
    """Run this order with every switch point on: (run, trace or None)."""
    if not runner.program.unsettled >= set(order.names):
        runner.use(runner.program.with_unsettled(order.names))
    while True:
        strategy = Replay(order)
        strategy.begin()
        with runner.scheduler.sharing.everywhere():
            run = runner.run(strategy, order.any_time, record, MOST_EVENTS)
        if run.ending == "unsettled":
            runner.use(runner.program.with_unsettled(run.names))
        elif not runner.learned():
            if run.ending != "stopped":
                strategy.end(run)
            return run, trace_of(runner, run) if record else None


def shorten(
    runner: "Runner",
    claim: "Judge",
    failure: "Failure",
    any_time: bool,
    tries: int = TRIES,
    pressed: Callable[[], bool] = lambda: False,
) -> "tuple[Failure, Trace]":
    """The failure with as few places as were found, and its trace.

    No more than `tries` orders are run to get there, and none once `pressed()` says so.
    Raises EngineError.
    """
    verdict, run = failure
    attempts = _Attempts(runner, claim, verdict, run.order, tries, pressed)
    best = attempts.best(run)
    for order in dict.fromkeys((best.order, run.order)):
        try:
            replayed, trace = follow(runner, order, record=True)
        except OrderError:
            continue
        if claim.verdict(replayed) == verdict:
            return (verdict, replayed), trace
        if verdict == "hangs" and replayed.ending in LOOPS:
            # Whoever follows an order is not fair, and may use up its steps in a loop
            # until it is known that nobody ends it.
            trace = replace(trace, ending=run.ending, detail=run.detail, line=run.line)
            return (verdict, replace(run, order=order)), trace
    raise EngineError(
        f"an order that was found to fail ({verdict}) does not when it is run again"
        f" ({run.order}). This is a mistake of everyorder, or the program depends on"
        " more than the order of its threads."
    )


class _Attempts:
    """Orders with fewer places than one that failed."""

    def __init__(
        self,
        runner: "Runner",
        claim: "Judge",
        verdict: str,
        order: Order,
        tries: int,
        pressed: Callable[[], bool],
    ):
        self.runner, self.claim, self.verdict = runner, claim, verdict
        self.order, self.left, self.pressed = order, tries, pressed

    def best(self, run: "Run") -> "Run":
        places, position = list(run.order.places), 0
        if len(places) > MANY:
            run = self._beginning(run)
            places = list(run.order.places)
        while position < len(places) and self._go_on():
            shorter = self._run(places[:position] + places[position + 1 :])
            if shorter is not None:
                places, run = list(shorter.order.places), shorter
            else:
                position += 1
        return run

    def _beginning(self, run: "Run") -> "Run":
        """The run of its first few places, as soon as these suffice."""
        places, count = run.order.places, 1
        while count < len(places) and self._go_on():
            shorter = self._run(places[:count])
            if shorter is not None:
                return shorter
            count *= 2
        return run

    def _go_on(self) -> bool:
        self.left -= 1
        return self.left >= 0 and not self.pressed()

    def _run(self, places: Sequence[tuple[int, int, int]]) -> "Run | None":
        """The run with these places, if it fails the same way."""
        order = replace(self.order, places=tuple(places))
        try:
            run, _ = follow(self.runner, order)
        except OrderError:
            return None
        return run if self.claim.verdict(run) == self.verdict else None


def trace_of(runner: "Runner", run: "Run") -> Trace:
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
