"""Builtin functions, and methods of the builtin collections.

Of these it is known what each reads and changes; of a lazy one, that every step of it
is an operation. Text that a program prints is one location.
"""

import builtins
import itertools
import sys
import types
from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from weakref import ReferenceType

from everyorder.operations.kinds import (
    ATOM,
    C_FUNCTIONS,
    CLASS,
    CONTAINER,
    CONTAINERS,
    FROZEN,
    GENERATOR,
    ITERATOR,
    KEEPS,
    KINDS,
    LOOKS_INSIDE,
    MODULE,
    OBJECT,
    OTHER,
    READS,
    VIEW,
    bound_to,
    is_program_function,
    own_dict,
    structures,
    viewed,
)
from everyorder.operations.library import CLOSED, Args, Keywords, Library
from everyorder.operations.unsupported import forbidden_attribute, forbidden_write
from everyorder.results.outcome import Output
from everyorder.results.values import is_a
from everyorder.runtime.scheduler import TICK_LIMIT
from everyorder.runtime.sharing import CLASSES, WHOLE, WRITE

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

b = builtins
PURE: set[Any] = {
    b.id,
    b.isinstance,
    b.issubclass,
    b.callable,
    b.hash,
    b.super,
    b.type,
    b.slice,
}
PURE |= {b.property, b.classmethod, b.staticmethod, b.object, b.range}
SHALLOW: set[Any] = {
    b.len,
    b.list,
    b.tuple,
    b.set,
    b.frozenset,
    b.dict,
    b.bool,
    b.bytes,
    b.memoryview,  # while there is one, its size must stay
}
DEEP: set[Any] = {
    b.sorted,
    b.sum,
    b.min,
    b.max,
    b.any,
    b.all,
    b.str,
    b.repr,
    b.format,
    b.ascii,
}
DEEP |= {b.int, b.float, b.print, b.round, b.abs, b.divmod, b.pow, b.chr, b.ord}
TAKES: set[Any] = {b.sorted, b.sum, b.min, b.max, b.any, b.all, *SHALLOW} - {
    b.bool,
    b.len,
}
ENDLESS: set[Any] = {b.map, b.filter, b.zip, b.enumerate, type(iter(int, 1))}
ENDLESS |= {kind for kind in vars(itertools).values() if isinstance(kind, type)}
LAZY: set[Any] = {b.enumerate, b.zip, b.map, b.filter, b.iter}
LOOKS: set[Any] = {b.sorted, b.sum, b.min, b.max, b.any, b.all, b.dict}
PRODUCERS = {GENERATOR, ITERATOR, OTHER}
# What these give has the object's `__dict__` itself in it.
STATES = {"__reduce__", "__reduce_ex__", "__getstate__"}
SHOWS: set[Any] = {b.str, b.repr, b.format, b.ascii}
OUT = ("output",)
BY_NAME = {"__setattr__": WRITE, "__delattr__": WRITE, "__getattribute__": WHOLE}
HARMLESS = {
    *("__init__", "__new__", "__init_subclass__", "__hash__", "__eq__", "__ne__"),
    *("__repr__", "__str__", "__format__", "__sizeof__", "__subclasshook__"),
}
HOLDERS: set[Any] = {*CONTAINERS, b.str, b.bytes}
del b


class Builtins(Library):
    method: Callable[..., Any]  # calls.py

    def _builtin_method(
        self, site: int, owner: Any, function: Any, args: Args, kwargs: Keywords
    ) -> Any:
        kind = KINDS[type(owner)]
        scheduler, name = self.scheduler, function.__name__
        if name in BY_NAME and args:
            self.attributes.note(site, owner, args[0], BY_NAME[name])
            return function(*args)
        if kind is OBJECT:
            return self._inherited(site, owner, function, args, kwargs)
        if name == "__subclasses__":
            scheduler.visit(site)
            scheduler.sharing.touch(scheduler.current.bit, site, CLASSES, WHOLE)
            return function()
        if is_a(owner, BaseException):
            self.attributes.raised(site, owner)
        if kind in (CLASS, FROZEN, ATOM, MODULE):
            return self._of_a_constant(site, owner, function, args, kwargs)
        if kind not in (CONTAINER, VIEW, GENERATOR, ITERATOR):
            return self._unknown(site, owner, function, args, kwargs)
        return self._of_a_collection(site, owner, function, args, kwargs)

    def _of_a_constant(
        self, site: int, owner: Any, function: Any, args: Args, kwargs: Keywords
    ) -> Any:
        """A method of what does not change, such as a string."""
        if type(owner) is str and function.__name__ in ("format", "format_map"):
            for arg in (*args, *kwargs.values()):
                self.items.formatted(site, arg)
        if owner is ReferenceType and function.__name__ == "__new__":
            return function(*args, **kwargs)  # which looks into nothing
        if self._given(args, kwargs):
            self.scheduler.visit(site)
            self._touch_given(site, args, kwargs, WHOLE)
        return function(*self._bounded(function, args), **kwargs)

    def _of_a_collection(
        self, site: int, owner: Any, function: Any, args: Args, kwargs: Keywords
    ) -> Any:
        scheduler, name = self.scheduler, function.__name__
        kind = KINDS[type(owner)]
        scheduler.visit(site)
        mode = WHOLE if name in READS else WRITE
        sharing = scheduler.sharing
        before = len(sharing.accesses)
        thing = viewed(owner)
        number = sharing.generator if kind is GENERATOR else sharing.number
        location = (number(thing), "items")
        if name in LOOKS_INSIDE:
            self.items.touch(site, thing, WHOLE, known=True)
        if name not in KEEPS:
            self._touch_given(site, args, kwargs, WHOLE)
        # Last, since who records it takes what comes next for what it has become.
        sharing.touch(scheduler.current.bit, site, location, mode)
        args, kwargs = self._wrapped(site, args, kwargs)
        kwargs = self._keyed(site, kwargs)
        with scheduler.holding(before):
            return function(*self._bounded(function, args), **kwargs)

    def _inherited(
        self, site: int, owner: Any, function: Any, args: Args, kwargs: Keywords
    ) -> Any:
        """A method that a class of the program has from one in C."""
        name = function.__name__
        if name in STATES:
            self.attributes.note(site, owner, "__dict__", WHOLE)
            self.attributes.opened(owner, own_dict(owner))
            return function(*args, **kwargs)
        if name not in HARMLESS:
            bit, sharing = self.scheduler.current.bit, self.scheduler.sharing
            if _origin(owner, name) in CLOSED:
                self.scheduler.visit(site)
                sharing.touch(bit, site, (sharing.number(owner), "items"), WRITE)
                self._touch_given(site, args, kwargs, WHOLE)
            else:
                self.scheduler.visit(site, always=True)
                sharing.touch_unknown(bit, WRITE)
        return function(*args, **kwargs)

    def _builtin(self, site: int, function: Any, args: Args, kwargs: Keywords) -> Any:
        name, scheduler = function.__name__, self.scheduler
        if function.__module__ == "builtins":
            if name in ("getattr", "hasattr", "setattr", "delattr"):
                return self._by_name(site, name, function, args)
            if function in PURE:
                if scheduler.structure:
                    scheduler.rests(
                        site, [s for a in _flat(args) for s in structures(a)]
                    )
                if function is hash and is_a(args[0], ReferenceType):
                    self.items.note(site, args[0], WHOLE)
                kinds = [KINDS[type(arg)] for arg in args]
                if kinds and kinds[0] is OBJECT:
                    self._class_of(site, args[0])
                return function(*args, **kwargs)
            if name == "next":
                return self._next(self.items.note(site, args[0], WRITE), *args)
            if function in LAZY:
                return function(*self._lazily(site, args), **kwargs)
            if function in DEEP or function in SHALLOW:
                return self._known(site, function, args, kwargs)
        return self._unknown(site, function, function, args, kwargs)

    def _class_of(self, site: int, thing: object) -> None:
        """The class of an object is read, which the program can assign."""
        scheduler = self.scheduler
        scheduler.visit(site)
        location = (scheduler.sharing.number(thing), "__class__")
        scheduler.sharing.touch(scheduler.current.bit, site, location, WHOLE)

    def _bounded(self, function: Any, args: Args) -> Args:
        """What `function` is given; where it takes iterators whole, each is counted."""
        owner = bound_to(function)
        whole = is_a(function, type) and KINDS[function] is CONTAINER
        if whole or type(owner) in HOLDERS or _is_one_of(function, TAKES):
            return [self._count(arg) if type(arg) in ENDLESS else arg for arg in args]
        return args

    def _count(self, iterator: Any) -> "Counted":
        return Counted(self.scheduler, iterator)

    def _lazily(self, site: int, args: Args) -> list[Any]:
        return [self.items.iterate(site, arg) for arg in args]

    def _known(self, site: int, function: Any, args: Args, kwargs: Keywords) -> Any:
        """A builtin that reads what it is given and changes nothing but the output."""
        scheduler = self.scheduler
        given = self._given(args, kwargs)
        if function is print:
            return self._print(site, args, **kwargs)
        if function in SHOWS:
            for arg in args:
                self.items.formatted(site, arg)
        looks = _is_one_of(function, LOOKS)
        if given or (looks and kwargs):
            scheduler.visit(site)
            before = len(scheduler.sharing.accesses)
            for arg in given:
                self.items.touch(site, arg, WHOLE, known=_calls_own(kwargs))
            args = self._bounded(function, args)
            if looks:
                args, kwargs = self._looked_at(site, function, args, kwargs)
            with scheduler.holding(before):
                return function(*args, **kwargs)
        return function(*self._bounded(function, args), **kwargs)

    def _looked_at(
        self, site: int, function: Any, args: Args, kwargs: Keywords
    ) -> tuple[Args, Keywords]:
        """What is given, where C code looks into each value that code gives it."""
        one = len(args) == 1 or (function is sum and args)
        own = function is not dict and one and KINDS[type(args[0])] is OBJECT
        if own or (one and KINDS[type(args[0])] in PRODUCERS):
            args = (self.items.looked(site, args[0]), *args[1:])
        return args, self._keyed(site, kwargs)

    def _next(self, before: int, iterator: Any, *default: Any) -> Any:
        try:
            return self.items.step(iterator, before)
        except StopIteration:
            if default:
                return default[0]
            raise

    def _print(
        self,
        site: int,
        args: Args,
        *,
        sep: Any = None,
        end: Any = None,
        file: Any = None,
        flush: object = False,
        **unknown: Any,
    ) -> None:
        """Print piece by piece, as print does: other threads' text may come between.

        It looks once for sys.stdout, before the first piece, and for each value when
        its turn comes.
        """
        if unknown or not all(is_a(one, (str, type(None))) for one in (sep, end)):
            return print(*args, sep=sep, end=end, file=file, **unknown)  # it complains
        if file is None:
            if self.scheduler.structure:
                self.scheduler.rests(site, [sys])
            if not hasattr(sys, "stdout"):
                raise RuntimeError("lost sys.stdout")
            file = sys.stdout
        if file is None:
            return
        for number, arg in enumerate(args):
            if number:
                self._print_piece(site, file, " " if sep is None else sep)
            self._print_piece(site, file, self.items.formatted(site, arg))
        self._print_piece(site, file, "\n" if end is None else end)
        if flush:
            file.flush() if type(file) is Output else self.method(site, file, "flush")

    def _print_piece(self, site: int, file: Any, piece: object) -> None:
        if type(file) is not Output:
            text = piece if type(piece) is str else str(piece)
            self.method(site, file, "write", text)
            return
        self._out(site)
        text = piece if type(piece) is str else str(piece)
        if self.scheduler.recorder is not None:
            self.scheduler.recorder.printed(text)
        file.write(text)

    def _out(self, site: int) -> None:
        """One piece is printed next."""
        self.scheduler.visit(site)
        self.scheduler.sharing.touch(self.scheduler.current.bit, site, OUT, WRITE)

    def _write_out(self, site: int, write: Callable[[str], int], text: str) -> int:
        """`sys.stdout.write(...)`, in one piece."""
        self._out(site)
        if self.scheduler.recorder is not None:
            self.scheduler.recorder.printed(text)
        return write(text)

    def _by_name(self, site: int, name: str, function: Any, args: Args) -> Any:
        """getattr(thing, "name") and its like."""
        mode = WHOLE if name in ("getattr", "hasattr") else WRITE
        if is_a(args[0], types.ModuleType) and mode == WHOLE:
            forbidden_attribute(self.scheduler, site, args[0], args[1])
        if args[1] == "__dict__" and name == "getattr":
            return self.attributes.read(site, args[0], args[1])
        self.attributes.note(site, args[0], args[1], mode)
        if mode == WRITE:
            forbidden_write(self.scheduler, site, *args[:2])
        return function(*args)


def _origin(owner: object, name: str) -> str:
    """The module of the class in C that has this method of an object."""
    in_c = types.MethodDescriptorType
    found = (cls for cls in type(owner).__mro__ if is_a(vars(cls).get(name), in_c))
    return next((cls.__module__ for cls in found), "")


def _calls_own(kwargs: Keywords) -> bool:
    """Whether what is called with these calls no code but the program's."""
    return all(is_program_function(v) or not callable(v) for v in kwargs.values())


def _flat(things: Iterable[Any]) -> Iterator[Any]:
    """These, and what tuples among them hold: isinstance() takes classes so."""
    for thing in things:
        yield from _flat(thing) if type(thing) is tuple else (thing,)


def _is_one_of(function: Any, known: Container[Any]) -> bool:
    """Membership for whatever is called: not every callable can be hashed."""
    return type(function) in (type, *C_FUNCTIONS) and function in known


class Counted:
    """An iterator that ends the run when it goes on as long as no loop may."""

    __slots__ = ("count", "iterator", "scheduler")

    count: int
    iterator: Any
    scheduler: "Scheduler"

    def __init__(self, scheduler: "Scheduler", iterator: Any):
        self.scheduler, self.iterator, self.count = scheduler, iterator, 0

    def __iter__(self) -> "Counted":
        return self

    def __next__(self) -> Any:
        self.count += 1
        if self.count > TICK_LIMIT:
            others = self.scheduler._others(self.scheduler.current)
            self.scheduler.give_up("steps" if others else "hangs")
        return next(self.iterator)
