"""The `sys.stdin` of a run, and input(): lines that were typed, or are asked for.

One line after the other is taken from the stage (stage.py), whoever reads, and however.
Without any, reading is unsupported: nobody knows what would have been typed.
"""

import io
import sys
from typing import TYPE_CHECKING, Any

from everyorder.runtime.sharing import WRITE
from everyorder.stage import IN, Stage

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

READ = ("stdin",)


class Input(io.TextIOBase):
    """Text from the stage; a read is a decision, since threads may take turns at it."""

    scheduler: "Scheduler"
    stage: Stage

    def __init__(self, scheduler: "Scheduler", stage: Stage):
        self.scheduler, self.stage = scheduler, stage
        self.answered: int = 0
        self.rest: str = ""  # of a line that was read in part

    def readable(self) -> bool:
        return True

    def _line(self, prompt: str, asker: str) -> str:
        """The next line with its end, or "" at the end of the input."""
        typed = self.stage.typed
        ask: Any = self.stage.ask
        if self.rest:
            line, self.rest = self.rest, ""
            return line
        if self.answered >= len(typed) and ask is None:
            self.scheduler.give_up("unsupported", asker)
        self.answered += 1
        last = self.answered == len(typed)
        known = self.answered <= len(typed)
        answer = typed[self.answered - 1] if known else ask(prompt)
        if answer is None:
            return ""
        if self.stage.hear is not None:
            self.stage.hear(IN, f"{answer}\n")
        return answer if last and self.stage.cut else f"{answer}\n"

    def _begin(self) -> None:
        scheduler = self.scheduler
        if scheduler.current is None or scheduler.unwinding:
            return
        scheduler.pause()
        scheduler.sharing.access(READ, WRITE)

    def asked(self, prompt: str) -> str:
        """input(): others may go on before it; what is typed is echoed, not printed."""
        typed, ask = self.stage.typed, self.stage.ask
        if not self.rest and self.answered >= len(typed) and ask is None:
            self.scheduler.give_up("unsupported", "input()")
        self._begin()
        sys.stdout.write(prompt)
        line = self._line(prompt, "input()")
        if not line:
            raise EOFError("EOF when reading a line")
        return line.removesuffix("\n")

    # What is overridden against the rules gives bytes, according to io.IOBase.

    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
        self._begin()
        return self._cut(self._line("", "sys.stdin"), size)

    def _cut(self, text: str, size: int | None) -> str:
        if size is None or size < 0:
            return text
        self.rest = text[size:] + self.rest
        return text[:size]

    def read(self, size: int | None = -1) -> str:
        self._begin()
        parts, length = [], 0
        while size is None or size < 0 or length < size:
            line = self._line("", "sys.stdin")
            if not line:
                break
            parts.append(line)
            length += len(line)
        return self._cut("".join(parts), size)

    def __iter__(self) -> "Input":  # type: ignore[override]
        return self

    def __next__(self) -> str:  # type: ignore[override]
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint: int | None = -1) -> list[str]:  # type: ignore[override]
        return self.read().splitlines(keepends=True)


def fed(text: str) -> Stage:
    """A stage on which this is all that is typed."""
    lines = text.split("\n")
    cut = bool(lines[-1])
    typed = tuple(lines if cut else lines[:-1])
    return Stage(typed=typed, ask=lambda _prompt: None, cut=cut)
