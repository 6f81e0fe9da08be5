"""The choices made so far; at the next decision the run is broken off, and looked at.

So somebody can choose in peace: nothing is left suspended, each choice runs the program
again from its start, and undoing one is leaving it out.
"""

from collections.abc import Callable, Sequence

from everyorder.results.order import OrderError


class SoFar:
    """Follows `choices`, the numbers of threads, and then has a look.

    `look(options, free, me)` is called at the first decision that no choice was made
    for, with what `choose` is given there. The run is then broken off.
    """

    every_step = False
    exhausted = False
    fair = False  # the choices say where a thread gives way

    def __init__(self, choices: Sequence[int], look: Callable):
        self.choices, self.look = choices, look

    def begin(self) -> bool:
        self.at = 0
        return True

    def choose(self, _scheduler, options, free, me):
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

    def end(self, run) -> None:
        pass
