"""Locks that block in the scheduler, in place of the ones of `_thread`.

They behave and read like those in C; a lock has no queue, as there: any of the threads
that wait may take it next, and so may one that comes later. The queue of `_queue` is
here, too, since it is a lock at heart: putting and getting are one step each.
"""

from __future__ import annotations

import sys
from _collections import deque  # type: ignore[import-not-found]
from _thread import TIMEOUT_MAX, get_ident
from itertools import count

from .scheduler import SCHEDULER

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` stands on functools, which is imported later
    from types import TracebackType
    from typing import Any


NUMBERS = count()


def span(blocking: bool, timeout: float) -> float | None:
    """How long an acquire may wait: None is for ever. Errors as in C."""
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return None if timeout == -1 else timeout


class Lock:
    """`_thread.lock`."""

    __slots__ = ("__weakref__", "_locked", "_number")

    def __init__(self) -> None:
        self._locked = False
        self._number = next(NUMBERS)

    def __hash__(self) -> int:
        return self._number  # 3.12 waits for the locks of a set: the same way each time

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        wait = span(blocking, timeout)
        SCHEDULER.visit()
        if self._locked:
            if wait == 0:
                return False
            SCHEDULER.block(self._is_free, wait)
            if self._locked:
                return False
        self._locked = True
        return True

    def release(self) -> None:
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        SCHEDULER.visit()

    def locked(self) -> bool:
        return self._locked

    def _is_free(self) -> bool:
        return not self._locked

    def _at_fork_reinit(self) -> None:
        self._locked = False

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked
    __enter__ = acquire

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def __repr__(self) -> str:
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {hex(id(self))}>"


class RLock:
    """`_thread.RLock`."""

    __slots__ = ("__weakref__", "_count", "_owner")

    def __init__(self, *args: object, **kwargs: object) -> None:
        self._owner, self._count = 0, 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        wait, me = span(blocking, timeout), get_ident()
        SCHEDULER.visit()
        if self._owner not in (0, me):
            if wait == 0:
                return False
            SCHEDULER.block(self._is_free, wait)
            if self._owner:
                return False
        self._owner = me
        self._count += 1
        return True

    def release(self) -> None:
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = 0
        SCHEDULER.visit()

    def locked(self) -> bool:
        return self._owner != 0

    def _is_free(self) -> bool:
        return not self._owner

    def _is_owned(self) -> bool:
        return self._owner == get_ident()

    def _recursion_count(self) -> int:
        return self._count if self._is_owned() else 0

    def _release_save(self) -> tuple[int, int]:
        if not self._owner:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count, self._owner = 0, 0
        SCHEDULER.visit()
        return state

    def _acquire_restore(self, state: tuple[int, int]) -> None:
        self.acquire()
        self._count, self._owner = state

    def _at_fork_reinit(self) -> None:
        self._owner, self._count = 0, 0

    __enter__ = acquire

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def __repr__(self) -> str:
        state = "locked" if self._owner else "unlocked"
        held = f"owner={self._owner} count={self._count}"
        return f"<{state} _thread.RLock object {held} at {hex(id(self))}>"


class Empty(Exception):
    """`_queue.Empty`."""


class SimpleQueue:
    """`_queue.SimpleQueue`."""

    def __init__(self) -> None:
        self._items: deque[Any] = deque()

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        self._items.append(item)
        SCHEDULER.visit()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        SCHEDULER.visit()
        if not self._items and block:
            SCHEDULER.block(self._has_items, timeout)
        if not self._items:
            raise Empty
        return self._items.popleft()

    def put_nowait(self, item: Any) -> None:
        self.put(item)

    def get_nowait(self) -> Any:
        return self.get(False)

    def empty(self) -> bool:
        return not self._items

    def qsize(self) -> int:
        return len(self._items)

    def _has_items(self) -> bool:
        return bool(self._items)

    @classmethod
    def __class_getitem__(cls, item: object) -> object:
        return cls


Lock.__name__ = Lock.__qualname__ = "lock"  # as error messages and repr name them
Lock.__module__ = RLock.__module__ = "_thread"
SimpleQueue.__module__ = Empty.__module__ = "_queue"
if sys.version_info < (3, 14):
    del RLock.locked
