"""Calls of the library: of threads and queues, of asyncio, and of whatever else.

Objects of the thread modules guard their own state; each is one location. Of all
asyncio there is one, since its objects belong to loops, not to threads. Nothing is
known of most other functions, so the rule is careful: what is given to one, and all
that it holds, may be written; an object of the program that is given to one may lead
anywhere. Callbacks given to the library are wrapped, so that their calls are seen.
"""

import functools
import types
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from everyorder.model.event_loop import ASYNCIO
from everyorder.operations.kinds import (
    ATOM,
    ATOMS,
    C_FUNCTIONS,
    CLASS,
    CONTAINER,
    GENERATOR,
    ITERATOR,
    KINDS,
    LOCK,
    MODULE,
    SYNC,
    OneByOne,
    bound_to,
    is_program_function,
)
from everyorder.operations.methods import Model, model_of
from everyorder.results.values import is_a, name_of
from everyorder.runtime.sharing import (
    EVERYTHING,
    LISTED,
    NUMBERED,
    NUMBERS,
    STORE,
    THREADS,
    WHOLE,
    WRITE,
)

if TYPE_CHECKING:
    from everyorder.operations.attributes import Attributes
    from everyorder.operations.items import Items
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.sharing import Access
    from everyorder.runtime.thread import Thread

Args = Sequence[Any]  # what a call is given
Keywords = dict[str, Any]

# Modules whose functions in C touch what they are given, what that holds, and what
# their module keeps, and nothing else. All others may touch everything.
GIVEN = {
    *("builtins", "math", "cmath", "itertools", "collections", "_collections", "array"),
    *("_bisect", "_heapq", "bisect", "heapq", "_struct", "struct", "zlib", "binascii"),
    *(
        "_random",
        "random",
        "_io",
        "io",
        "re",
        "_sre",
        "functools",
        "_functools",
        "unicodedata",
        "_string",
    ),
    *("_json", "json", "_csv", "csv", "_operator", "operator", "_statistics", "time"),
    *("_datetime", "datetime", "decimal", "_decimal", "_hashlib", "_md5", "_sha1"),
    *("_sha2", "_sha256", "_sha512", "_blake2", "_sha3", "hashlib", "_codecs", "os"),
    *("posix", "nt", "sys", "_abc", "errno", "_locale", "_contextvars", "types"),
    *("pathlib", "enum", "fractions", "uuid", "string"),
    *("posixpath", "genericpath", "warnings", "_warnings", "typing"),
}
# Those of them that keep nothing which a program could see.
STATELESS = {
    *("math", "cmath", "_bisect", "bisect", "_heapq", "heapq", "_struct", "struct"),
    *("binascii", "re", "_sre", "unicodedata", "_string", "_operator", "operator"),
    "_statistics",
}
# In whose classes in C a method touches its object and what it is given, alone.
CLOSED = {"_random"}
# Those whose functions take all that an iterator gives, and look into it.
CONSUMING = {"_functools", "functools", "_bisect", "math", "_heapq", "_statistics"}
SYNC_MODULES = {
    *("threading", "queue", "_thread", "concurrent.futures._base"),
    *("concurrent.futures.thread", "concurrent.futures"),
}
FUNCTIONS = (
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType),
    *(types.MethodWrapperType, types.WrapperDescriptorType),
    *(types.MethodDescriptorType, types.ClassMethodDescriptorType),
)
CLOCK, IDENTS = "everyorder.model.clock", "everyorder.model.threads"
# Whose functions touch nothing, as a reading does, or decide by themselves, as a sleep.
THEMSELVES = {CLOCK, "everyorder.model.identity"}
WHO = {"get_ident", "get_native_id", "_get_main_thread_ident"}  # the same in each order
WAIT_FOR_FUTURES = {"wait", "as_completed"}
LISTS = {"enumerate", "active_count", "activeCount"}


class Library:
    call: Callable[..., Any]  # calls.py
    scheduler: "Scheduler"
    attributes: "Attributes"
    items: "Items"

    def __init__(
        self, scheduler: "Scheduler", attributes: "Attributes", items: "Items"
    ):
        self.scheduler, self.attributes, self.items = scheduler, attributes, items

    def _lock(
        self, site: int, lock: Any, name: str, args: Args, kwargs: Keywords
    ) -> Any:
        scheduler = self.scheduler
        scheduler.at(site)
        if not hasattr(lock, "acquire_as_step"):  # the host's: no program holds it
            return getattr(lock, name)(*args, **kwargs)
        if name in ("acquire", "acquire_lock", "__enter__"):
            got = lock.acquire_as_step(*args, **kwargs)
            if not got and scheduler.recorder is not None:
                scheduler.recorder.returned(name, lock, got)
            return got
        scheduler.pause()
        return getattr(lock, name)(*args, **kwargs)

    def _library(self, function: Any, args: Args, kwargs: Keywords) -> Any:
        """Call it, as whatever class of the library it belongs to."""
        owner = bound_to(function)
        if is_asyncio(function):
            with self.scheduler.library((ASYNCIO, WRITE)):
                return function(*args, **kwargs)
        if owner is None or KINDS[type(owner)] is not SYNC:
            return function(*args, **kwargs)
        key = (self.scheduler.sharing.number(owner), "items")
        with self.scheduler.library((key, WRITE)):
            return function(*args, **kwargs)

    def _asyncio(self, site: int, function: Any, args: Args, kwargs: Keywords) -> Any:
        """Anything of asyncio, from whichever thread: one operation on all it keeps."""
        scheduler = self.scheduler
        scheduler.visit(site, always=True)
        scheduler.sharing.access(ASYNCIO, WRITE)
        held = [a for a in (*args, *kwargs.values()) if KINDS[type(a)] is CONTAINER]
        self._touch_given(site, held, {}, WHOLE)
        if scheduler.recorder is not None:
            owner = bound_to(function) or function
            scheduler.recorder.called(function.__name__, owner, args)
        args, kwargs = self._wrapped(site, args, kwargs)
        with scheduler.library((ASYNCIO, WRITE)):
            return function(*args, **kwargs)

    def _sync(
        self, site: int, owner: Any, function: Any, args: Args, kwargs: Keywords
    ) -> Any:
        """A method of a Thread, Event, Queue, Future: they guard their own state."""
        scheduler, name = self.scheduler, function.__name__
        me = scheduler.current
        scheduler.at(site)
        model = model_of(type(owner), name)
        given = bool(args or kwargs) and name != "__exit__"
        if model is Model.START and not kwargs:
            scheduler.starts(scheduler.sharing.number(owner))
            scheduler.visit(LISTED)
            scheduler.sharing.touch(me.bit, LISTED, THREADS, STORE)
            return function(*args)
        if model is Model.LOCK:
            lock = getattr(owner, "_lock", None)
            if KINDS[type(lock)] is LOCK:
                return self._lock(site, lock, name, args, kwargs)
        if model is Model.JOIN and not given:
            thread = self._thread(owner)
            scheduler.pause(thread if thread is not me else None)
            return function()
        scheduler.pause()
        accesses = [self._state(owner, model, given)]
        if model in (Model.JOIN, Model.LIFE):
            accesses.append((EVERYTHING, WHOLE))
            scheduler.sharing.touch_unknown(me.bit, WHOLE)
            scheduler.sharing.touch(me.bit, site, THREADS, WHOLE)
        if model is Model.MAKE:
            self._numbered()
        for location, mode in accesses:
            scheduler.sharing.touch_always(me.bit, location, mode)
        if scheduler.recorder is None:
            with scheduler.library(*accesses):
                return function(*args, **kwargs)
        scheduler.recorder.called(name, owner, args)
        with scheduler.library(*accesses):
            result = function(*args, **kwargs)
        scheduler.recorder.returned(name, owner, result)
        return result

    def _state(self, owner: object, model: Model, given: bool) -> "Access":
        """What a call of this method touches: the state of its object, as a whole.

        Not so where it waits for what is the same whatever came first, without a
        timeout or the like `given`.
        """
        number = self.scheduler.sharing.number(owner)
        if model is Model.RESULT and not given:
            return (number, "called"), WHOLE
        return (number, "items"), WHOLE if model is Model.ASK else WRITE

    def _thread(self, owner: object) -> "Thread | None":
        for thread in self.scheduler.threads:
            if thread.owner is owner:
                return thread
        return None

    # --- whatever else

    def _given(self, args: Args, kwargs: Keywords) -> list[Any]:
        """The arguments that can change, or hold what can."""
        return [
            thing
            for thing in (*args, *kwargs.values())
            if type(thing) not in ATOMS
            and KINDS[type(thing)] not in (CLASS, MODULE, SYNC, LOCK)
        ]

    def _touch_given(self, site: int, args: Args, kwargs: Keywords, mode: int) -> None:
        for thing in self._given(args, kwargs):
            self.items.touch(site, thing, mode)

    def _unknown(
        self, site: int, owner: Any, function: Any, args: Args, kwargs: Keywords
    ) -> Any:
        """A library function of which nothing is known."""
        scheduler = self.scheduler
        if is_a(function, FUNCTIONS):
            module = getattr(function, "__module__", None) or type(owner).__module__
        else:  # what it says of its module may be that of a function that it wraps
            module = type(function).__module__
        if module in SYNC_MODULES:
            return self._sync_function(site, function, args, kwargs)
        asks = module == IDENTS and function.__name__ in WHO
        if asks or module in THEMSELVES:
            scheduler.at(site)
            if asks:
                scheduler.names(site, scheduler.current)
            return function(*args, **kwargs)
        scheduler.visit(site, always=module not in STATELESS)
        sharing, bit = scheduler.sharing, scheduler.current.bit
        if module == "logging":
            sharing.touch(bit, site, ("logging",), WRITE)
            for arg in args:
                self.items.formatted(site, arg)
            self._touch_given(site, args, kwargs, WHOLE)
            return function(*args, **kwargs)
        before = len(sharing.accesses)
        called = owner is not function or not is_a(function, FUNCTIONS)
        if called and KINDS[type(owner)] not in (MODULE, ATOM):
            sharing.touch(bit, site, (sharing.number(owner), "items"), WRITE)
        self._touch_kept(site, module)
        for thing in self._given(args, kwargs):
            self.items.touch(site, thing, WRITE)
            held = WRITE if module in CONSUMING else WHOLE
            self.items.touch_held(site, thing, held)
        if module in CONSUMING:
            args = tuple(self._produced(site, arg) for arg in args)
        args, kwargs = self._wrapped(site, args, kwargs)
        kwargs = self._keyed(site, kwargs)
        with scheduler.holding(before):
            return function(*args, **kwargs)

    def _touch_kept(self, site: int, module: str) -> None:
        """What a function of this module may touch besides what it is given."""
        bit, sharing = self.scheduler.current.bit, self.scheduler.sharing
        if module in STATELESS:
            return
        if module.partition(".")[0] in GIVEN:
            sharing.touch(bit, site, ("module", module), WRITE)
        else:
            sharing.touch_unknown(bit, WRITE, site)
            self.scheduler.asks_who()

    def _produced(self, site: int, thing: Any) -> Any:
        """`thing`; if it gives values one by one, each may be changed as it comes."""
        kind = KINDS[type(thing)]
        looks = kind is GENERATOR or kind is ITERATOR
        return self.items.looked(site, thing, WRITE) if looks else thing

    def _keyed(self, site: int, kwargs: Keywords) -> Keywords:
        """Keywords with a `key` function, whose results C code compares."""
        key = kwargs.get("key")
        if not callable(key):
            return kwargs

        def _eo_key(*args: Any) -> Any:
            return self.items.look(site, key(*args))

        return kwargs | {"key": _eo_key}

    def _sync_function(
        self, site: int, function: Any, args: Args, kwargs: Keywords
    ) -> Any:
        """A function of threading or concurrent.futures."""
        scheduler = self.scheduler
        me = scheduler.current
        scheduler.at(site)
        args, kwargs = self._wrapped(site, args, kwargs)
        if function.__name__ in ("current_thread", "get_ident", "main_thread"):
            return function(*args, **kwargs)
        scheduler.pause()
        if function.__name__ in LISTS:
            scheduler.tells_apart()
            scheduler.sharing.touch(me.bit, site, THREADS, WHOLE)
            return function(*args, **kwargs)
        known = function.__name__ in WAIT_FOR_FUTURES and bool(args)
        if not known or KINDS[type(args[0])] is not CONTAINER:
            scheduler.sharing.touch_unknown(me.bit, WRITE)
            return function(*args, **kwargs)
        self._touch_given(site, args, kwargs, WHOLE)
        number, touch = scheduler.sharing.number, scheduler.sharing.touch_always
        futures = [((number(f), "items"), WHOLE) for f in filter(is_future, args[0])]
        for location, mode in futures:
            touch(me.bit, location, mode)
        with scheduler.library(*futures):
            return function(*args, **kwargs)

    def _numbered(self) -> None:
        """A thread or a pool is made, whose name has the next number."""
        scheduler = self.scheduler
        scheduler.visit(NUMBERED)
        scheduler.sharing.touch(scheduler.current.bit, NUMBERED, NUMBERS, WRITE)

    def _wrapped(
        self, site: int, args: Args, kwargs: Keywords
    ) -> tuple[Args, Keywords]:
        """Callbacks given to the library, so that their calls are operations, too."""
        if not callable_holder(args, kwargs):
            return args, kwargs
        return (
            tuple(self.callback(site, arg) for arg in args),
            {name: self.callback(site, arg) for name, arg in kwargs.items()},
        )

    def callback(self, site: int, thing: Any) -> Any:
        if not is_callback(thing):
            return thing

        def _eo_callback(*args: Any, **kwargs: Any) -> Any:
            return self.call(site, thing, *args, **kwargs)

        _eo_callback.__name__ = name_of(thing)  # which orders show
        return _eo_callback

    # --- with


def is_future(thing: object) -> bool:
    """Whether it is a Future of concurrent.futures."""
    return KINDS[type(thing)] is SYNC and hasattr(thing, "_invoke_callbacks")


def is_asyncio(function: object) -> bool:
    """Whether this function, method or class belongs to asyncio."""
    module = getattr(function, "__module__", None) or ""
    return module.partition(".")[0] == "asyncio"


def is_callback(thing: Any) -> bool:
    """Whether calling it later would be an operation that nobody sees."""
    cls = type(thing)
    if cls is types.MethodType:
        itself = is_a(thing.__self__, OneByOne)  # its steps are operations already
        return not (itself or is_program_function(thing.__func__))
    if cls in C_FUNCTIONS:
        owner = thing.__self__
        if owner is None or type(owner) is types.ModuleType:
            return thing is print or thing is next
        return KINDS[type(owner)] in (CONTAINER, GENERATOR, ITERATOR)
    return is_a(thing, functools.partial)


def callable_holder(args: Args, kwargs: Keywords) -> bool:
    return any(map(is_callback, args)) or any(map(is_callback, kwargs.values()))
