"""A traceback as Python would print it: the program's own lines, nothing of the engine.

The frames of the engine and of the library below it are left out; what caused an
exception, and the members of a group, are kept.
"""

from collections.abc import Iterator
from traceback import StackSummary, TracebackException
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.instrument.program import Program


def own_traceback(error: BaseException, program: "Program") -> TracebackException:
    """What Python would say of an error, with the frames of the program (program.py).

    Making it calls `str` of the error once, and so may run code of the program.
    """
    found = TracebackException.from_exception(error, lookup_lines=False)
    names = {**program.shown, program.file: program.name.rpartition("/")[2]}
    for part in _parts(found):
        part.stack = StackSummary.from_list(
            (
                names[frame.filename],
                frame.lineno or 0,
                frame.name,
                program.line(frame.lineno or 0, program.shown[frame.filename]),
            )
            for frame in part.stack
            if frame.filename in names
        )
    return found


def _parts(found: TracebackException) -> Iterator[TracebackException]:
    """The exception, its causes, and the members of groups, each of them once."""
    left: list[TracebackException | None] = [found]
    seen: set[int] = set()
    while left:
        part = left.pop()
        if part is None or id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        left += [part.__cause__, part.__context__, *(part.exceptions or ())]
