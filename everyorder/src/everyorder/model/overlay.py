"""A second view of `sys.modules`: the library modules that stand on threads.

The program gets threading, queue, concurrent.futures, logging and asyncio of its own,
imported once above the model and reset between runs. The host's own modules are put
aside while programs run and come back afterwards, the same objects.
"""

import atexit
import contextlib
import functools
import importlib
import itertools
import os
import sys
import types
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from everyorder.instrument.library import LIBRARY
from everyorder.model.at_exit import make_atexit_module
from everyorder.model.clock import make_time_module
from everyorder.model.frames import frames_apart
from everyorder.model.loops import Loops
from everyorder.model.pools import watch_pools
from everyorder.model.threads import make_thread_module, reset_threading
from everyorder.runtime.sharing import (
    LISTED,
    SETTLED,
    START,
    STORE,
    THREADS,
    WHOLE,
    WRITE,
)

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

# What those import and programs may open (instrument/library.py): they have their own,
# so that the switch points of the program's do not become theirs.
PRIVATE = (
    *("_weakrefset", "weakref", "contextlib", "functools", "collections", "types"),
    *("collections.abc", "reprlib", "heapq"),
)
STEPS_OF_FUTURES = (*("set_result", "set_exception", "set_running_or_notify_cancel"),)
WAITED = "_result_or_cancel"  # the library's function that cancels what it waited for
ANY_TIME = 1_000_000.0  # seconds: a deadline, which in a proof may come at any step
LIBRARY_CALLS = ("threading", "queue", "concurrent.futures._base")
FINALIZERS = (
    *("_registry", "_index_iter", "_shutdown", "_dirty", "_registered_with_atexit"),
)
FRESH = (
    *("threading", "queue", "_threading_local", "concurrent", "logging", "sched"),
    "asyncio",
)


class Overlay:
    """The program's view; one for a whole search."""

    def __init__(self, scheduler: "Scheduler", clock_noticed: Callable[[], None]):
        self.scheduler = scheduler
        self.threads: Any = make_thread_module(scheduler)
        self.at_exit: Any = make_atexit_module(scheduler)
        self.program_time: types.ModuleType = make_time_module(scheduler, clock_noticed)
        self.modules: dict[str, Any] = {
            "_thread": self.threads,
            "time": make_time_module(scheduler, None),
            "_queue": None,
            "_asyncio": None,
            "atexit": self.at_exit,
        }
        self.loops: Loops | Any = None  # None without asyncio
        self.main: dict[str, Any] = {}  # attributes of the main thread when new

    def _mine(self, name: str) -> bool:
        return name in self.modules or any(
            name == fresh or name.startswith(fresh + ".") for fresh in FRESH
        )

    @contextlib.contextmanager
    def entered(self, imports: Iterable[str] = ()) -> "Iterator[Overlay]":
        """While entered, every import gives the program's modules.

        `imports` are modules to import beforehand, so that the first run is like all.
        """
        for name in imports:
            # What these import in turn is the host's, and must stand on its threads.
            if self._mine(name) and name not in self.modules:
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
        names = [name for name in sys.modules if self._mine(name)]
        saved = {name: sys.modules.pop(name) for name in names}
        sys.modules.update(self.modules)
        try:
            with no_hooks(), private_modules():
                self.threading: Any = importlib.import_module("threading")
                self.main = self.main or vars(self.threading._main_thread).copy()
                for name in imports:
                    if self._mine(name) and name not in self.modules:
                        with contextlib.suppress(ImportError):  # the program's to tell
                            importlib.import_module(name)
            self._hash_in_turn(self.threading.Thread)
            self._as_operation(self.threading.Thread, "_delete", self._leaves)
            self._as_operation(self.threading.Timer, "run", self._rings)
            self._wakes_by_itself(self.threading.Condition)
            if pools := sys.modules.get("concurrent.futures._base"):
                self._hash_in_turn(pools.Future)
                for name in STEPS_OF_FUTURES:
                    self._as_operation(pools.Future, name, self._settles)
                self._as_operation(pools.Future, "cancel", self._cancels, closes=True)
                self._as_operation(pools._AcquireFutures, "__enter__", self._looks)
            if pools := sys.modules.get("concurrent.futures.thread"):
                watch_pools(pools, self.scheduler)
            looped, opened = self._looped(), self._opened(saved)
            with looped, opened, finalizers_apart(), frames_apart():
                yield self
        finally:
            for name in [name for name in sys.modules if self._mine(name)]:
                self.modules[name] = sys.modules.pop(name)
            sys.modules.update(saved)

    @contextlib.contextmanager
    def _opened(self, host: Mapping[str, types.ModuleType]) -> Iterator[None]:
        """Open modules run rewritten code, on the program's thread modules.

        Such as functools.cached_property, which has a lock, or the guard of reprlib.
        """
        ours: dict[int, object] = {}
        for name, module in host.items():
            mine = sys.modules.get(name)
            if mine is not None:
                ours[id(module)] = mine
                for key, value in vars(module).items():
                    if callable(value) and hasattr(mine, key):
                        ours[id(value)] = getattr(mine, key)
        with LIBRARY.swapped(ours):
            yield

    @contextlib.contextmanager
    def _looped(self) -> Iterator[None]:
        """With our event loop, if the program uses asyncio."""
        asyncio = sys.modules.get("asyncio")
        if asyncio is None:
            yield
            return
        self._hash_in_turn(asyncio.Future)
        if self.loops is None:
            self.loops = Loops(asyncio, self.scheduler, self.program_time)
        for name in ("set_result", "set_exception", "cancel"):
            self._as_operation(asyncio.Future, name, lambda _: self.loops.touch())
        with self.loops.hooked():
            yield

    def reset(self, report: Callable[[Any], None]) -> None:
        """Make the modules as new; `report(args)` hears of uncaught exceptions."""
        threading = self.threading
        self.hashes: itertools.count[int] = itertools.count(1)
        self.threads.ending = False
        self.at_exit._clear()
        reset_finalizers()
        reset_threading(threading, self.threads, self.main)
        if pools := sys.modules.get("concurrent.futures.thread"):
            reset_pools(pools, threading)
        if logging := sys.modules.get("logging"):
            reset_logging(logging, self.threads)
            base: Any = sys.modules.get("concurrent.futures._base")
            if base:
                base.LOGGER = logging.getLogger(base.LOGGER.name)
        if self.loops:
            self.loops.reset()
        threading.excepthook = threading.__excepthook__ = report
        self.threads.uncaught = lambda thread, error: report(
            threading.ExceptHookArgs((type(error), error, error.__traceback__, thread))
        )

    def shut_logging(self) -> None:
        """What `logging` has registered to be done at the end."""
        logging = sys.modules.get("logging")
        if logging is not None and logging._handlerList:
            logging.shutdown()

    def _hash_in_turn(self, cls: Any) -> None:
        """Let sets of these be in the same order in every run: by age, not address."""

        def __hash__(thing: Any) -> int:
            number: int | None = thing.__dict__.get("_everyorder_hash")
            if number is None:
                number = thing._everyorder_hash = next(self.hashes)
            return number

        cls.__hash__ = __hash__

    def _leaves(self, _thread: object) -> None:
        """A thread is about to leave the list of those that live."""
        scheduler = self.scheduler
        scheduler.visit(LISTED)
        scheduler.sharing.touch(scheduler.current.bit, LISTED, THREADS, STORE)

    def _wakes_by_itself(self, condition: Any) -> None:
        """Let `wait` return although nobody notified, where that is asked for.

        Only to the program: what the library waits for is its own affair.
        """
        plain = getattr(condition.wait, "__wrapped__", condition.wait)

        @functools.wraps(plain)
        def wait(gate: Any, timeout: Any = None) -> Any:
            scheduler, caller = self.scheduler, sys._getframe(1).f_globals["__name__"]
            if not scheduler.spurious or timeout is not None or caller in LIBRARY_CALLS:
                return plain(gate, timeout)
            scheduler.current.unasked = True
            try:
                plain(gate, ANY_TIME)
            finally:
                scheduler.current.unasked = False
            return True

        condition.wait = wait

    def _rings(self, timer: object) -> None:
        """A timer is about to look whether it was canceled; it may wait for no time."""
        scheduler = self.scheduler
        scheduler.visit(START)
        location = (scheduler.sharing.number(timer), "items")
        scheduler.sharing.touch(scheduler.current.bit, START, location, WHOLE)

    def _settles(self, future: object) -> None:
        """A future is about to have another state."""
        scheduler = self.scheduler
        looped = self.loops is not None and self.loops.used  # whose tasks look on
        scheduler.visit(SETTLED, always=looped)
        location = (scheduler.sharing.number(future), "items")
        scheduler.sharing.touch(scheduler.current.bit, SETTLED, location, WRITE)

    def _cancels(self, future: Any) -> None:
        """A future may be about to be canceled, maybe by an iterator that is closed.

        Whoever has just waited for its result cancels nothing, whatever came first, and
        the program's own call is an operation already.
        """
        waited = sys._getframe(2).f_code.co_name == WAITED and future.done()
        if not waited and not self._touched(future):
            self._settles(future)

    def _looks(self, acquired: Any) -> None:
        """Somebody looks which of these futures are done, maybe an iterator, later."""
        scheduler = self.scheduler
        futures = [one for one in acquired.futures if not self._touched(one)]
        if futures:
            scheduler.visit(SETTLED)
        for future in futures:
            location = (scheduler.sharing.number(future), "items")
            scheduler.sharing.touch(scheduler.current.bit, SETTLED, location, WHOLE)

    def _touched(self, future: object) -> bool:
        """Whether the operation under way has said that it touches this future."""
        location = (self.scheduler.sharing.number(future), "items")
        return any(location == each for each, _ in self.scheduler.current.inside)

    def _as_operation(
        self,
        cls: type,
        name: str,
        decide: Callable[[Any], None],
        closes: bool = False,
    ) -> None:
        """Let this method be an operation: what the library does is seen by others.

        If it `closes`, a generator of the library may call it as it ends.
        """
        method = getattr(cls, name)
        method = getattr(method, "__wrapped__", method)  # of an earlier search

        @functools.wraps(method)
        def decided(thing: Any, *args: Any, **kwargs: Any) -> Any:
            scheduler = self.scheduler
            if closes:
                scheduler.closing()
            if scheduler.current and not scheduler.alone and not scheduler.unwinding:
                decide(thing)
            return method(thing, *args, **kwargs)

        setattr(cls, name, decided)


COPIES: dict[str, types.ModuleType] = {}


@contextlib.contextmanager
def private_modules() -> Iterator[None]:
    """While entered, an import of one of PRIVATE gives a copy, made once."""
    saved = {name: sys.modules.pop(name) for name in PRIVATE if name in sys.modules}
    sys.modules.update(COPIES)
    try:
        yield
    finally:
        for name in PRIVATE:
            if name in sys.modules:
                COPIES[name] = sys.modules.pop(name)
        sys.modules.update(saved)


@contextlib.contextmanager
def no_hooks() -> Iterator[None]:
    """Keep the program's modules from hooking into the end of the host."""
    end: Any = atexit
    fork, leave = getattr(os, "register_at_fork", None), end.register
    end.register = lambda function, *_, **__: function
    if fork is not None:
        os.register_at_fork = lambda **_: None
    try:
        yield
    finally:
        end.register = leave
        if fork is not None:
            os.register_at_fork = fork


@contextlib.contextmanager
def finalizers_apart() -> Iterator[None]:
    """While entered, what weakref.finalize keeps is the program's."""
    finalize = weakref.finalize
    kept = {name: vars(finalize)[name] for name in FINALIZERS}
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(finalize, name, value)


def reset_finalizers() -> None:
    """Make what weakref.finalize keeps as new."""
    finalize: Any = weakref.finalize
    finalize._registry = {}
    finalize._index_iter = itertools.count()
    finalize._shutdown = finalize._dirty = False
    finalize._registered_with_atexit = False


def reset_pools(pools: Any, threading: Any) -> None:
    """Make `concurrent.futures.thread` as new."""
    pools._threads_queues.clear()
    pools._shutdown = False
    pools._global_shutdown_lock = threading.Lock()
    pools.ThreadPoolExecutor._counter = itertools.count().__next__
    threading._register_atexit(pools._python_exit)


def reset_logging(logging: Any, thread_module: Any) -> None:
    """Make `logging` as new: no handlers, no loggers but the root's."""
    logging._lock = thread_module.RLock()
    logging._handlers.clear()
    logging._handlerList.clear()
    manager, root = logging.Logger.manager, logging.root
    manager.loggerDict.clear()
    manager.disable = 0
    root.handlers.clear()
    root.filters.clear()
    root.disabled = False
    root.setLevel(logging.WARNING)
    logging.lastResort.createLock()
