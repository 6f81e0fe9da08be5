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

from everyorder.model.clock import make_time_module
from everyorder.model.loops import Loops
from everyorder.model.threads import make_thread_module, reset_threading

FRESH = (
    *("threading", "queue", "_threading_local", "concurrent", "logging", "sched"),
    "asyncio",
)


class Overlay:
    """The program's view; one for a whole search."""

    def __init__(self, scheduler, clock_noticed):
        self.scheduler = scheduler
        self.threads = make_thread_module(scheduler)
        self.program_time = make_time_module(scheduler, clock_noticed)
        self.modules: dict[str, object] = {
            "_thread": self.threads,
            "time": make_time_module(scheduler, None),
            "_queue": None,
            "_asyncio": None,
        }
        self.loops: Loops | None = None
        self.watches_threads = self.watches_futures = False  # of the program that runs
        self.main: dict[str, object] = {}  # attributes of the main thread when new

    def _mine(self, name: str) -> bool:
        return name in self.modules or any(
            name == fresh or name.startswith(fresh + ".") for fresh in FRESH
        )

    @contextlib.contextmanager
    def entered(self, imports=()):
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
            with no_hooks():
                self.threading = importlib.import_module("threading")
                self.main = self.main or vars(self.threading._main_thread).copy()
                for name in imports:
                    if self._mine(name) and name not in self.modules:
                        importlib.import_module(name)
            self._hash_in_turn(self.threading.Thread)
            pause = self.scheduler.pause
            delete = "_delete", pause, lambda: self.watches_threads
            self._as_operation(self.threading.Thread, *delete)
            if pools := sys.modules.get("concurrent.futures._base"):
                self._hash_in_turn(pools.Future)
                for name in ("set_result", "set_exception"):
                    result = name, pause, lambda: self.watches_futures
                    self._as_operation(pools.Future, *result)
            with self._looped():
                yield self
        finally:
            for name in [name for name in sys.modules if self._mine(name)]:
                self.modules[name] = sys.modules.pop(name)
            sys.modules.update(saved)

    @contextlib.contextmanager
    def _looped(self):
        """With our event loop, if the program uses asyncio."""
        asyncio = sys.modules.get("asyncio")
        if asyncio is None:
            yield
            return
        self._hash_in_turn(asyncio.Future)
        if self.loops is None:
            self.loops = Loops(asyncio, self.scheduler, self.program_time)
        for name in ("set_result", "set_exception", "cancel"):
            result = name, self.loops.touch, lambda: self.watches_futures
            self._as_operation(asyncio.Future, *result)
        with self.loops.hooked():
            yield

    def reset(self, report) -> None:
        """Make the modules as new; `report(args)` hears of uncaught exceptions."""
        threading = self.threading
        self.hashes = itertools.count(1)
        reset_threading(threading, self.threads, self.main)
        if pools := sys.modules.get("concurrent.futures.thread"):
            reset_pools(pools, threading)
        if logging := sys.modules.get("logging"):
            reset_logging(logging, self.threads)
            if base := sys.modules.get("concurrent.futures._base"):
                base.LOGGER = logging.getLogger(base.LOGGER.name)
        if self.loops:
            self.loops.reset()
        threading.excepthook = threading.__excepthook__ = report
        self.threads.uncaught = lambda thread, error: report(
            threading.ExceptHookArgs((type(error), error, error.__traceback__, thread))
        )

    def _hash_in_turn(self, cls) -> None:
        """Let sets of these be in the same order in every run: by age, not address."""

        def __hash__(thing):
            number = thing.__dict__.get("_everyorder_hash")
            if number is None:
                number = thing._everyorder_hash = next(self.hashes)
            return number

        cls.__hash__ = __hash__

    def _as_operation(self, cls, name: str, decide, looked) -> None:
        """Let the end of a thread or a call be a decision, if the program looks."""
        method = getattr(cls, name)
        method = getattr(method, "__wrapped__", method)  # of an earlier search

        @functools.wraps(method)
        def decided(thing, *args, **kwargs):
            if looked() and self.scheduler.current and not self.scheduler.unwinding:
                decide()
            return method(thing, *args, **kwargs)

        setattr(cls, name, decided)


@contextlib.contextmanager
def no_hooks():
    """Keep the program's modules from hooking into the end of the host."""
    fork, leave = getattr(os, "register_at_fork", None), atexit.register
    atexit.register = lambda function, *_, **__: function
    if fork is not None:
        os.register_at_fork = lambda **_: None
    try:
        yield
    finally:
        atexit.register = leave
        if fork is not None:
            os.register_at_fork = fork


def reset_pools(pools, threading) -> None:
    """Make `concurrent.futures.thread` as new."""
    pools._threads_queues.clear()
    pools._shutdown = False
    pools._global_shutdown_lock = threading.Lock()
    pools.ThreadPoolExecutor._counter = itertools.count().__next__
    threading._register_atexit(pools._python_exit)


def reset_logging(logging, thread_module) -> None:
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
