"""One order, run again and held to a claim: the report on it.

`explore.replay` says what happens in an order, this what to think of it.
"""

import platform
import time
from typing import Any

from everyorder.execution import STEP_LIMIT
from everyorder.explore import replay
from everyorder.instrument.program import Program
from everyorder.results.expectation import REACHED, Claim
from everyorder.results.order import Order
from everyorder.results.report import REPLAY, Report
from everyorder.results.trace import Trace

VOID = {  # endings that tell nothing of the claim
    "stopped": "it was interrupted.",
    "steps": f"it takes more than {STEP_LIMIT:,} steps.",
    "too much": "it prints too much.",
}


def again(program: Program, order: str | Order, claim: Claim, **how: Any) -> Report:
    """The report on this order alone; `how` is as for `explore.replay`.

    That all orders print the same says: what the natural order prints. Raises
    OrderError and ProgramError, as `replay` does.
    """
    started = time.perf_counter()
    order = order if isinstance(order, Order) else Order.parse(order)
    claim.begin()
    if claim.same_output:
        natural = Order((), order.any_time, order.names)
        claim.keeps(replay(program, natural, **how).output)
    trace = replay(program, order, **how)
    verdict, detail = _judged(trace, claim)
    return Report(
        program.name,
        "holds" if verdict == REACHED else verdict,
        detail,
        orders=1,
        preemptions=None,
        exhaustive=False,
        order=order,
        outputs={trace.output: 1},
        python=platform.python_version(),
        seconds=time.perf_counter() - started,
        strategy=REPLAY,
        line=trace.line,
        any_time=order.any_time,
        trace=trace,
        reached=verdict == REACHED,
        file=trace.file,
        tried=1,
        about=claim.about(trace.ending),
    )


def _judged(trace: Trace, claim: Claim) -> tuple[str, str]:
    """The verdict on what happened, and what is wrong with it."""
    if trace.ending in VOID:
        return "incomplete", VOID[trace.ending]
    verdict = claim.verdict(trace)
    if verdict == REACHED:
        return verdict, f"it prints {claim.reaches!r}."
    if verdict is None and claim.reaches is not None:
        return "output", f"it does not print {claim.reaches!r}."
    return (verdict, claim.detail(verdict, trace)) if verdict else ("holds", "")
