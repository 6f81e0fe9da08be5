"""What sort of thing an object is, as far as switch points care.

ATOM       cannot change, or only by ways that are looked at elsewhere
FROZEN     cannot change itself, but may hold what can: tuples, exceptions
CONTAINER  a mutable builtin collection, or a subclass of one
OBJECT     an instance of a class of the program
LOCK       a lock of the model
SYNC       an instance from the library's thread modules: it guards its own state
LOCAL      thread-local data
VIEW       a view of a dict, or a proxy: it shows another collection
CLASS, MODULE, GENERATOR   as they say
OTHER      anything else: nothing is known of what a use of it touches
"""

import collections
import contextvars
import decimal
import fractions
import functools
import gc
import itertools
import operator
import re
import types
from collections.abc import Callable
from typing import Any
from weakref import ReferenceType

from everyorder.instrument.library import LIBRARY
from everyorder.operations.own import OWN
from everyorder.results.values import is_a

ATOM, FROZEN, CONTAINER, OBJECT, LOCK, SYNC = range(6)
LOCAL, CLASS, MODULE, GENERATOR, ITERATOR, VIEW, OTHER = range(6, 13)

# Functions and methods in C; those that ask for their class have a type of their own.
C_FUNCTIONS = (types.BuiltinFunctionType, type(re.compile("").search))
CONTAINERS = (list, dict, set, bytearray, collections.deque)
ATOMS: set[Any] = {
    *(int, float, bool, str, bytes, complex, type(None), range, object),
    *(types.FunctionType, *C_FUNCTIONS, types.EllipsisType),
    *(type(NotImplemented), types.CodeType, re.Pattern, re.Match),
    *(types.GenericAlias, types.UnionType, types.MethodDescriptorType),
    *(types.WrapperDescriptorType, types.MethodWrapperType, types.GetSetDescriptorType),
    *(operator.attrgetter, operator.itemgetter, operator.methodcaller),
    *(contextvars.ContextVar, contextvars.Token, fractions.Fraction, decimal.Decimal),
    *(property, classmethod, staticmethod),
}
HEAP = 1 << 9  # of __flags__: a class that was not written in C, or not only
IMMUTABLE = 1 << 8  # a class that nobody can change: it was written in C
MAKING = {"__init__", "__new__", "__init_subclass__", "__class_getitem__", "__hash__"}
THREAD_MODULES = {"threading", "queue", "_thread", "sched", "_queue"}


class OneByOne:
    """An iterator of the engine's own, which stands before one of the program."""

    __slots__ = ()


ITERATORS: set[Any] = {
    *(itertools.count, itertools.repeat),
    *(enumerate, zip, type(iter([])), type(iter(())), type(iter({}))),
    *(type(iter(range(1))), type(iter("")), type(iter(set()))),
}
GENERATORS: set[Any] = {
    types.GeneratorType,
    types.CoroutineType,
    types.AsyncGeneratorType,
}
BOUND = (types.MethodType, *C_FUNCTIONS, types.MethodWrapperType)
VIEWS: set[Any] = {
    types.MappingProxyType,
    *(
        type(view())
        for mapping in (dict[Any, Any](), collections.OrderedDict[Any, Any]())
        for view in (mapping.keys, mapping.values, mapping.items)
    ),
}


def is_own(cls: type) -> bool:
    """Whether the Python code of this class is rewritten: the program's, or open."""
    if cls.__module__ in OWN.modules:
        return True
    return LIBRARY.is_open(cls.__module__) and not cls.__flags__ & IMMUTABLE


def viewed(thing: Any) -> Any:
    """The collection that a view or a proxy shows; any other thing, as it is."""
    while type(thing) in VIEWS:
        (thing,) = gc.get_referents(thing)  # Python has no other way to ask it
    return thing


def behind(thing: Any) -> Any:
    """What a proxy hands each call on to; any other thing, as it is."""
    return viewed(thing) if type(thing) is types.MappingProxyType else thing


def kind_of(cls: type) -> int:
    """The kind of the instances of `cls`."""
    for kind, test in TESTS:
        if test(cls):
            return kind
    return OTHER


def _is_lock(cls: type) -> bool:
    return cls.__module__ == "_thread" and cls.__name__ in ("lock", "RLock")


def _is_local(cls: type) -> bool:
    return any(base.__module__ == "_thread" for base in cls.__mro__[:-1])


def _is_frozen(cls: type) -> bool:
    if cls in (slice, ReferenceType) or issubclass(cls, (tuple, functools.partial)):
        return True
    frozen = (frozenset, BaseException, types.MethodType)
    return issubclass(cls, frozen) and not is_own(cls)


def _is_sync(cls: type) -> bool:
    module = cls.__module__
    package = module.partition(".")[0]
    return module.startswith("concurrent.futures") or (
        package == "asyncio" or module in THREAD_MODULES
    )


def _is_value(cls: type) -> bool:
    """A class of the library whose instances do not change."""
    reading = issubclass(cls, float) and cls.__name__ == "Reading"
    return reading or cls.__module__ in ("datetime", "pathlib", "uuid", "enum")


TESTS: tuple[tuple[int, Callable[[type], bool]], ...] = (
    (ATOM, lambda cls: cls in ATOMS),
    (VIEW, lambda cls: cls in VIEWS),
    (ITERATOR, lambda cls: cls in ITERATORS or issubclass(cls, OneByOne)),
    (CLASS, lambda cls: issubclass(cls, type)),
    (MODULE, lambda cls: issubclass(cls, types.ModuleType)),
    (CONTAINER, lambda cls: issubclass(cls, CONTAINERS)),
    (GENERATOR, lambda cls: cls in GENERATORS),
    (LOCK, _is_lock),
    (LOCAL, _is_local),
    (FROZEN, _is_frozen),
    (OBJECT, lambda cls: cls is super or is_own(cls)),
    (SYNC, _is_sync),
    (ATOM, _is_value),
)


class Kinds(dict[type, int]):
    """kind_of, remembered; of the program's classes for one run only."""

    def __init__(self) -> None:
        self.passing: list[type] = []

    def __missing__(self, cls: type) -> int:
        kind = self[cls] = kind_of(cls)
        for base in cls.__mro__:
            if base.__flags__ & HEAP and base.__module__ not in OWN.modules:
                LIBRARY.want(base.__module__)
        if cls.__module__ in OWN.modules:
            self.passing.append(cls)
        return kind

    def forget(self) -> None:
        """A run is over: its classes will not come back."""
        for cls in self.passing:
            self.pop(cls, None)
        self.passing.clear()
        is_opaque.cache_clear()


KINDS = Kinds()


def parts(thing: Any) -> Any:
    """What a frozen thing holds."""
    if is_a(thing, BaseException):
        return (*thing.args, *vars(thing).values())
    if is_a(thing, functools.partial):
        return (thing.func, *thing.args, *thing.keywords.values())
    if is_a(thing, types.MethodType):
        return (thing.__self__,)
    if type(thing) is slice:
        return (thing.start, thing.stop, thing.step)
    if type(thing) is ReferenceType:  # what it refers to is not a part of it
        return ()
    return thing


def function_of(thing: Any) -> Any:
    """The function that a bound method is of; all else, as it is."""
    return thing.__func__ if type(thing) is types.MethodType else thing


def bound_to(function: Any) -> Any:
    """What a method belongs to, or None. No code of the program is run to find out."""
    return function.__self__ if type(function) in BOUND else None


def is_program_function(function: object) -> bool:
    """Whether its code was rewritten, so that it has switch points of its own."""
    return type(
        function
    ) is types.FunctionType and function.__code__.co_filename.startswith("<everyorder ")


def is_program_code(generator: object) -> bool:
    """Whether this generator runs rewritten code."""
    for name in ("gi_code", "cr_code", "ag_code"):
        code = getattr(generator, name, None) if type(generator) in GENERATORS else None
        if code is not None:
            own: bool = code.co_filename.startswith("<everyorder ")
            return own
    return False


@functools.cache
def is_opaque(cls: type) -> bool:
    """Whether operators and texts of a program's class may be the work of C code.

    Or of a library that is not rewritten: then nobody knows what they touch.
    """
    return any(
        _is_foreign(name, member)
        for base in cls.__mro__
        if is_own(base)
        for name, member in vars(base).items()
    ) or any(
        not base.__flags__ & HEAP and base is not object and base not in ATOMS
        for base in cls.__mro__
    )


def _is_foreign(name: str, member: object) -> bool:
    """Whether this member of a class is a special method that is not rewritten."""
    special = name.startswith("__") and name not in MAKING
    return special and callable(member) and not is_program_function(member)


def structures(thing: Any) -> list[Any]:
    """The functions, classes and modules that an operation on this thing rests on."""
    thing = function_of(thing)
    if type(thing) in (types.FunctionType, types.ModuleType):
        return [thing]
    if KINDS[type(thing)] is SYNC:
        return [thing]
    cls = thing if is_a(thing, type) else type(thing)
    found = [base for base in cls.__mro__ if is_own(base)]
    if cls is thing:
        found += [base for base in type(cls).__mro__ if is_own(base)]
    return found


def own_dict(thing: object) -> dict[str, Any]:
    """The attributes of an instance, without running code of the program."""
    try:
        found: dict[str, Any] = object.__getattribute__(thing, "__dict__")
        return found
    except AttributeError:
        return {}


READS = set(
    [
        "__contains__",
        "__getitem__",
        "__len__",
        "__iter__",
        "copy",
        "count",
        "index",
        "get",
        "items",
        "keys",
        "values",
        "union",
        "intersection",
        "difference",
        "symmetric_difference",
        "issubset",
        "issuperset",
        "isdisjoint",
        "most_common",
        "elements",
        "total",
        "decode",
        "hex",
        "find",
        "startswith",
        "endswith",
        "join",
        "fromkeys",
        "__eq__",
        "__ne__",
        "__lt__",
        "__le__",
        "__gt__",
        "__ge__",
        "__repr__",
        "__str__",
        "__reversed__",
    ]
)
LOOKS_INSIDE = {"index", "count", "remove", "sort", "__contains__", "__eq__"}
KEEPS = set(
    [
        "append",
        "appendleft",
        "add",
        "insert",
        "setdefault",
        "pop",
        "popleft",
        "clear",
        "get",
        "discard",
    ]
)
