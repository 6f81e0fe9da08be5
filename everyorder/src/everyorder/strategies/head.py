"""The first decisions by another strategy, and then the natural order, unwatched.

For programs whose orders are long. What goes wrong in a loop of 100 000 turns goes
wrong in its first turns, too; so the choices are made there, and what follows takes
its course as quickly as it can (runtime/unwatched.py).
"""

DECISIONS = 200


class Head:
    every_step = False
    exhausted = False
    fair = False  # the choices say where a thread gives way

    def __init__(self, inner, decisions: int = DECISIONS):
        self.inner, self.decisions = inner, decisions

    def begin(self) -> bool:
        self.left = self.decisions
        return self.inner.begin()

    def choose(self, scheduler, options, free, me):
        self.left -= 1
        if self.left >= 0:
            return self.inner.choose(scheduler, options, free, me)
        scheduler.unwatch()
        return options[0]

    def end(self, run) -> None:
        self.inner.end(run)
