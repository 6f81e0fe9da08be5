"""Why an order fails, in one line: two steps of two threads on the same thing.

Of a thread that was preempted, what it had read and another thread changed before it
went on, or what it had changed and another one used. Of an order without a preemption
nothing is said: there no thread was disturbed, and the table is the explanation.
"""

from everyorder.results.outcome import where
from everyorder.results.trace import Event, Preemption, Trace

READS, CHANGES = ("read",), ("write", "delete")
VERBS = {"read": "reads", "write": "changes", "delete": "deletes"}
WAITING = ("wait", "wake", "acquire", "release")  # a thread does no more than that


def cause(trace: Trace, file: str | None = None) -> str:
    """The sentence, of the last preemption that explains anything; "" if none does.

    Where the order is of several files, one of the two steps is in `file`, if given.
    """
    for preemption in reversed(trace.preemptions):
        pair = _pair(trace, preemption)
        if pair is not None and (file is None or file in {step.file for step in pair}):
            first, second = pair
            return (
                f"{_step(trace, first)}; before it goes on,"
                f" {_step(trace, second, 'it')}."
            )
    return ""


def _step(trace: Trace, event: Event, name: str = "") -> str:
    thread, place = trace.threads[event.thread], where(event.line, event.file)
    return f"{thread} {VERBS[event.kind]} {name or event.name} at {place}"


def _pair(trace: Trace, preemption: Preemption) -> tuple[Event, Event] | None:
    """What the thread last did that was preempted, and what another did meanwhile."""
    at, thread = preemption.index, preemption.thread
    latest = {
        event.name: event
        for event in trace.events[:at]
        if event.thread == thread and event.kind in VERBS
    }
    meanwhile = []
    for event in trace.events[at:]:
        if event.thread != thread:
            meanwhile.append(event)
        elif event.kind not in WAITING:
            break
    before = sorted(latest.values(), key=lambda event: event.index, reverse=True)
    for kinds, others in ((READS, CHANGES), (CHANGES, (*READS, *CHANGES))):
        for event in before:
            met = (e for e in meanwhile if e.name == event.name and e.kind in others)
            second = next(met, None) if event.kind in kinds else None
            if second is not None:
                return event, second
    return None
