"""One order of a program, run: what happened, and how it ended in a reader's words.

The words hold for a recorded order (records/orders.py) and for one that has just run in
a browser (live/). Nothing here runs a program.
"""

from dataclasses import dataclass

from everyorder import (
    Check,
    Claim,
    Trace,
    claim_of,
    first_difference,
    output_lines,
)


@dataclass(frozen=True)
class Course:
    """`broken` says whether this order breaks what the page promises.

    It is None of a run that is not over.
    """

    trace: Trace
    ends: str
    broken: bool | None


def course(trace: Trace, claim: Claim, before: str | None = None) -> Course:
    """This order, held to the claim, or to what an order before it printed."""
    claim = claim if before is None else Claim(promise=before)
    verdict = claim.verdict(trace)
    return Course(trace, _ending(trace, claim, verdict), verdict is not None)


def course_of_check(trace: Trace, check: Check) -> Course:
    """An order in which an answer breaks this check of an exercise."""
    found = course(trace, claim_of(check))
    if found.broken:
        return found
    return Course(trace, "ends before the check is over", True)


def _ending(trace: Trace, claim: Claim, verdict: str | None) -> str:
    """How the run ended, in the words of a reader."""
    if trace.ending == "deadlock":
        stuck = [trace.stuck(thread) for thread in range(len(trace.threads))]
        # The main thread comes last: it waits for the others.
        stuck = [event for event in (*stuck[1:], stuck[0]) if event is not None]
        return "deadlock: " + "; ".join(trace.waiting(event) for event in stuck)
    if trace.ending == "raises":
        return trace.detail
    if verdict == "output" and claim.expect is not None:
        return "ends, and nobody waits"
    if verdict == "output":
        before = claim.promise if isinstance(claim.promise, str) else None
        promised = getattr(claim.promise, "text", before)
        if promised is None:
            return "prints something else than the order before"
        _, here, there = first_difference(
            output_lines(trace.output), output_lines(promised)
        )
        if before is None:
            return f"prints {_line(here)}, expected {_line(there)}"
        return f"prints {_line(here)}, where another order prints {_line(there)}"
    if trace.ending == "hangs":
        return "never ends"
    printed = output_lines(trace.output)
    if not printed:
        return "ends"
    kept = ", as expected" if claim.promise is not None else ""
    return f"prints {printed[-1]!r}{kept}"


def _line(text: str | None) -> str:
    return "nothing more" if text is None else repr(text)
