"""The rest of a long order, in which nobody switches any more: without switch points.

A switch point costs some microseconds, a loop of a million turns some seconds. When a
strategy has made its choices (strategies/head.py) and only the natural order is left, a
thread goes on until it blocks, so the program's operations may be done plainly. Locks,
sleeps and joins still decide. What is not known of such an order: who touches what, how
many operations there were, and where a thread was when it blocked outside a call.

A thread that goes round a loop without end is seen here, too: the switch points come
back, and the scheduler does what it does with such loops.
"""

from collections.abc import Callable
from typing import Any, NoReturn

from everyorder.runtime.scheduler import TICKS, Idle, Scheduler
from everyorder.runtime.sharing import OWN
from everyorder.runtime.thread import Thread

LOOK = 10_000  # turns of loops between two looks


class Unwatched(Idle):
    """Operations on this are done, and told to nobody but when `real` must hear."""

    real: Scheduler
    watch: Callable[[], None]

    def __init__(self, real: Scheduler, watch: Callable[[], None]):
        super().__init__()
        self.real, self.watch = real, watch
        sharing: Any = self.sharing
        sharing.number = lambda thing: 0  # and keep nothing
        self.begin_rest()

    def begin_rest(self) -> None:
        self.wait: int = LOOK
        self.me: Thread | None = None
        self.turns: int = 0

    def at(self, site: int) -> None:
        if site >= OWN:
            self.real.current.site = site

    def give_up(self, *why: object) -> NoReturn:
        self.real.give_up(*why)

    def announce(self, count: int) -> None:
        self.real.announce(count)

    def tick(self, site: int) -> None:
        self.wait -= 1
        if not self.wait:
            self.at(site)
            self._look()

    def _look(self) -> None:
        real, self.wait = self.real, LOOK
        real.ticks += LOOK
        if real.unwinding:
            real.unwind(real.current)
        real._breathe()
        if real.current is not self.me:
            self.me, self.turns = real.current, 0
        self.turns += LOOK
        if self.turns > TICKS:
            self.watch()

    def shorter(self, operations: dict[str, Any]) -> dict[str, Any]:
        """These operations, with less ado about locks: most of a long program's."""
        enter, method = operations["_eo_with"], operations["_eo_method"]

        def context(site: int, manager: Any) -> Any:
            if type(manager).__module__ != "_thread":
                return enter(site, manager)
            self.real.current.site = site
            return manager

        def called(
            site: int, thing: Any, name: str, /, *args: Any, **kwargs: Any
        ) -> Any:
            if type(thing).__module__ != "_thread":
                return method(site, thing, name, *args, **kwargs)
            self.real.current.site = site
            return getattr(thing, name)(*args, **kwargs)

        return {**operations, "_eo_with": context, "_eo_method": called}
