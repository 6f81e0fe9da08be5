"""What stands around a run that somebody watches: who hears it and who answers it.

A search has an empty stage. A page or a terminal gives one to its Session (session.py);
what the functions do is theirs, and they may suspend the thread that calls them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

OUT, ERR, IN, BEGIN = "out", "err", "in", "begin"


@dataclass(frozen=True)
class Stage:
    """What a watched run has around it.

    `hear(stream, text)` is told what is printed, in order, as it is printed. Streams
    are "out", "err", "in" (what was typed, as a terminal echoes it) and "begin" (forget
    what was heard: a run begins, maybe not the first one of the program).

    input() gets what is `typed` already, in each run from its beginning, and then what
    `ask(prompt)` answers, with None for the end of the input; without it input() is
    unsupported. So does sys.stdin. `cut` says that the last line of what is typed has
    no line end.

    `passed(seconds)` is called where the virtual clock of a plain run jumps.
    `breathe()` is called now and then while the program computes; when it returns true,
    the run ends as "stopped". `room` is how many characters a run may print; more of
    them end it as "too much".
    """

    hear: Callable[[str, str], None] | None = None
    typed: Sequence[str] = ()
    ask: Callable[[str], str | None] | None = None
    passed: Callable[[float], None] | None = None
    breathe: Callable[[], bool] | None = None
    room: int | None = None
    cut: bool = False


EMPTY = Stage()
