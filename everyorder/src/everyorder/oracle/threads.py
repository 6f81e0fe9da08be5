"""Starting and ending threads, in place of what `_thread` offers for it.

Each thread of the program is a real one, so that identities, thread-local objects and
finalizers are CPython's own. 3.12 tells `threading` by a lock that a thread has ended
(`_set_sentinel`), later versions by a handle; both are here, and the real counterparts
tell the scheduler when a real thread is gone.
"""

from __future__ import annotations

import _thread

from .locks import Lock
from .scheduler import SCHEDULER, Thread

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` stands on functools, which is imported later
    from collections.abc import Callable, Mapping
    from typing import Any

REAL = vars(_thread).copy()
MAIN = _thread.get_ident()
handles: dict[ThreadHandle, None] = {}  # of threads that the end of a run awaits
failed: list[Callable[[BaseException], object]] = []  # told of a thread's exception


class ThreadHandle:
    """`_thread._ThreadHandle`: what 3.13 and later join."""

    def __init__(self) -> None:
        self.ident = 0
        self._thread: Thread | None = None
        self._done = False

    def is_done(self) -> bool:
        return self._done

    def join(self, timeout: float | None = None) -> None:
        if not self.ident:
            raise RuntimeError("thread not started")
        if self._thread is SCHEDULER.current:
            raise RuntimeError("Cannot join current thread")
        if timeout is not None and timeout < 0:
            timeout = None
        SCHEDULER.visit()
        if not self._done and timeout != 0:
            SCHEDULER.block(self.is_done, timeout)

    def _set_done(self) -> None:
        if not self.ident:
            raise RuntimeError("thread not started")
        self._done = True
        handles.pop(self, None)

    def __repr__(self) -> str:
        return f"<_thread._ThreadHandle object: ident={self.ident}>"


ThreadHandle.__name__ = ThreadHandle.__qualname__ = "_ThreadHandle"
ThreadHandle.__module__ = "_thread"


def make_thread_handle(ident: int) -> ThreadHandle:
    """`_thread._make_thread_handle`: for a thread that runs already."""
    handle = ThreadHandle()
    handle.ident, handle._thread = ident, SCHEDULER.current
    return handle


def start_joinable_thread(
    function: Callable[[], object],
    handle: ThreadHandle | None = None,
    daemon: bool = True,
) -> ThreadHandle:
    """`_thread.start_joinable_thread`."""
    if not callable(function):
        raise TypeError("thread function must be callable")
    handle = handle or ThreadHandle()
    if handle.ident:
        raise RuntimeError("thread already started")
    thread = SCHEDULER.spawn()
    if not daemon:
        handles[handle] = None
    handle._thread = thread
    handle.ident = _start(thread, function, (), {})
    thread.on_end.append(handle._set_done)
    return handle


def start_new_thread(
    function: Callable[..., object],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any] | None = None,
) -> int:
    """`_thread.start_new_thread`."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    return _start(SCHEDULER.spawn(), function, args, dict(kwargs or {}))


def set_sentinel() -> Lock:
    """`_thread._set_sentinel`: a lock that is released as the current thread ends."""
    lock = Lock()
    SCHEDULER.current.on_end.append(lambda: lock._at_fork_reinit())
    return lock


def shutdown() -> None:
    """`_thread._shutdown`: wait for all threads but daemons."""
    while handles:
        SCHEDULER.block(next(iter(handles)).is_done)


def count() -> int:
    """`_thread._count`."""
    return len(SCHEDULER.threads) - 1


def _start(
    thread: Thread,
    function: Callable[..., object],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> int:
    work = [(function, args, kwargs)]  # emptied, so that nothing outlives its use
    if "start_joinable_thread" in REAL:
        real = REAL["_ThreadHandle"]()
        thread.real = real.join
        REAL["start_joinable_thread"](
            lambda: _live(thread, work), handle=real, daemon=True
        )
        return int(real.ident)
    return int(REAL["start_new_thread"](_live_with_sentinel, (thread, work)))


def _live_with_sentinel(thread: Thread, work: list[Any]) -> None:
    sentinel = REAL["_set_sentinel"]()
    sentinel.acquire()
    thread.real = sentinel.acquire
    _live(thread, work)


def _live(thread: Thread, work: list[Any]) -> None:
    SCHEDULER.wait_for_turn(thread)
    function, args, kwargs = work.pop()
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        for tell in failed:
            tell(error)
    del function, args, kwargs
    SCHEDULER.finish()
