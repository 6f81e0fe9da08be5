"""What came of one run: how it ended, what it printed, in which order it ran."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyorder.results.order import Order
from everyorder.stage import ERR, OUT, Stage

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler


def where(line: int, file: str = "") -> str:
    """A line for a reader: `line 12` of a program of one file, or `helper.py:12`."""
    return f"{file}:{line}" if file else f"line {line}"


@dataclass(frozen=True)
class Waiting:
    """A thread of a deadlock: what it waits for, where, and who holds that."""

    thread: str
    line: int
    what: str
    holder: str = ""
    file: str = ""  # as for Event

    def __str__(self) -> str:
        held = f", held by {self.holder}" if self.holder else ""
        return (
            f"{self.thread} ({where(self.line, self.file)}) waits for {self.what}{held}"
        )


@dataclass(frozen=True)
class Run:
    """How one run went. `ending` is `ends`, a verdict, or why the run is void.

    Void are `redundant` (the strategy broke it off), `unsettled` (the program must be
    rewritten, because of `names`), `steps` (it took too many), `too much` (it printed
    too much) and `stopped` (by who watches it).
    """

    ending: str
    detail: str
    output: str
    errors: str
    order: Order
    steps: int
    preemptions: int
    forced: bool
    line: int = 0
    waiting: tuple[Waiting, ...] = ()
    leaked: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    file: str = ""


class Printed:
    """All that one run prints, in order; nothing more once it is being thrown away."""

    scheduler: "Scheduler"
    stage: Stage

    def __init__(self, scheduler: "Scheduler", stage: Stage):
        self.scheduler, self.stage = scheduler, stage
        self.parts: dict[str, list[str]] = {OUT: [], ERR: []}
        self.length: int = 0

    def add(self, stream: str, text: str) -> None:
        if not text or self.scheduler.unwinding:
            return
        stage, full = self.stage, False
        self.length += len(text)
        if stage.room is not None and self.length > stage.room:
            text, full = text[: len(text) - (self.length - stage.room)], True
        self.parts[stream].append(text)
        if stage.hear is not None:
            stage.hear(stream, text)
        if full:
            self.scheduler.give_up("too much", f"more than {stage.room:,} characters")

    def text(self, stream: str) -> str:
        return "".join(self.parts[stream])


class Output(io.TextIOBase):
    """The sys.stdout or sys.stderr of a run."""

    printed: Printed
    stream: str

    def __init__(self, printed: Printed, stream: str):
        self.printed, self.stream = printed, stream

    def write(self, text: str) -> int:
        self.printed.add(self.stream, text)
        return len(text)
