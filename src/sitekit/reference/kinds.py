"""What an expression of a program may be, as far as names of Python's are concerned.

    Module("queue")            the module
    Named("queue.Queue")       what has that name: a class, a function, a constant
    Made("queue.Queue")        an object of that class
    Many(Made(...))            a list, a set, an iterator ... of them
    Table(key, value)          a dict
    Several((a, b))            a tuple, part by part
    Own(...), OwnMade(...)     a class of the program, an object of it
    Function(...)              a function of the program

`NOTHING` is what was never given a value, and None, which no name can be looked up in;
`UNKNOWN` is anything. Two kinds together are a third (`join`): what both are.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class _Bound(Enum):
    NOTHING = "nothing"
    UNKNOWN = "unknown"


NOTHING, UNKNOWN = _Bound.NOTHING, _Bound.UNKNOWN


@dataclass(frozen=True)
class Module:
    name: str


@dataclass(frozen=True)
class Named:
    name: str


@dataclass(frozen=True)
class Made:
    name: str


@dataclass(frozen=True)
class Many:
    item: "Kind"


@dataclass(frozen=True)
class Table:
    key: "Kind"
    value: "Kind"


@dataclass(frozen=True)
class Several:
    items: tuple["Kind", ...]


@dataclass(frozen=True)
class Own:
    node: ast.ClassDef


@dataclass(frozen=True)
class OwnMade:
    node: ast.ClassDef


@dataclass(frozen=True)
class Function:
    """`bound`: its first parameter is given by the object it was taken from."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    bound: bool = False


Kind = (
    _Bound | Module | Named | Made | Many | Table | Several | Own | OwnMade | Function
)


EACH = "each "  # before the class that a function returns: many objects of it


def class_of(returned: str) -> str:
    """The class of what is returned, or of each of them."""
    return returned.removeprefix(EACH)


@dataclass(frozen=True)
class Library:
    """What is known of Python's names, without asking an interpreter.

    `names` has all that can be linked, `bases` those of each class, nearest first, and
    `returns` what functions return, `each threading.Thread` for many.
    """

    names: frozenset[str]
    bases: Mapping[str, tuple[str, ...]]
    returns: Mapping[str, str]

    @cached_property
    def _places(self) -> frozenset[str]:
        """What leads to a name: modules, and what has names as they have."""
        found = set()
        for name in (*self.names, *self.returns):
            while name := name.rpartition(".")[0]:
                found.add(name)
        return frozenset(found)

    @cached_property
    def _modules(self) -> re.Pattern:
        """What a program has in its text that imports one of the modules."""
        first = {place.partition(".")[0] for place in self._places}
        return re.compile(rf"\b(?:{'|'.join(sorted(first))})\b")

    def concerns(self, text: str) -> bool:
        """Whether a program may use one of the names: it has that of a module."""
        return bool(self._places) and self._modules.search(text) is not None

    def module(self, name: str) -> Kind:
        """The module of this name, if it leads to a known one."""
        return Module(name) if name in self._places else UNKNOWN

    def within(self, place: str, name: str) -> Kind:
        """What a module or another name has below this name."""
        full = f"{place}.{name}"
        if full in self.names or full in self.returns or full in self.bases:
            return Named(full)
        return self.module(full)

    def member(self, made: str, name: str) -> Kind:
        """What an object of a class has below this name."""
        for owner in (made, *self.bases.get(made, ())):
            full = f"{owner}.{name}"
            if full in self.names or full in self.returns:
                return Named(full)
        return UNKNOWN

    def called(self, name: str) -> Kind:
        """What a call of this name returns."""
        told = self.returns.get(name)
        if told is not None:
            one = Made(class_of(told))
            return Many(one) if told.startswith(EACH) else one
        return Made(name) if name in self.bases else UNKNOWN

    def common(self, one: str, other: str) -> str | None:
        """The nearest class that both are."""
        mine = (one, *self.bases.get(one, ()))
        theirs = {other, *self.bases.get(other, ())}
        return next((name for name in mine if name in theirs), None)

    def join(self, one: Kind, other: Kind) -> Kind:
        """What a variable is that may be either."""
        match one, other:
            case _ if one == other or other is NOTHING:
                return one
            case _Bound.NOTHING, _:
                return other
            case Made(a), Made(b):
                name = self.common(a, b)
                return Made(name) if name else UNKNOWN
            case Many(a), Many(b):
                return Many(self.join(a, b))
            case Table(a, b), Table(c, d):
                return Table(self.join(a, c), self.join(b, d))
            case Several(a), Several(b) if len(a) == len(b):
                return Several(tuple(map(self.join, a, b)))
        return UNKNOWN

    def joined(self, kinds: Iterable[Kind]) -> Kind:
        found: Kind = NOTHING
        for kind in kinds:
            found = self.join(found, kind)
        return found

    def item(self, kind: Kind) -> Kind:
        """What a loop over it takes."""
        match kind:
            case Many(item):
                return item
            case Table(key, _):
                return key
            case Several(items):
                return self.joined(items)
            case _Bound.NOTHING:
                return NOTHING
        return UNKNOWN
