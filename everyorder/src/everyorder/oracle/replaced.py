"""What programs find in place of the built-in modules that block or start threads.

`replace` comes before the first import of anything that stands on those modules, so
that the library's own threading, queue, asyncio and the rest are imported above it,
unmodified. What cannot be scheduled ends the run as unsupported: other processes,
connections, signals.
"""

from __future__ import annotations

import _thread
import os
import select
import sys
import time

from . import clocks, locks, threads
from .scheduler import SCHEDULER

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` stands on functools, which is imported later
    from collections.abc import Callable
    from typing import Any

FOUNDATIONS = "threading", "functools", "queue", "_queue", "selectors", "importlib.util"
REFUSED_EVENTS = frozenset(
    (
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.kill",
        "os.killpg",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "signal.pthread_kill",
        "socket.bind",
        "socket.connect",
        "subprocess.Popen",
    )
)
REFUSED_NAMES: dict[str, tuple[str, ...]] = {
    "_thread": ("interrupt_main",),
    "_signal": (
        "alarm",
        "pause",
        "raise_signal",
        "setitimer",
        "sigtimedwait",
        "sigwait",
        "sigwaitinfo",
    ),
}


class Refused:
    """Stands for a class whose objects cannot be scheduled."""

    SEM_VALUE_MAX = 2**31 - 1

    def __new__(cls, *args: object, **kwargs: object) -> Refused:
        SCHEDULER.end("unsupported", "a lock between processes")
        raise AssertionError  # never reached


class Builtin:
    """Calls a function, and does not become a method where a class has it."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[..., object]):
        self._function = function

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._function(*args, **kwargs)


def replace() -> None:
    """Put our own into `_thread`, `_queue`, `time` and `select`, once a process."""
    early = [name for name in FOUNDATIONS if name in sys.modules]
    if early:
        raise RuntimeError(f"imported too early: {', '.join(early)}")
    new: dict[str, Any] = {
        "LockType": locks.Lock,
        "RLock": locks.RLock,
        "_count": threads.count,
        "_get_main_thread_ident": lambda: threads.MAIN,
        "_ThreadHandle": threads.ThreadHandle,
        "_make_thread_handle": threads.make_thread_handle,
        "_set_sentinel": threads.set_sentinel,
        "_shutdown": threads.shutdown,
        "allocate": locks.Lock,
        "allocate_lock": locks.Lock,
        "lock": locks.Lock,
        "start_joinable_thread": threads.start_joinable_thread,
        "start_new": threads.start_new_thread,
        "start_new_thread": threads.start_new_thread,
    }
    for name in new.keys() & vars(_thread).keys():
        value = new[name]
        setattr(_thread, name, value if isinstance(value, type) else Builtin(value))
    for name, clock in clocks.clocks().items():
        setattr(time, name, Builtin(clock))
    for name in clocks.POLLERS:  # so that selectors falls back on select
        if hasattr(select, name):
            delattr(select, name)
    vars(select)["select"] = Builtin(clocks.select)
    queues = type(sys)("_queue")
    vars(queues).update(SimpleQueue=locks.SimpleQueue, Empty=locks.Empty)
    sys.modules["_queue"] = queues


def refuse() -> None:
    """From now on, end the run where it does what cannot be scheduled."""
    for module, names in REFUSED_NAMES.items():
        for name in names:
            if hasattr(sys.modules[module], name):
                setattr(sys.modules[module], name, _refuser(name))
    try:
        import _multiprocessing  # type: ignore[import-not-found]
    except ImportError:
        pass
    else:
        vars(_multiprocessing)["SemLock"] = Refused
    vars(os)["_exit"] = _leave
    sys.addaudithook(_audit)


def _refuser(name: str) -> Any:
    return lambda *args, **kwargs: SCHEDULER.end("unsupported", name)


def _leave(status: int) -> None:
    ending = "raises" if status else "ends"
    SCHEDULER.end(ending, f"exit status {status}" if status else "")


def _audit(event: str, args: tuple[object, ...]) -> None:
    if event in REFUSED_EVENTS:
        SCHEDULER.end("unsupported", event)
