"""The choices made so far; at the next decision the run is broken off, and looked at.

So somebody can choose in peace: nothing is left suspended, each choice runs the program
again from its start, and undoing one is leaving it out.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from everyorder.results.order import OrderError

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class SoFar:
    """Follows `choices`, the numbers of threads, and then has a look.

    `look(options, free, me)` is called at the first decision that no choice was made
    for, with what `choose` is given there. The run is then broken off.
    """

    every_step = False
    exhausted = False
    fair = False  # the choices say where a thread gives way

    choices: Sequence[int]
    look: Callable[["list[Thread]", int, "Thread"], object]

    def __init__(
        self,
        choices: Sequence[int],
        look: Callable[["list[Thread]", int, "Thread"], object],
    ):
        self.choices, self.look = choices, look

    def begin(self) -> bool:
        self.at: int = 0
        return True

    def choose(
        self, _scheduler: "Scheduler", options: "list[Thread]", free: int, me: "Thread"
    ) -> "Thread | None":
        """Raises OrderError when a thread that was chosen cannot go on there."""
        if self.at == len(self.choices):
            self.look(options, free, me)
            return None
        number = self.choices[self.at]
        self.at += 1
        for thread in options:
            if thread.number == number:
                return thread
        raise OrderError(f"choice {self.at}: thread {number} cannot go on there.")

    def end(self, run: "Run") -> None:
        pass
