"""Calls. Functions of the program have switch points of their own; all others are one
operation, and what they touch is told from what they are and what they are given.

Here it is told apart what is called; builtin.py has the builtin functions and the
methods of collections, library.py the rest.
"""

import enum
import functools
import types
from typing import Any
from weakref import ReferenceType

from everyorder.instrument.library import LIBRARY
from everyorder.operations.builtin import DEEP, LAZY, PURE, SHALLOW, Builtins
from everyorder.operations.contexts import Context
from everyorder.operations.kinds import (
    C_FUNCTIONS,
    CLASS,
    CONTAINER,
    KINDS,
    LOCK,
    OBJECT,
    SYNC,
    OneByOne,
    is_own,
    is_program_function,
    own_dict,
    structures,
)
from everyorder.operations.library import (
    SYNC_MODULES,
    Args,
    Keywords,
    callable_holder,
    is_asyncio,
)
from everyorder.operations.unsupported import (
    forbidden_attribute,
    forbidden_call,
    forbidden_write,
)
from everyorder.results.outcome import Output
from everyorder.results.values import is_a
from everyorder.runtime.sharing import ALIVE, WHOLE, WRITE

UNBOUND = (types.MethodDescriptorType, types.WrapperDescriptorType)


class Calls(Builtins):
    # --- methods

    def method(
        self, site: int, thing: Any, name: str, /, *args: Any, **kwargs: Any
    ) -> Any:
        """`thing.name(...)`."""
        scheduler = self.scheduler
        if scheduler.structure:
            scheduler.rests(site, structures(thing))
        if scheduler.lifetimes is not None:
            scheduler.lifetimes.sweep()
            if is_a(thing, list):
                scheduler.lifetimes.comes_apart(thing)
        if scheduler.alone:
            scheduler.at(site)
            if type(thing) is types.ModuleType:
                forbidden_attribute(scheduler, site, thing, name)
            return self.call(site, getattr(thing, name), *args, **kwargs)
        kind = KINDS[type(thing)]
        if kind is LOCK:
            return self._lock(site, thing, name, args, kwargs)
        if kind is OBJECT:
            own = getattr(type(thing), name, None)
            if is_program_function(own) and name not in own_dict(thing):
                self.attributes.note(site, thing, name, WHOLE)
                return getattr(thing, name)(*args, **kwargs)
        if (kind is not SYNC and kind is not CONTAINER) or is_own(type(thing)):
            self.attributes.note(site, thing, name, WHOLE)
        return self.call(site, getattr(thing, name), *args, **kwargs)

    # --- calls

    def call(self, site: int, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """`function(...)`."""
        if self.scheduler.structure:
            self.scheduler.rests(site, structures(function))
        if self.scheduler.lifetimes is not None:
            self.scheduler.lifetimes.sweep()
        if is_program_function(function):
            return function(*args, **kwargs)
        cls = type(function)
        if cls is types.FunctionType:
            LIBRARY.want(function.__globals__.get("__name__"))
        if self.scheduler.lifetimes is not None:
            for given in (*args, *kwargs.values()):  # what is called may keep it
                self.scheduler.gives(given)
        if self.scheduler.alone:
            return self._start(site, function, args, kwargs)
        result = self._called(site, function, args, kwargs)
        self.scheduler.holds(site, result)
        return result

    def _called(self, site: int, function: Any, args: Args, kwargs: Keywords) -> Any:
        """A call of what is not a function of the program, beside other threads."""
        cls = type(function)
        if cls is types.MethodType:
            return self._bound(site, function, args, kwargs)
        if cls in C_FUNCTIONS or cls is types.MethodWrapperType:
            owner = function.__self__
            if owner is not None and type(owner) is not types.ModuleType:
                return self._builtin_method(site, owner, function, args, kwargs)
            return self._builtin(site, function, args, kwargs)
        if is_a(function, type):
            return self._watched(self._make(site, function, args, kwargs), args)
        if is_a(function, ReferenceType):
            return self._alive(site, function, args)
        if is_asyncio(function):
            return self._asyncio(site, function, args, kwargs)
        return self._indirect(site, function, args, kwargs)

    def _indirect(self, site: int, function: Any, args: Args, kwargs: Keywords) -> Any:
        """A call of what calls something else in turn."""
        cls = type(function)
        if cls in UNBOUND and args and is_a(args[0], function.__objclass__):
            bound = function.__get__(args[0], type(args[0]))
            return self.call(site, bound, *args[1:], **kwargs)
        if cls is functools.partial:
            self.items.note_shallow(site, function.keywords)
            given = (*function.args, *args)
            return self.call(site, function.func, *given, **function.keywords | kwargs)
        called = vars(cls).get("__call__") if KINDS[cls] is OBJECT else None
        if is_program_function(called):
            return function(*args, **kwargs)
        return self._unknown(site, function, function, args, kwargs)

    def _watched(self, made: Any, args: Args) -> Any:
        """What a class has made: the program may see its end, or that of another."""
        if is_a(made, ReferenceType):
            self.scheduler.sees_ends(args[0])
            if made.__callback__ is not None:
                self.scheduler.sees_ends(made)
        elif hasattr(type(made), "__del__") and KINDS[type(made)] is OBJECT:
            self.scheduler.sees_ends(made)
        return made

    def _alive(self, site: int, reference: Any, args: Args) -> Any:
        """A weak reference is called: whether its object lives is read."""
        scheduler = self.scheduler
        scheduler.visit(site)
        scheduler.sharing.touch(scheduler.current.bit, site, ALIVE, WHOLE)
        found = reference(*args)
        if scheduler.lifetimes is not None:
            scheduler.lifetimes.reached(site, found)
        return found

    def _start(self, site: int, function: Any, args: Args, kwargs: Keywords) -> Any:
        """A call while no other thread has been started; this one may start some."""
        self.scheduler.at(site)
        if type(function) is types.MethodType:
            forbidden_call(self.scheduler, site, function)
        if function is getattr and is_a(args[0], types.ModuleType):
            forbidden_attribute(self.scheduler, site, *args[:2])
        if function is setattr or function is delattr:
            forbidden_write(self.scheduler, site, *args[:2])
        if function is getattr and args[1:] == ("__dict__",):
            return self.attributes.read(site, *args)
        if function is iter or (is_a(function, type) and function in LAZY):
            args = self._lazily(site, args)
        args = self._bounded(function, args)
        if callable_holder(args, kwargs):
            args, kwargs = self._wrapped(site, args, kwargs)
        result = self._library(function, args, kwargs)
        return self._watched(result, args) if is_a(function, type) else result

    def _bound(self, site: int, function: Any, args: Args, kwargs: Keywords) -> Any:
        owner, inner = function.__self__, function.__func__
        forbidden_call(self.scheduler, site, function)
        own = owner is self.attributes or is_a(owner, OneByOne)  # vars(), next()
        if own or is_program_function(inner):
            return function(*args, **kwargs)
        if type(inner) is types.FunctionType:
            LIBRARY.want(inner.__globals__.get("__name__"))
        kind = KINDS[type(owner)]
        scheduler = self.scheduler
        if kind is LOCK:
            return self._lock(site, owner, function.__name__, args, kwargs)
        if inner is Output.write and len(args) == 1 and type(args[0]) is str:
            return self._write_out(site, function, args[0])
        args, kwargs = self._wrapped(site, args, kwargs)
        if is_asyncio(inner):
            return self._asyncio(site, function, args, kwargs)
        if kind is SYNC or getattr(inner, "__module__", "") in SYNC_MODULES:
            return self._sync(site, owner, function, args, kwargs)
        if kind is CLASS or kind is CONTAINER:
            return self._unknown(site, owner, function, args, kwargs)
        if getattr(inner, "__module__", "") == "logging":
            scheduler.visit(site, always=True)
            scheduler.sharing.touch(scheduler.current.bit, site, ("logging",), WRITE)
            for arg in args:
                self.items.formatted(site, arg)
            self._touch_given(site, args, kwargs, WHOLE)
            return function(*args, **kwargs)
        return self._unknown(site, owner, function, args, kwargs)

    def _make(self, site: int, cls: Any, args: Args, kwargs: Keywords) -> Any:
        """A call of a class."""
        if is_a(cls, enum.EnumMeta) and args:  # which looks a member up, by its value
            self.items.note_shallow(site, own_dict(cls)["_value2member_map_"])
        if cls is type and len(args) == 1 and KINDS[type(args[0])] is OBJECT:
            self._class_of(site, args[0])
        if is_own(cls) or issubclass(cls, BaseException) or cls in PURE:
            if hasattr(cls, "_bootstrap_inner"):
                self._numbered()
            elif cls is type and len(args) == 3:
                self.attributes.made(site)
                self._touch_given(site, args, kwargs, WHOLE)
            return cls(*args, **kwargs)
        if cls in LAZY:
            return cls(*self._lazily(site, args), **kwargs)
        if cls in SHALLOW or cls in DEEP:
            return self._known(site, cls, args, kwargs)
        if is_asyncio(cls):
            return self._asyncio(site, cls, args, kwargs)
        return self._make_of_library(site, cls, args, kwargs)

    def _make_of_library(
        self, site: int, cls: Any, args: Args, kwargs: Keywords
    ) -> Any:
        """A call of a class of which nothing more is known."""
        args, kwargs = self._wrapped(site, args, kwargs)
        if KINDS[cls] in (SYNC, LOCK):
            if hasattr(cls, "_bootstrap_inner") or hasattr(cls, "_counter"):
                self._numbered()
            return cls(*args, **kwargs)
        given = self._given(args, kwargs)
        if given:
            self.scheduler.visit(site)
            self._touch_given(site, args, kwargs, WHOLE)
        return cls(*self._bounded(cls, args), **kwargs)

    # --- with

    def context(self, site: int, manager: Any) -> Context:
        """What `with` enters: entering and leaving are operations."""
        return Context(self, site, manager)
