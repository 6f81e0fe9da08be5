"""What came of one run: how it ended, what it printed, in which order it ran."""

import io
from dataclasses import dataclass

from everyorder.order import Order


@dataclass(frozen=True)
class Waiting:
    """A thread of a deadlock: what it waits for, where, and who holds that."""

    thread: str
    line: int
    what: str
    holder: str = ""

    def __str__(self) -> str:
        held = f", held by {self.holder}" if self.holder else ""
        return f"{self.thread} (line {self.line}) waits for {self.what}{held}"


@dataclass(frozen=True)
class Run:
    """How one run went. `ending` is `ends`, a verdict, or why the run is void.

    Void are `redundant` (the strategy broke it off), `unsettled` (the program must be
    rewritten) and `steps` (it took too many).
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


class Output(io.TextIOBase):
    """What a run prints; nothing more once the run is being thrown away."""

    def __init__(self, scheduler):
        self.scheduler, self.parts = scheduler, []

    def write(self, text: str) -> int:
        if not self.scheduler.unwinding:
            self.parts.append(text)
        return len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)
