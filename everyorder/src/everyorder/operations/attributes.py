"""Attributes that another thread could see.

An attribute of an instance is a location of its own. One that the instance does not
have, but its class, is a location of the class, too. Methods and properties of the
program are found without touching anything but those; what they do is rewritten code.
"""

import contextvars
import sys
import types
import typing
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from everyorder.instrument.library import LIBRARY
from everyorder.operations.kinds import (
    ATOM,
    CLASS,
    CONTAINER,
    FROZEN,
    GENERATOR,
    ITERATOR,
    KINDS,
    LOCAL,
    LOCK,
    MODULE,
    OBJECT,
    OTHER,
    SYNC,
    VIEW,
    function_of,
    is_own,
    is_program_function,
    own_dict,
    structures,
    viewed,
)
from everyorder.operations.own import OWN
from everyorder.operations.unsupported import forbidden_attribute, forbidden_write
from everyorder.results.values import is_a
from everyorder.runtime.sharing import (
    CLASSES,
    EVERYTHING,
    ITEM,
    STORE,
    WHOLE,
    WRITE,
)
from everyorder.runtime.thread import Inside

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.sharing import Access


class _Pair(NamedTuple):
    one: int


CONSTANT = {ATOM, FROZEN, LOCAL, CONTAINER, GENERATOR, ITERATOR, LOCK, VIEW}
PLAIN = (
    *(types.FunctionType, classmethod, staticmethod, types.MemberDescriptorType),
    *(types.GetSetDescriptorType, types.MethodDescriptorType, type),
    *(types.WrapperDescriptorType, types.BuiltinFunctionType),
    type(_Pair.one),  # a field of a named tuple
)
# Classes in C whose instances keep nothing that is another's, as a memoryview does: a
# method of theirs touches them and what it is given.
ALONE = {contextvars.Context}
METHODS = (types.MethodDescriptorType, types.ClassMethodDescriptorType)
# Each evaluates an attribute when it is first asked for, and keeps what comes of it.
EVALUATED = {
    getattr(typing, name)
    for name in ("ParamSpec", "TypeAliasType", "TypeVar", "TypeVarTuple")
    if hasattr(typing, name)
}
RAISED = ("__traceback__", "__context__", "__cause__", "__notes__")
IDENTIFIERS = {"ident", "native_id"}
LASTING = {"name", "daemon", "args", "function", "interval", "maxsize"}


def _is_structure(thing: object, name: str, kind: int) -> bool:
    """Whether operations that do not name this attribute depend on it."""
    if kind is MODULE:
        return True
    if kind is SYNC:
        return callable(getattr(type(thing), name, None))
    special = name.startswith("__") and name.endswith("__")
    if kind is CLASS:
        return special
    return special and type(thing) in (types.FunctionType, types.MethodType)


def _is_plain(cls: type, name: str) -> bool:
    """Whether the instances of a class in C have this attribute in a `__dict__`.

    Or the class has it, and lets instances have their own, as with methods.
    """
    found = [vars(base)[name] for base in cls.__mro__ if name in vars(base)]
    computed = any(hasattr(type(member), "__set__") for member in found)
    return bool(cls.__dictoffset__) and not computed


def _is_constant(cls: type, name: str, kind: int, mode: int) -> bool:
    """Whether an attribute of such a thing is nothing that threads could share."""
    if kind in (LOCAL, LOCK):
        return True
    if cls in ALONE:
        return mode != WRITE and type(vars(cls).get(name)) in METHODS
    plain = not is_own(cls) and not cls.__dictoffset__  # functions, exceptions have one
    return kind in CONSTANT and kind is not GENERATOR and mode != WRITE and plain


def _is_unknown(cls: type, name: str, kind: int, mode: int) -> bool:
    """Whether nobody knows what an attribute of the library's things touches."""
    if kind not in (SYNC, OTHER) or name in LASTING or cls in EVALUATED:
        return False
    if kind is SYNC:  # whose methods are what they are; of its state, who knows?
        method = type(getattr(cls, name, None)) in (types.FunctionType, *METHODS)
        return mode == WRITE or not method
    return not _is_plain(cls, name)


class Attributes:
    scheduler: "Scheduler"
    inplace: Callable[[int, Any, Any, Any], Any]

    def __init__(
        self, scheduler: "Scheduler", inplace: Callable[[int, Any, Any, Any], Any]
    ):
        self.scheduler, self.inplace = scheduler, inplace

    def locations(self, thing: Any, name: str, kind: int) -> list[tuple[int, str]]:
        """Where the attribute is looked for, as far as a thread could change it."""
        number = self.scheduler.sharing.number
        if type(thing) is super:
            return self._after(thing, name)
        cls = thing if kind is CLASS else type(thing)
        if kind is CLASS and not is_own(cls):
            return []
        if kind is not CLASS:
            found = [(number(thing), name)]
            if name in own_dict(thing):
                return found
        else:
            found = []
        for base in cls.__mro__:
            if is_own(base):
                found.append((number(base), name))
                if name in base.__dict__:
                    break
        return found

    def _after(self, thing: Any, name: str) -> list[tuple[int, str]]:
        """The classes that super() looks through."""
        mro = thing.__self_class__.__mro__
        found = []
        for base in mro[mro.index(thing.__thisclass__) + 1 :]:
            if is_own(base):
                found.append((self.scheduler.sharing.number(base), name))
                if name in base.__dict__:
                    break
        return found

    def note(
        self, site: int, thing: Any, name: str, mode: int, touches: object = None
    ) -> None:
        """Visit the site, then touch the attribute."""
        scheduler = self.scheduler
        kind = KINDS[type(thing)]
        key = OWN.key(thing, name) if kind is MODULE else None
        if key is not None:
            self._global(site, key, name, mode)
            return
        if mode == WRITE and _is_structure(thing, name, kind):
            scheduler.restructures(site, function_of(thing))
        elif scheduler.structure:
            scheduler.rests(site, structures(thing))
        if kind is MODULE:
            if mode != WRITE:
                scheduler.at(site)
                forbidden_attribute(scheduler, site, thing, name)
            return
        if mode == WRITE:
            scheduler.sharing.written += 1  # also where no other thread sees it
        thing = function_of(thing)  # whose attributes a method shows
        self._refuse(site, thing, name, kind)
        if _is_constant(type(thing), name, kind, mode):
            return
        if mode != WRITE and (kind is GENERATOR or name == "__dict__"):
            self._look_into(site, thing, kind)
        elif _is_unknown(type(thing), name, kind, mode):
            scheduler.visit(site, always=True)
            scheduler.sharing.touch_unknown(scheduler.current.bit, mode)
            scheduler.tells_apart()
        else:
            scheduler.visit(site)
            self._touch(site, thing, name, kind, mode)

    def _refuse(self, site: int, thing: object, name: str, kind: int) -> None:
        """End the run at an attribute that is another way to what has its own."""
        if type(thing) is types.CellType:
            self.scheduler.at(site)
            why = "cell_contents, another way to a variable"
            self.scheduler.give_up("unsupported", why)
        if name == "__kwdefaults__" and kind is not OBJECT:
            self.scheduler.at(site)
            self.scheduler.give_up("unsupported", "__kwdefaults__, which calls read")

    def _look_into(self, site: int, thing: object, kind: int) -> None:
        """How far a generator is; or a `__dict__`, whose items are attributes."""
        scheduler, sharing = self.scheduler, self.scheduler.sharing
        if kind is not GENERATOR:
            scheduler.restructured = scheduler.restructured or not scheduler.structure
        scheduler.visit(site)
        number = sharing.generator if kind is GENERATOR else sharing.number
        location = (number(thing), "items")
        sharing.touch(scheduler.current.bit, site, location, WHOLE)

    def _touch(self, site: int, thing: Any, name: str, kind: int, mode: int) -> None:
        """Touch the attribute, at a visited site."""
        sharing, bit = self.scheduler.sharing, self.scheduler.current.bit
        if mode == WRITE and name in ("__dict__", "__class__"):
            sharing.touch(bit, site, (sharing.number(thing), name), WRITE)
            sharing.touch_unknown(bit, WRITE, site)
            return
        self._item_of_dict(site, thing, name, mode)
        if mode == WRITE or self._computes(type(thing), name):
            sharing.touch(bit, site, (sharing.number(thing), name), WRITE)
            if name == "__cause__":
                location = (sharing.number(thing), "__suppress_context__")
                sharing.touch(bit, site, location, WRITE)
        else:
            for location in self.locations(thing, name, kind):
                sharing.touch(bit, site, location, WHOLE)

    def _global(self, site: int, key: str, name: str, mode: int) -> None:
        """A global of a module of the program, from outside."""
        scheduler = self.scheduler
        if name == "__dict__":
            if site < 0:  # of the library, which looks up names that it is given
                return
            scheduler.give_up("unsupported", "the __dict__ of a module")
        scheduler.visit(site)
        scheduler.sharing.touch(scheduler.current.bit, site, key, mode)
        if mode == WRITE and key not in OWN.unsettled and not scheduler.alone:
            scheduler.give_up("unsettled", (key,))

    def _item_of_dict(self, site: int, thing: object, name: str, mode: int) -> None:
        """An attribute is an item as well, once the program has its `__dict__`."""
        sharing, bit = self.scheduler.sharing, self.scheduler.current.bit
        if self.scheduler.structure or id(thing) in sharing.opened:
            number = sharing.number(thing)
            one = ITEM if mode == WHOLE else STORE
            sharing.touch(bit, site, (number, "items"), one)
            sharing.touch(bit, site, (number, "item", name), mode)

    def opened(self, thing: object, attributes: object) -> None:
        """The program has the `__dict__` of an object: its items are the attributes."""
        attributes = viewed(attributes)
        if type(attributes) is dict:
            sharing = self.scheduler.sharing
            sharing.opened.add(id(thing))
            sharing.numbers[id(attributes)] = sharing.number(thing)
            sharing.kept.append(attributes)

    def _computes(self, cls: type, name: str) -> bool:
        """Whether reading it runs code of the library, which may keep the result."""
        if cls in EVALUATED:
            return True
        for base in cls.__mro__:
            member = vars(base).get(name)
            if member is not None:
                if is_a(member, property):
                    return not is_program_function(member.fget)
                plain = is_a(member, PLAIN) or is_own(type(member))
                return not plain and hasattr(type(member), "__get__")
        return False

    def read(self, site: int, thing: Any, name: str) -> Any:
        scheduler = self.scheduler
        if scheduler.alone:
            if type(thing) is types.ModuleType:
                scheduler.at(site)
                asked = name == "__dict__" and site > 0
                if asked and OWN.key(thing, name) is not None:
                    scheduler.give_up("unsupported", "the __dict__ of a module")
                forbidden_attribute(scheduler, site, thing, name)
            value = getattr(thing, name)
            if name == "__dict__":
                self.opened(thing, value)
            return value
        self.note(site, thing, name, WHOLE)
        kind = KINDS[type(thing)]
        value = self._value(thing, name, kind)
        if name == "__dict__":
            self.opened(thing, value)
        if name in IDENTIFIERS:
            self._names(site, thing)
        if kind is not MODULE and self._computes(type(thing), name):
            # The library's code may have kept the result, in the step that ends here.
            place = (scheduler.sharing.number(thing), name)
            scheduler.sharing.touch(scheduler.current.bit, site, place, WRITE)
        if scheduler.recorder is not None:
            scheduler.recorder.value(site, value, thing)
        scheduler.holds(site, value)
        return value

    def _value(self, thing: object, name: str, kind: int) -> Any:
        """What the attribute is now; code of the program may say so."""
        if kept := self._kept(thing, name, kind):
            with Inside(self.scheduler.current, kept, True):
                return getattr(thing, name)
        return getattr(thing, name)

    def _names(self, site: int, thing: object) -> None:
        """The identifier of a thread is read, if that is what this is."""
        for thread in self.scheduler.threads:
            if thread.owner is thing:
                self.scheduler.names(site, thread)

    def _kept(self, thing: object, name: str, kind: int) -> "tuple[Access, ...]":
        """Where C code may keep what it is told when it calls the program."""
        if type(thing) in EVALUATED:
            return (((self.scheduler.sharing.number(thing), name), WRITE),)
        unknown = _is_unknown(type(thing), name, kind, WHOLE)
        return ((EVERYTHING, WRITE),) if unknown else ()

    def used(self, site: int, thing: Any) -> Any:
        """`thing`, a decorator or a base, which Python itself calls next."""
        if type(thing) is types.FunctionType:
            LIBRARY.want(thing.__globals__.get("__name__"))
        elif is_a(thing, type):
            KINDS[thing]
        if self.scheduler.structure:
            self.scheduler.rests(site, structures(thing))
        return thing

    def made(self, site: int, ending: bool = False) -> None:
        """A class is made, of which other threads may hear.

        If it has a `__del__` of its own: its instances may be made where nobody sees
        it, by the library's own code.
        """
        scheduler = self.scheduler
        if ending:
            scheduler.sees_some_end()
        if not scheduler.alone:
            scheduler.visit(site)
            scheduler.sharing.touch(scheduler.current.bit, site, CLASSES, WRITE)

    def star(self, site: int) -> None:
        """`from module import *` writes whatever names there are."""
        scheduler = self.scheduler
        if not scheduler.alone:
            scheduler.visit(site, always=True)
            scheduler.sharing.touch_unknown(scheduler.current.bit, WRITE)

    def raised(self, site: int, error: Any) -> Any:
        """`error`, about to be raised: it learns where, and what came before it."""
        scheduler = self.scheduler
        if is_a(error, BaseException) and not scheduler.alone:
            scheduler.visit(site)
            number = scheduler.sharing.number(error)
            for name in RAISED:
                location = (number, name)
                scheduler.sharing.touch(scheduler.current.bit, site, location, WRITE)
        return error

    def raised_again(self, site: int) -> None:
        self.raised(site, sys.exc_info()[1])

    def vars(self, *things: Any) -> Any:
        """The builtin, of an object of the program."""
        scheduler = self.scheduler
        if len(things) != 1 or KINDS[type(things[0])] is not OBJECT:
            scheduler.give_up("unsupported", "vars() of anything but an object")
        return self.read(scheduler.current.site, things[0], "__dict__")

    def write(self, value: Any, site: int, thing: Any, name: str) -> None:
        scheduler = self.scheduler
        if not scheduler.alone:
            self.note(site, thing, name, WRITE)
            if scheduler.recorder is not None:
                scheduler.recorder.value(site, value, thing)
        scheduler.gives(value)
        self._check(site, thing, name)
        setattr(thing, name, value)

    def _check(self, site: int, thing: Any, name: str) -> None:
        self.scheduler.at(site)
        forbidden_write(self.scheduler, site, thing, name)

    def delete(self, site: int, thing: Any, name: str) -> None:
        if not self.scheduler.alone:
            self.note(site, thing, name, WRITE)
            if self.scheduler.recorder is not None:
                self.scheduler.recorder.value(site, None, thing)
        self._check(site, thing, name)
        delattr(thing, name)

    def read_for_update(self, site: int, thing: Any, name: str) -> tuple[Any, str, Any]:
        """The first half of `thing.name += ...`."""
        return thing, name, self.read(site, thing, name)

    def update(
        self,
        site: int,
        before: tuple[Any, str, Any],
        value: Any,
        function: Callable[[Any, Any], Any],
    ) -> None:
        """The second half: operate, then write."""
        thing, name, old = before
        self.write(self.inplace(site, function, old, value), site, thing, name)

    def target(self, site: int, thing: Any, name: str) -> "Target":
        """A place whose item is the attribute, for targets that are not plain."""
        return Target(self.write, self.delete, site, thing, name)


class Target:
    """`target[0] = value` writes, `del target[0]` deletes."""

    __slots__ = ("_delete", "_place", "_write")

    def __init__(
        self, write: Callable[..., object], delete: Callable[..., object], *place: Any
    ):
        self._write, self._delete, self._place = write, delete, place

    def __setitem__(self, _: int, value: Any) -> None:
        self._write(value, *self._place)

    def __delitem__(self, _: int) -> None:
        self._delete(*self._place)
