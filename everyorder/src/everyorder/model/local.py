"""The thread-local data of `_thread`, on the scheduler.

Each thread's attributes are a dict of their own, put in place at each use and dropped
at its end. A subclass's slots are shared, as in CPython. The locks are in locks.py.
"""

import weakref
from collections.abc import Callable
from typing import Any

from everyorder.runtime.scheduler import Scheduler
from everyorder.runtime.thread import Thread

READ_ONLY = "{!r} object attribute '__dict__' is read-only"
read: Callable[[object, str], Any] = object.__getattribute__
write: Callable[[object, str, Any], None] = object.__setattr__


class Local:
    """A `_thread._local`; `make_local` binds it to a scheduler."""

    scheduler: Scheduler

    __slots__ = (
        "__dict__",
        "__weakref__",
        "_everyorder_arguments",
        "_everyorder_attributes",
    )

    def __new__(cls, /, *arguments: Any, **keywords: Any) -> "Local":
        if (arguments or keywords) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        data, thread = object.__new__(cls), cls.scheduler.current
        write(data, "_everyorder_attributes", {thread: {}})
        write(data, "_everyorder_arguments", (arguments, keywords))
        drop_at_end(data, thread)
        return data

    def __getattribute__(self, name: str) -> Any:
        select(self)
        return read(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "__dict__":
            raise AttributeError(READ_ONLY.format(type(self).__name__))
        select(self)
        write(self, name, value)

    def __delattr__(self, name: str) -> None:
        if name == "__dict__":
            raise AttributeError(READ_ONLY.format(type(self).__name__))
        select(self)
        object.__delattr__(self, name)


def select(data: Local) -> None:
    """Put the current thread's attributes in place."""
    thread = type(data).scheduler.current
    type(data).scheduler.asks_who()
    every = read(data, "_everyorder_attributes")
    mine = every.get(thread)
    if mine is None:
        mine = every[thread] = {}
        drop_at_end(data, thread)
        write(data, "__dict__", mine)
        arguments, keywords = read(data, "_everyorder_arguments")
        type(data).__init__(data, *arguments, **keywords)
    write(data, "__dict__", mine)


def drop_at_end(data: Local, thread: Thread | None) -> None:
    """Let a thread's attributes go when it ends, as CPython does."""
    reference = weakref.ref(data)

    def drop() -> None:
        if (data := reference()) is not None:
            mine = read(data, "_everyorder_attributes").pop(thread, None)
            if read(data, "__dict__") is mine:
                write(data, "__dict__", {})

    if thread is not None:
        thread.at_end.append(drop)


def make_local(scheduler: Scheduler) -> type:
    """The class `_local` for this scheduler."""
    names = {"__slots__": (), "__module__": "_thread", "scheduler": scheduler}
    return type("_local", (Local,), names)
