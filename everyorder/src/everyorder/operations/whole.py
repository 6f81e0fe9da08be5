"""What looks at a thing as a whole: loops, generators, operators, formatting.

An operator on objects of the program runs the program's own rewritten methods.
"""

import operator
import sys
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from weakref import ReferenceType

from everyorder.operations.contents import DEPTH, QUIET, Contents
from everyorder.operations.kinds import (
    ATOMS,
    CONTAINER,
    FROZEN,
    GENERATOR,
    ITERATOR,
    KINDS,
    LOCK,
    OBJECT,
    SYNC,
    THREAD_MODULES,
    VIEW,
    OneByOne,
    behind,
    is_opaque,
    is_program_code,
    is_program_function,
    parts,
    structures,
)
from everyorder.results.values import is_a
from everyorder.runtime.sharing import THREADS, WHOLE, WRITE
from everyorder.runtime.thread import IN_C, Inside

CONVERSIONS: dict[int, Callable[[Any], Any]] = {
    -1: lambda thing: thing,
    115: str,
    114: repr,
    97: ascii,
}


def contained(left: Any, right: Any) -> bool:
    return left in right


def lacking(left: Any, right: Any) -> bool:
    return left not in right


class Looked:
    """What gives values one by one to C code that looks into each of them."""

    __slots__ = ("items", "iterator", "mode", "site", "thing")

    items: "Whole"
    mode: int
    site: int
    thing: Any

    def __init__(self, items: "Whole", site: int, thing: Any, mode: int):
        self.items, self.site, self.thing, self.mode = items, site, thing, mode

    def __iter__(self) -> "Looked":
        self.iterator: Any = iter(self.thing)
        return self

    def __next__(self) -> Any:
        return self.items.look(self.site, next(self.iterator), self.mode)

    def __length_hint__(self) -> int:
        return operator.length_hint(self.thing, 8)


class Each(OneByOne):
    """One by one what a thing holds; two threads may take from it at once.

    A generator of the library (`foreign`) looks at threads by itself.
    """

    __slots__ = ("foreign", "items", "iterator", "site", "thing", "whole")

    items: "Whole"
    iterator: Iterator[Any]
    site: int
    thing: Any

    def __init__(
        self,
        items: "Whole",
        site: int,
        thing: Any,
        iterator: Iterator[Any],
        foreign: bool,
    ):
        self.items, self.site, self.thing = items, site, thing
        self.iterator = iterator
        self.foreign: bool = foreign
        self.whole: bool = KINDS[type(thing)] in (CONTAINER, VIEW)

    def __iter__(self) -> "Each":
        return self

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        self.items.scheduler.give_up("unsupported", "a copy of an iterator")

    def __length_hint__(self) -> int:
        if self.whole and not self.items.scheduler.alone:
            self.items.note_shallow(self.site, self.thing)
        return operator.length_hint(self.iterator)

    def __next__(self) -> Any:
        items = self.items
        scheduler = items.scheduler
        before = len(scheduler.sharing.accesses)
        if not scheduler.alone:
            if self.foreign:
                scheduler.visit(self.site, always=True)
            else:
                before = items.note_shallow(self.site, self.thing)
        try:
            if self.whole:
                return next(self.iterator)
            return items.step(self.iterator, before)
        except StopIteration:
            if scheduler.lifetimes is not None:  # it ends before the last of its items
                self.thing, self.iterator = (), iter(())
                scheduler.lifetimes.sweep()
            raise


class ToItsEnd(OneByOne):
    """What a generator expression runs over: where that ends, the generator still runs.

    Another thread that wants its next value then finds it running.
    """

    __slots__ = ("items", "iterator", "site")

    items: "Whole"
    iterator: Iterator[Any]
    site: int

    def __init__(self, items: "Whole", site: int, iterator: Iterator[Any]):
        self.items, self.site, self.iterator = items, site, iterator

    def __iter__(self) -> "ToItsEnd":
        return self

    def __next__(self) -> Any:
        try:
            return next(self.iterator)
        except StopIteration:
            self.items.running(self.site, None, up=2)  # the generator's frame
            raise


class Nothing:
    """What is entered where nothing is to be marked."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


NOTHING = Nothing()


class Whole(Contents):
    def iterate(self, site: int, thing: Any) -> Any:
        """What a loop runs over: each step is an operation of its own."""
        thing = behind(thing)
        kind = KINDS[type(thing)]
        if self.scheduler.structure:
            self.scheduler.rests(site, structures(thing))
        if type(thing) is range:
            self.scheduler.announce(max(0, (thing.stop - thing.start) // thing.step))
        if kind in QUIET or kind is FROZEN or self._own(thing, "__iter__"):
            return thing
        foreign = kind is GENERATOR and not is_program_code(thing)
        if kind in (CONTAINER, VIEW) and not is_a(thing, list):
            self.whole(site, thing)  # its iterator remembers how it is now
        return Each(self, site, thing, iter(thing), foreign)

    def to_its_end(self, site: int, thing: Any) -> ToItsEnd:
        """The same for a generator expression, which runs over it."""
        return ToItsEnd(self, site, iter(thing))

    def running(self, site: int, value: Any, up: int = 1) -> Any:
        """`value`, which the generator that calls this is about to give.

        Another thread that wants its next value now finds it running.
        """
        scheduler = self.scheduler
        if not scheduler.alone:
            sharing = scheduler.sharing
            frame = id(sys._getframe(up))
            number = sharing.generators.get(frame)
            if number is not None:
                scheduler.visit(site)
                bit = scheduler.current.bit
                sharing.touch(bit, site, (number, "items"), WRITE)
            me = scheduler.current
            if me.parted == frame:
                scheduler.visit(site, always=me.parting)
                me.parted = IN_C
        return value

    def resumed(self, site: int, sent: Any, up: int = 1) -> Any:
        """`sent`, with which the generator that calls this goes on."""
        me = self.scheduler.current
        if me.parted == IN_C and not self.scheduler.alone:
            self.scheduler.visit(site, always=me.parting)
            me.parted = id(sys._getframe(up))
        return sent

    def step(self, iterator: Any, before: int) -> Any:
        """The next of `iterator`, which may run code of the program to get there.

        What it touches was touched since there were `before` accesses.
        """
        if self.scheduler.alone:
            return next(iterator)
        with self.scheduler.holding(before):
            return next(iterator)

    def look(self, site: int, value: Any, mode: int = WHOLE) -> Any:
        """`value`, which the operation under way looks into from now on."""
        if type(value) not in ATOMS:
            before = len(self.scheduler.sharing.accesses)
            self.note(site, value, mode)
            self.scheduler.hold(before)
        return value

    def looked(self, site: int, thing: Any, mode: int = WHOLE) -> Looked:
        """`thing`, of which C code takes all that it gives, and looks into each."""
        return Looked(self, site, thing, mode)

    def binary(
        self, site: int, function: Callable[[Any, Any], Any], left: Any, right: Any
    ) -> Any:
        """An operator on two values."""
        if type(left) in ATOMS and type(right) in ATOMS:
            return function(left, right)
        if function is contained or function is lacking:
            return self._search(site, function, left, right)
        if function is operator.mod and type(left) is str:
            self.formatted(site, right)
        with self._operands(site, left, right, WHOLE):
            return function(left, right)

    def _search(
        self, site: int, function: Callable[[Any, Any], Any], left: Any, right: Any
    ) -> Any:
        """`left in right`, which looks into what an iterator gives."""
        alone = self.scheduler.alone
        given = not alone and KINDS[type(right)] in (GENERATOR, ITERATOR)
        with self._operands(site, left, right, WHOLE):
            searched = self.looked(site, right) if given else right
            return function(left, searched)

    compare = binary

    def unary(self, site: int, function: Callable[[Any], Any], thing: Any) -> Any:
        """An operator on one value."""
        if type(thing) in ATOMS:
            return function(thing)
        with self._operands(site, thing, None, WHOLE):
            return function(thing)

    def _operands(
        self, site: int, left: Any, right: Any, mode: int
    ) -> Nothing | Inside:
        """Visit and touch what an operator looks at; to be entered while it does."""
        scheduler = self.scheduler
        if scheduler.alone:
            return NOTHING
        if scheduler.structure:
            scheduler.rests(site, [*structures(left), *structures(right)])
        sides: tuple[tuple[Any, type, int], ...] = (
            (left, type(left), mode),
            (right, type(right), WHOLE),
        )
        changing = [
            (thing, how)
            for thing, cls, how in sides
            if KINDS[cls] not in QUIET
            and (KINDS[cls] is not OBJECT or is_opaque(cls))
            and (KINDS[cls] is not FROZEN or cls is ReferenceType or self._inner(thing))
        ]
        if not changing:
            return NOTHING
        scheduler.visit(site)
        before = len(scheduler.sharing.accesses)
        for thing, how in changing:
            self.touch(site, thing, how, known=True)
        return scheduler.holding(before)

    def inplace(
        self, site: int, function: Callable[[Any, Any], Any], left: Any, right: Any
    ) -> Any:
        """The operation of `+=` and its like: it may change what is on the left."""
        if type(left) in ATOMS and type(right) in ATOMS:
            return function(left, right)
        with self._operands(site, left, right, WRITE):
            return function(left, right)

    def each_unpacked(self, site: int, iterable: Any) -> Iterator[Any]:
        """The same things, each about to be unpacked."""
        for value in iterable:
            yield self.whole(site, value)

    def formatted(self, site: int, thing: Any) -> Any:
        """`thing`, about to be written into a string."""
        if type(thing) not in ATOMS and not self.scheduler.alone:
            if self.scheduler.structure:
                self.scheduler.rests(site, structures(thing))
            self._read_state(site, thing)
            self.note(site, thing, WHOLE)
            self._shown(site, thing)
        return thing

    def format(
        self, site: int, thing: Any, conversion: int = -1, spec: str = ""
    ) -> str:
        """What a field of an f-string becomes."""
        if type(thing) in ATOMS or self.scheduler.alone:
            thing = CONVERSIONS[conversion](thing)
            return format(thing, spec)
        self._read_state(site, thing)
        before = self.note(site, thing, WHOLE)
        self._shown(site, thing)
        with self.scheduler.holding(before):
            return format(CONVERSIONS[conversion](thing), spec)

    def _shown(self, site: int, thing: object) -> None:
        """The text of an object of the program that no rewritten code makes."""
        if KINDS[type(thing)] is OBJECT and not self._prints_itself(thing):
            self.scheduler.visit(site, always=True)
            bit = self.scheduler.current.bit
            self.scheduler.sharing.touch_unknown(bit, WHOLE)

    def _read_state(self, site: int, thing: Any, depth: int = 0) -> None:
        """The text may show how a thread, a lock or a future is just now."""
        kind = KINDS[type(thing)]
        if kind in (CONTAINER, FROZEN) and depth < DEPTH:
            held = thing.values() if is_a(thing, dict) else parts(thing)
            for part in list(held):
                self._read_state(site, part, depth + 1)
        shown: Any = type(thing).__repr__
        library = shown is not object.__repr__ and not is_program_function(
            type(thing).__str__
        )
        if library and (kind in (SYNC, LOCK) or _module(shown) in THREAD_MODULES):
            scheduler = self.scheduler
            scheduler.visit(site, always=True)
            bit = scheduler.current.bit
            scheduler.sharing.touch_unknown(bit, WHOLE)
            scheduler.sharing.touch(bit, site, THREADS, WHOLE)

    def _prints_itself(self, thing: object) -> bool:
        """Whether its text comes from rewritten code or shows no attribute."""
        plain = object.__repr__
        shown: Any = type(thing).__repr__
        text = type(thing).__str__
        if is_program_function(text):
            return True
        return is_program_function(shown) or shown is plain


def _module(function: object) -> Any:
    return getattr(function, "__module__", "")
