"""When objects end: as soon as nothing holds them, on the thread that let go last.

The engine keeps what it has numbered, so that no two things of a run have one number.
Where a program can see an end (weak references, finalizers, `__del__`), it lets go of
what nobody else holds, before the next operation of the thread that let go; such an end
is a step of its own. Cycles are not collected: the collector runs at no certain moment.

Counts of references decide, as in CPython (sys.getrefcount); how many the engine holds
itself is measured.
"""

import gc
import sys
import types
from _weakref import getweakrefcount
from typing import TYPE_CHECKING, Any

from everyorder.results.values import is_a
from everyorder.runtime.sharing import ALIVE, ENDED, WRITE

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

DEPTH = 6  # how far into what ends with an object is looked for ends that can be seen
LASTING = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)


class Lifetimes:
    """The ends of the objects of one run."""

    def __init__(self, scheduler: "Scheduler"):
        self.scheduler = scheduler
        self.busy: bool = False
        self.held: int = _held()

    def sweep(self) -> None:
        """Let go of what nothing else holds any more, each thing in its turn."""
        scheduler = self.scheduler
        if self.busy or scheduler.unwinding or scheduler.current is None:
            return
        dead = self._found()
        while dead:
            if can_be_seen(dead[-1]):
                scheduler.visit(ENDED)
                bit = scheduler.current.bit
                scheduler.sharing.touch(bit, ENDED, ALIVE, WRITE)
            dead.pop()
            if not dead:
                dead = self._found()

    def _found(self) -> list[Any]:
        """What the engine alone holds; it is forgotten, and ends with this list."""
        sharing = self.scheduler.sharing
        kept = sharing.kept
        dead: list[Any] = []
        self.busy = True
        for number in range(len(kept)):
            thing = kept[number]
            if thing is not None and sys.getrefcount(thing) == self.held:
                sharing.forget(number)
                dead.append(thing)
        self.busy = False
        return dead


def can_be_seen(thing: object, depth: int = DEPTH) -> bool:
    """Whether a program sees when this ends, or what it holds."""
    if hasattr(type(thing), "__del__") or _has_references(thing):
        return True
    if not depth or not gc.is_tracked(thing) or is_a(thing, LASTING):
        return False
    return any(can_be_seen(part, depth - 1) for part in gc.get_referents(thing))


def _has_references(thing: object) -> bool:
    try:
        return getweakrefcount(thing) > 0 and not is_a(thing, type)
    except TypeError:
        return False


def _held() -> int:
    """The count of a thing that a list alone holds, where `_found` looks at it."""
    kept: list[Any] = [[]]
    for number in range(len(kept)):
        thing = kept[number]
        if thing is not None:
            return sys.getrefcount(thing)
    return 0
