"""The `_thread` module that the program's `threading` stands on.

It has what 3.11 and 3.12 want (a lock per thread that is released at its end) and what
3.13 and later want (a handle to join). It has no `_excepthook`, so that `threading`
falls back on its own in Python.
"""

import builtins
import itertools
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

from everyorder.model.local import make_local
from everyorder.model.locks import Lock, make_locks
from everyorder.operations.kinds import bound_to
from everyorder.runtime.scheduler import Scheduler
from everyorder.runtime.sharing import ACQUIRE
from everyorder.runtime.thread import Thread

FIRST_IDENT = 1000
LEAST_STACK = 32768


class Others:
    """What the main thread waits for at the end: every thread but the daemons."""

    words = "the other threads to end"
    without_line = True

    def __init__(self, scheduler: Scheduler):
        self.scheduler = scheduler

    def free(self, thread: Thread) -> bool:
        return all(t.daemon or t is thread for t in self.scheduler.live)


class Handle:
    """A `_thread._ThreadHandle`; make_thread_module binds it to a scheduler."""

    scheduler: Scheduler
    thread: Thread | None
    ident: int | None

    def __init__(self, ident: int | None = None):
        self.ident, self.thread, self._done = ident, None, False

    def is_done(self) -> bool:
        if self.thread is None:
            return self._done
        return self.thread.done

    def _set_done(self) -> None:
        if self.ident is None:
            raise RuntimeError("thread not started")
        self._done = True

    words = "the main thread to end"

    def free(self, _: Thread) -> bool:
        return self._done

    def join(self, timeout: Any = None) -> None:
        scheduler = self.scheduler
        if self.thread is None:
            if self.ident is None and not self._done:
                raise RuntimeError("thread not started")
            if not self._done:  # of the main thread, which nobody has started
                scheduler.block(self, timeout)
            return
        if self.thread is scheduler.current:
            raise RuntimeError("Cannot join current thread")
        if not self.is_done():
            forever = timeout is None or timeout < 0
            scheduler.block(self.thread, None if forever else timeout)
        if self.thread.done:
            # A join that waited for as long as it takes orders what follows;
            # calls.py notes that one with a timeout may see either.
            scheduler.sharing.access(("end", self.thread.number), ACQUIRE)


def make_stack_size() -> Callable[..., int]:
    """A `stack_size` that only remembers: fibers have stacks of their own."""
    told = 0

    def stack_size(size: Any = 0) -> int:
        nonlocal told
        if size < 0 or 0 < size < LEAST_STACK:
            raise ValueError(f"size not valid: {size} bytes")
        before, told = told, size
        return before

    return stack_size


# What is raised when a thread is started while the interpreter ends. On 3.12 that is
# from the end of the main thread's code on, later from that of its globals.
TOO_LATE = getattr(builtins, "PythonFinalizationError", RuntimeError)
ENDS_EARLY = sys.version_info[:2] == (3, 12)


def _refuse_at_the_end(module: Any) -> None:
    if module.ending:
        raise TOO_LATE("can't create new thread at interpreter shutdown")


def make_thread_module(scheduler: Scheduler) -> Any:
    """A `_thread` whose threads are this scheduler's."""
    module: Any = types.ModuleType("_thread")
    lock, rlock = make_locks(scheduler)
    names = {"__module__": "_thread", "scheduler": scheduler}
    handle_class = type("_ThreadHandle", (Handle,), names)

    def start_new_thread(function: Any, args: Any, kwargs: Any = None) -> int:
        if not callable(function):
            raise TypeError("first arg must be callable")
        _refuse_at_the_end(module)
        owner = bound_to(function)
        daemon = getattr(owner, "daemon", True)
        body = _with_hook(module, lambda: function(*args, **(kwargs or {})))
        return FIRST_IDENT + scheduler.spawn(body, owner, daemon).number

    def start_joinable_thread(
        function: Any, handle: Any = None, daemon: bool = True
    ) -> Any:
        handle = handle_class() if handle is None else handle
        if handle.thread is not None:
            raise RuntimeError("thread already started")
        _refuse_at_the_end(module)
        owner = bound_to(function)

        def body() -> None:
            # The new thread runs before spawn() returns, and wants its handle.
            handle.thread, handle.ident = scheduler.current, get_ident()
            function()

        scheduler.spawn(_with_hook(module, body), owner, daemon)
        return handle

    def get_ident() -> int:
        me = scheduler.current
        scheduler.asks_who()
        return FIRST_IDENT + me.number if me else FIRST_IDENT

    def _set_sentinel() -> Lock:
        sentinel = lock()
        if scheduler.current is not None:
            sentinel._ends = True
            scheduler.current.sentinels.append(sentinel)
        return sentinel

    def leave() -> NoReturn:
        raise SystemExit

    module.error = RuntimeError
    module.TIMEOUT_MAX = 4294967.0
    module.LockType = module.lock = lock
    # 3.11 and 3.12 bind it as a class attribute, where a class would be no method.
    module.allocate_lock = module.allocate = lock
    module.RLock, module._local = rlock, make_local(scheduler)
    module._ThreadHandle = handle_class
    module.start_new_thread = module.start_new = start_new_thread
    module.start_joinable_thread = start_joinable_thread
    module.get_ident = get_ident
    module.get_native_id = lambda: get_ident() + 40000
    module._get_main_thread_ident = lambda: FIRST_IDENT
    module._make_thread_handle = handle_class
    module._is_main_interpreter = module.daemon_threads_allowed = lambda: True
    module._shutdown = lambda: None
    module._set_sentinel = _set_sentinel
    module.exit = module.exit_thread = leave
    module.stack_size = make_stack_size()
    module._count = lambda: len(scheduler.live) - 1
    module.interrupt_main = lambda signum=2: scheduler.give_up(
        "unsupported", "_thread.interrupt_main()"
    )
    module.set_name = lambda name: None
    return module


def _with_hook(module: Any, function: Callable[[], object]) -> Callable[[], None]:
    """A thread of `_thread` alone reports its exception the way CPython does."""

    def body() -> None:
        try:
            function()
        except SystemExit:
            pass
        except Exception as error:
            module.uncaught(None, error)

    return body


def end_main(threading: Any) -> None:
    """The main thread counts as ended, although it still waits for the others."""
    main = threading._main_thread
    lock = getattr(main, "_tstate_lock", None)
    if lock is not None:
        lock.set_free()
    for handle in _handles(main):
        handle._set_done()


def _handles(thread: Any) -> list[Handle]:
    """What 3.13 and later join a thread by, whatever they call it."""
    return [value for value in vars(thread).values() if isinstance(value, Handle)]


def reset_threading(threading: Any, thread_module: Any, main: dict[str, Any]) -> None:
    """Take away what a former run left in `threading`; importing it again is slow.

    `main` are the attributes of its main thread when that was new.
    """
    for left in ("_active", "_limbo", "_dangling", "_threading_atexits"):
        getattr(threading, left).clear()
    threading._active_limbo_lock = thread_module.RLock()
    if hasattr(threading, "_shutdown_locks"):
        threading._shutdown_locks_lock = thread_module.allocate_lock()
        threading._shutdown_locks.clear()  # execution.py waits for the threads itself
    threading._SHUTTING_DOWN = False
    threading.stack_size = thread_module.stack_size = make_stack_size()
    threading._counter = itertools.count(1).__next__
    threading._trace_hook = threading._profile_hook = None
    thread = threading._main_thread
    vars(thread).clear()
    vars(thread).update(main)
    lock = getattr(thread, "_tstate_lock", None)
    if lock is not None:  # an earlier run may have let go of it at its end
        lock._held, lock._owner = True, None
    for handle in _handles(thread):
        handle._done = False
    threading._active[FIRST_IDENT] = thread
    threading._dangling.add(thread)
