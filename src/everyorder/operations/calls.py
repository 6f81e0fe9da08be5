"""Calls. Functions of the program have switch points of their own; all others are one
operation, and what they touch is told from what they are and what they are given.

Nothing is known of most library functions, so the rule is careful: what is given to
one, and all that it holds, may be written; an object of the program that is given to
one may lead anywhere. Known builtins and methods of collections are told apart.
"""

import builtins
import types

from everyorder.operations.kinds import (
    ATOM,
    ATOMS,
    CLASS,
    CONTAINER,
    FROZEN,
    GENERATOR,
    ITERATOR,
    KEEPS,
    KINDS,
    LOCK,
    LOOKS_INSIDE,
    MODULE,
    OBJECT,
    PROGRAM,
    READS,
    SYNC,
    VIEW,
    is_program_function,
    own_dict,
    parts,
)
from everyorder.operations.limits import forbidden_attribute
from everyorder.sharing import EVERYTHING, WHOLE, WRITE

b = builtins
PURE = {b.id, b.isinstance, b.issubclass, b.callable, b.hash, b.super, b.type, b.slice}
PURE |= {b.property, b.classmethod, b.staticmethod, b.object, b.range, b.memoryview}
SHALLOW = {b.len, b.list, b.tuple, b.set, b.frozenset, b.dict, b.bool, b.bytes}
DEEP = {b.sorted, b.sum, b.min, b.max, b.any, b.all, b.str, b.repr, b.format, b.ascii}
DEEP |= {b.int, b.float, b.print, b.round, b.abs, b.divmod, b.pow, b.chr, b.ord}
TAKES = {b.sorted, b.sum, b.min, b.max, b.any, b.all, *SHALLOW} - {b.bool, b.len}
LAZY = {b.enumerate, b.zip, b.map, b.filter, b.iter}
SHOWS = {b.print, b.str, b.repr, b.format, b.ascii}
OUT = ("output",)
del b


class Calls:
    def __init__(self, scheduler, attributes, items):
        self.scheduler, self.attributes, self.items = scheduler, attributes, items

    # --- methods

    def method(self, site, thing, name, /, *args, **kwargs):
        """`thing.name(...)`."""
        scheduler = self.scheduler
        if scheduler.alone:
            scheduler.current.site = site
            if type(thing) is types.ModuleType:
                forbidden_attribute(scheduler, thing, name)
            return self._start(site, getattr(thing, name), args, kwargs)
        kind = KINDS[type(thing)]
        if kind is LOCK:
            return self._lock(site, thing, name, args, kwargs)
        if kind is OBJECT:
            own = getattr(type(thing), name, None)
            if is_program_function(own) and name not in own_dict(thing):
                self.attributes.note(site, thing, name, WHOLE)
                return getattr(thing, name)(*args, **kwargs)
        elif (kind is not SYNC and kind is not CONTAINER) or type(
            thing
        ).__module__ == PROGRAM:
            self.attributes.note(site, thing, name, WHOLE)
        return self.call(site, getattr(thing, name), *args, **kwargs)

    def _lock(self, site, lock, name, args, kwargs):
        scheduler = self.scheduler
        scheduler.current.site = site
        if name in ("acquire", "acquire_lock", "__enter__"):
            got = lock.acquire_as_step(*args, **kwargs)
            if not got and scheduler.recorder is not None:
                scheduler.recorder.returned(name, lock, got)
            return got
        scheduler.pause()
        return getattr(lock, name)(*args, **kwargs)

    # --- calls

    def call(self, site, function, /, *args, **kwargs):
        """`function(...)`."""
        if is_program_function(function):
            return function(*args, **kwargs)
        if self.scheduler.alone:
            return self._start(site, function, args, kwargs)
        cls = type(function)
        if cls is types.MethodType:
            return self._bound(site, function, args, kwargs)
        if cls is types.BuiltinFunctionType or cls is types.MethodWrapperType:
            owner = function.__self__
            if owner is not None and type(owner) is not types.ModuleType:
                return self._builtin_method(site, owner, function, args, kwargs)
            return self._builtin(site, function, args, kwargs)
        if isinstance(function, type):
            return self._make(site, function, args, kwargs)
        called = vars(cls).get("__call__") if KINDS[cls] is OBJECT else None
        if is_program_function(called):
            return function(*args, **kwargs)
        return self._unknown(site, function, function, args, kwargs)

    def _start(self, site, function, args, kwargs):
        """A call while no other thread has been started; this one may start some."""
        self.scheduler.current.site = site
        if function is getattr and isinstance(args[0], types.ModuleType):
            forbidden_attribute(self.scheduler, *args[:2])
        if function is iter or (isinstance(function, type) and function in LAZY):
            args = self._lazily(site, args)
        if not callable_holder(args, kwargs):
            return self._library(function, args, kwargs)
        args, kwargs = self._wrapped(site, args, kwargs)
        return self._library(function, args, kwargs)

    def _library(self, function, args, kwargs):
        """Call it, as whatever class of the library it belongs to."""
        owner = getattr(function, "__self__", None)
        if owner is None or KINDS[type(owner)] is not SYNC:
            result = function(*args, **kwargs)
            if KINDS[type(result)] is VIEW and KINDS[type(owner)] is CONTAINER:
                self.scheduler.sharing.views[id(result)] = owner
                self.scheduler.sharing.kept.append(result)
            return result
        key = (self.scheduler.sharing.number(owner), "items")
        with self.scheduler.library((key, WRITE)):
            return function(*args, **kwargs)

    def _bound(self, site, function, args, kwargs):
        owner, inner = function.__self__, function.__func__
        if is_program_function(inner):
            return function(*args, **kwargs)
        kind = KINDS[type(owner)]
        scheduler = self.scheduler
        if kind is LOCK:
            return self._lock(site, owner, function.__name__, args, kwargs)
        args, kwargs = self._wrapped(site, args, kwargs)
        if kind is SYNC or getattr(inner, "__module__", "") in SYNC_MODULES:
            return self._sync(site, owner, function, args, kwargs)
        if kind is CLASS or kind is CONTAINER:
            return self._unknown(site, owner, function, args, kwargs)
        if getattr(inner, "__module__", "") == "logging":
            scheduler.visit(site, always=True)
            scheduler.sharing.touch(scheduler.current.bit, site, ("logging",), WRITE)
            self._touch_given(site, args, kwargs, WHOLE)
            return function(*args, **kwargs)
        return self._unknown(site, owner, function, args, kwargs)

    def _sync(self, site, owner, function, args, kwargs):
        """A method of a Thread, Event, Queue, Future: they guard their own state."""
        scheduler, name = self.scheduler, function.__name__
        me = scheduler.current
        me.site = site
        if name == "start" and not kwargs and hasattr(owner, "_bootstrap_inner"):
            scheduler.count()
            return function(*args)
        if name in ("acquire", "__enter__") and hasattr(owner, "_waiters"):
            lock = getattr(owner, "_lock", None)
            if KINDS[type(lock)] is LOCK:
                return self._lock(site, lock, name, args, kwargs)
        if (
            name == "join"
            and not args
            and not kwargs
            and hasattr(owner, "_bootstrap_inner")
        ):
            thread = self._thread(owner)
            scheduler.pause(thread if thread is not me else None)
            return function()
        scheduler.pause()
        accesses = [((scheduler.sharing.number(owner), "items"), WRITE)]
        if name in LIFETIMES:
            accesses.append((EVERYTHING, WHOLE))
            scheduler.sharing.touch_unknown(me.bit, WHOLE)
        for location, mode in accesses:
            scheduler.sharing.access(location, mode)
        if scheduler.recorder is None:
            with scheduler.library(*accesses):
                return function(*args, **kwargs)
        scheduler.recorder.called(name, owner, args)
        with scheduler.library(*accesses):
            result = function(*args, **kwargs)
        scheduler.recorder.returned(name, owner, result)
        return result

    def _thread(self, owner):
        for thread in self.scheduler.threads:
            if thread.owner is owner:
                return thread
        return None

    # --- builtins

    def _builtin_method(self, site, owner, function, args, kwargs):
        kind = KINDS[type(owner)]
        scheduler, name = self.scheduler, function.__name__
        if kind in (CLASS, FROZEN, ATOM, MODULE):
            if self._given(args, kwargs):
                scheduler.visit(site)
                self._touch_given(site, args, kwargs, WHOLE)
            return function(*args, **kwargs)
        if kind not in (CONTAINER, VIEW, GENERATOR, ITERATOR):
            return self._unknown(site, owner, function, args, kwargs)
        scheduler.visit(site)
        mode = WHOLE if name in READS else WRITE
        sharing = scheduler.sharing
        thing = sharing.views.get(id(owner), owner)
        location = (sharing.number(thing), "items")
        sharing.touch(scheduler.current.bit, site, location, mode)
        if name in LOOKS_INSIDE:
            self.items.touch(site, thing, WHOLE)
        if name not in KEEPS:
            self._touch_given(site, args, kwargs, WHOLE)
        args, kwargs = self._wrapped(site, args, kwargs)
        result = function(*args, **kwargs)
        if kind is CONTAINER and KINDS[type(result)] is VIEW:
            sharing.views[id(result)] = owner
            sharing.kept.append(result)
        return result

    def _builtin(self, site, function, args, kwargs):
        name = function.__name__
        if function.__module__ == "builtins":
            if name in ("getattr", "hasattr", "setattr", "delattr"):
                return self._by_name(site, name, function, args)
            if function in PURE:
                return function(*args, **kwargs)
            if name == "next":
                self.items.note(site, args[0], WRITE)
                return function(*args)
            if function in LAZY:
                return function(*self._lazily(site, args), **kwargs)
            if function in DEEP or function in SHALLOW:
                return self._known(site, function, args, kwargs)
        return self._unknown(site, function, function, args, kwargs)

    def _lazily(self, site, args):
        return [self.items.iterate(site, arg) for arg in args]

    def _known(self, site, function, args, kwargs):
        """A builtin that reads what it is given and changes nothing but the output."""
        scheduler = self.scheduler
        given = self._given(args, kwargs)
        if function in SHOWS:
            for arg in args:
                self.items.formatted(site, arg)
        elif given:
            scheduler.visit(site)
            for arg in given:
                self.items.touch(site, arg, WHOLE)
        if function is print:
            return self._print(site, args, **kwargs)
        return function(*args, **kwargs)

    def _print(self, site, args, *, sep=" ", end="\n", **kwargs):
        """Print piece by piece, as print does: other threads' text may come between."""
        scheduler = self.scheduler
        sep, end = " " if sep is None else sep, "\n" if end is None else end
        pieces = [piece for arg in args for piece in (sep, arg)][1:]
        for piece in [*pieces, end]:
            scheduler.visit(site)
            scheduler.sharing.touch(scheduler.current.bit, site, OUT, WRITE)
            if scheduler.recorder is not None:
                scheduler.recorder.printed(piece)
            print(piece, end="", **kwargs)

    def _by_name(self, site, name, function, args):
        """getattr(thing, "name") and its like."""
        mode = WHOLE if name in ("getattr", "hasattr") else WRITE
        if isinstance(args[0], types.ModuleType) and mode == WHOLE:
            forbidden_attribute(self.scheduler, args[0], args[1])
        self.attributes.note(site, args[0], args[1], mode)
        return function(*args)

    def _make(self, site, cls, args, kwargs):
        """A call of a class."""
        if cls.__module__ == PROGRAM or issubclass(cls, BaseException) or cls in PURE:
            return cls(*args, **kwargs)
        if cls in LAZY:
            return cls(*self._lazily(site, args), **kwargs)
        if cls in SHALLOW or cls in DEEP:
            return self._known(site, cls, args, kwargs)
        args, kwargs = self._wrapped(site, args, kwargs)
        if KINDS[cls] in (SYNC, LOCK):
            return cls(*args, **kwargs)
        given = self._given(args, kwargs)
        if given:
            self.scheduler.visit(site)
            self._touch_given(site, args, kwargs, WHOLE)
        return cls(*args, **kwargs)

    # --- whatever else

    def _given(self, args, kwargs) -> list:
        """The arguments that can change, or hold what can."""
        return [
            thing
            for thing in (*args, *kwargs.values())
            if type(thing) not in ATOMS
            and KINDS[type(thing)] not in (CLASS, MODULE, SYNC, LOCK)
        ]

    def _touch_given(self, site, args, kwargs, mode):
        for thing in self._given(args, kwargs):
            self.items.touch(site, thing, mode)

    def _unknown(self, site, owner, function, args, kwargs):
        """A library function of which nothing is known."""
        scheduler = self.scheduler
        module = getattr(function, "__module__", None) or type(function).__module__
        if module in SYNC_MODULES:
            return self._sync_function(site, function, args, kwargs)
        if module == CLOCK:  # a sleep is a decision already, a reading touches nothing
            scheduler.current.site = site
            return function(*args, **kwargs)
        scheduler.visit(site, always=True)
        sharing, bit = scheduler.sharing, scheduler.current.bit
        if module == "logging":
            sharing.touch(bit, site, ("logging",), WRITE)
            self._touch_given(site, args, kwargs, WHOLE)
            return function(*args, **kwargs)
        accesses = []
        before = len(sharing.accesses)
        if owner is not function and KINDS[type(owner)] not in (MODULE, ATOM):
            sharing.touch(bit, site, (sharing.number(owner), "items"), WRITE)
        sharing.touch(bit, site, ("module", module), WRITE)
        self._touch_given(site, args, kwargs, WRITE)
        accesses = sharing.accesses[before:]
        args, kwargs = self._wrapped(site, args, kwargs)
        with scheduler.library(*accesses):
            return function(*args, **kwargs)

    def _sync_function(self, site, function, args, kwargs):
        """A function of threading or concurrent.futures."""
        scheduler = self.scheduler
        me = scheduler.current
        me.site = site
        args, kwargs = self._wrapped(site, args, kwargs)
        if function.__name__ in ("current_thread", "get_ident", "main_thread"):
            return function(*args, **kwargs)
        scheduler.pause()
        scheduler.sharing.touch_unknown(me.bit, WRITE)
        return function(*args, **kwargs)

    def _wrapped(self, site, args, kwargs):
        """Callbacks given to the library, so that their calls are operations, too."""
        if not callable_holder(args, kwargs):
            return args, kwargs
        return (
            tuple(self.callback(site, arg) for arg in args),
            {name: self.callback(site, arg) for name, arg in kwargs.items()},
        )

    def callback(self, site, thing):
        if not is_callback(thing):
            return thing

        def _eo_callback(*args, **kwargs):
            return self.call(site, thing, *args, **kwargs)

        return _eo_callback

    # --- with

    def context(self, site, manager):
        """What `with` enters: entering and leaving are operations."""
        if is_program_function(getattr(type(manager), "__enter__", None)):
            return manager
        return Context(self, site, manager)


class Context:
    """A context manager of the library, entered and left by operations."""

    __slots__ = ("calls", "manager", "site")

    def __init__(self, calls, site, manager):
        self.calls, self.site, self.manager = calls, site, manager
        type(manager).__enter__, type(manager).__exit__

    def __enter__(self):
        return self.calls.method(self.site, self.manager, "__enter__")

    def __exit__(self, *error):
        return self.calls.method(self.site, self.manager, "__exit__", *error)


SYNC_MODULES = {
    *("threading", "queue", "_thread", "concurrent.futures._base"),
    *("concurrent.futures.thread", "concurrent.futures"),
}
CLOCK = "everyorder.shims.clock"
LIFETIMES = {"is_alive", "join"}


def is_callback(thing) -> bool:
    """Whether calling it later would be an operation that nobody sees."""
    cls = type(thing)
    if cls is types.MethodType:
        return not is_program_function(thing.__func__)
    if cls is types.BuiltinFunctionType:
        owner = thing.__self__
        if owner is None or type(owner) is types.ModuleType:
            return thing is print or thing is next
        return KINDS[type(owner)] in (CONTAINER, GENERATOR, ITERATOR)
    return KINDS[cls] is FROZEN and callable(thing)


def callable_holder(args, kwargs) -> bool:
    return any(map(is_callback, args)) or any(map(is_callback, kwargs.values()))


__all__ = ["Calls", "parts"]
