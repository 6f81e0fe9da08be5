"""When objects end: as soon as nothing holds them, on the thread that let go last.

The engine keeps what it has numbered, so that no two things of a run have one number.
Where a program can see an end (weak references, finalizers, `__del__`), it lets go of
what nobody else holds, before the next operation of the thread that let go; such an end
is a step of its own. Cycles are not collected: the collector runs at no certain moment.

Which thread lets go last may depend on their order, also where its own variable holds
the object, or a function that it leaves: so these are operations, too, where ends can
be seen (DROPS; instrument/statements.py). Once an object has ended of which several
threads have let go (`contested`), each of these touches it.

Counts of references decide, as in CPython (sys.getrefcount); how many the engine holds
itself is measured.
"""

import gc
import sys
import types
from _weakref import getweakrefcount, getweakrefs
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from weakref import ReferenceType

from everyorder.results.values import is_a
from everyorder.runtime.sharing import ALIVE, ENDED, WHOLE, WRITE, Location

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

DROPS = "del"  # among the names of an Order: letting go counts as an operation, too
MOST = 1_000  # things that end with an object, as far as they are looked at
LASTING = (type, types.ModuleType)


class Lifetimes:
    """The ends of the objects of one run."""

    def __init__(self, scheduler: "Scheduler"):
        self.scheduler = scheduler
        self.held: int = _held()
        self.contested: set[str] = set()  # kinds of objects of which several let go
        self.found: bool = False  # whether one more was seen
        self.begin()

    def begin(self) -> None:
        """A run begins."""
        self.last: bool = False  # whether only the main thread is left
        # By number, of what has an end that can be seen: how often it was held when it
        # was last looked at, and which threads have let go of it since.
        self.watched: dict[int, tuple[int, int]] = {}
        self.ending: set[int] = set()  # what ends just now, by number
        self.turns: dict[int, int] = {}  # in which what comes apart ends, if it does

    def learned(self) -> bool:
        """Whether the last run has shown one more kind of contested objects."""
        found, self.found = self.found, False
        return found

    def watch(self, number: int) -> None:
        """The program sees when the thing with this number ends."""
        self.watched.setdefault(number, (0, 0))

    def watches(self, value: object) -> bool:
        """Whether the program sees when this ends; it is watched from now on."""
        number = self.scheduler.sharing.numbers.get(id(value))
        if number in self.watched:
            return True
        if not can_be_seen(value):
            return False
        self.watch(self.scheduler.sharing.number(value))
        return True

    def sweep(self) -> None:
        """Let go of what nothing else holds any more, each thing in its turn."""
        if self.scheduler.unwinding or self.scheduler.current is None:
            return
        self._look()
        while dead := self._dead():
            self.ending.update(dead)
            for number in dead:
                self._end(number)

    def _dead(self) -> list[int]:
        """What only the engine holds, in the order in which Python lets go of it.

        Not what already ends, on whatever thread.
        """
        kept, found = self.scheduler.sharing.kept, []
        for number in range(len(kept)):
            thing = kept[number]
            if thing is None or sys.getrefcount(thing) != self.held:
                continue
            if number not in self.ending:
                found.append(number)
        if found:
            turns, self.turns = self.turns, {}
            found.sort(key=lambda number: (turns.get(number, -1), number))
        return found

    def _end(self, number: int) -> None:
        """This ends, unless a weak reference has given it to somebody meanwhile."""
        kept = self.scheduler.sharing.kept
        thing = kept[number]
        if sys.getrefcount(thing) == self.held and can_be_seen(thing):
            self.scheduler.visit(ENDED)
            self._touch(ENDED, ALIVE)
            self._touch(ENDED, (number, "held"))
            self._call_back(thing)
        self.ending.discard(number)
        if sys.getrefcount(thing) == self.held:
            self.comes_apart(thing)
            self._forget(number, thing)
            del thing  # which may run code of the program

    def _call_back(self, thing: object) -> None:
        """Weak references to what ends are called back, if they have not ended."""
        numbers = self.scheduler.sharing.numbers
        for reference in getweakrefs(thing):
            if id(reference) in numbers:
                self._touch(ENDED, (numbers[id(reference)], "held"), WHOLE)

    def comes_apart(self, thing: object) -> None:
        """What this holds is let go of next, in the order in which Python visits it.

        Of a list or a tuple, that is the last one first.
        """
        parts = gc.get_referents(thing) if gc.is_tracked(thing) else []
        numbers = self.scheduler.sharing.numbers
        for part in parts:
            if id(part) in numbers:
                self.turns.setdefault(numbers[id(part)], len(self.turns))

    def _look(self) -> None:
        """What the current thread has let go of since its last operation began."""
        scheduler, sharing = self.scheduler, self.scheduler.sharing
        me = scheduler.current
        for number, (before, threads) in self.watched.items():
            thing = sharing.kept[number]
            count = sys.getrefcount(thing)
            if count == before:
                continue
            if count < before and not (scheduler.alone or self.last):
                threads |= me.bit
                if kind(thing) in self.contested or is_a(thing, ReferenceType):
                    self._touch(me.begun, (number, "held"))
            self.watched[number] = count, threads

    def reached(self, site: int, thing: object) -> None:
        """A weak reference gave this, which is held once more from now on."""
        if thing is not None and kind(thing) in self.contested:
            number = self.scheduler.sharing.number(thing)
            self._touch(site, (number, "held"), WHOLE)

    def _forget(self, number: int, thing: object) -> None:
        """Nothing holds this any more: was it the order that said who was the last?"""
        _, threads = self.watched.pop(number, (0, 0))
        several = threads & (threads - 1) and not self.last
        if several and kind(thing) not in self.contested:
            self.contested.add(kind(thing))
            self.found = True
        self.scheduler.sharing.forget(number)

    def _touch(self, site: int, location: Location, mode: int = WRITE) -> None:
        scheduler = self.scheduler
        scheduler.sharing.touch(scheduler.current.bit, site, location, mode)


def kind(thing: object) -> str:
    """What an object is called by, in whatever run it is made."""
    cls = type(thing)
    return f"{cls.__module__}.{cls.__qualname__}"


def can_be_seen(thing: object) -> bool:
    """Whether a program sees when this ends, or what would end with it.

    What holds more than MOST things is taken for one that does.
    """
    left, met = [thing], set[int]()
    while left:
        thing = left.pop()
        if id(thing) in met:
            continue
        if hasattr(type(thing), "__del__") or _has_references(thing):
            return True
        if not gc.is_tracked(thing):
            continue
        met.add(id(thing))
        if len(met) > MOST:
            return True
        left += _parts(thing)
    return False


def _parts(thing: Any) -> Sequence[object]:
    """What may end with this."""
    if is_a(thing, types.FunctionType):
        return thing.__closure__, thing.__defaults__, thing.__kwdefaults__, vars(thing)
    return () if is_a(thing, LASTING) else gc.get_referents(thing)


def _has_references(thing: object) -> bool:
    """Whether a weak reference tells of its end; a thread has one of the library's.

    Or whether it is such a reference, which nobody calls back once it has ended itself.
    """
    if is_a(thing, ReferenceType):
        return thing.__callback__ is not None
    try:
        count = getweakrefcount(thing)
    except TypeError:
        return False
    return count > hasattr(type(thing), "_bootstrap_inner") and not is_a(thing, type)


def _held() -> int:
    """The count of a thing that a list alone holds, where `sweep` looks at it."""
    kept: list[Any] = [[]]
    for number in range(len(kept)):
        thing = kept[number]
        if thing is not None:
            return sys.getrefcount(thing)
    return 0
