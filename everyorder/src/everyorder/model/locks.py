"""The locks of `_thread`, on the scheduler.

A lock that the program itself acquires is one decision: the thread can run as soon as
the lock is free. A lock that the library acquires inside is taken at once when it is
free, since library internals are atomic except where they block.

Nothing here is fair: when a lock is released, any thread that waits may get it.
"""

from typing import Any, NoReturn

from everyorder.runtime.scheduler import Scheduler
from everyorder.runtime.sharing import ACQUIRE, RELEASE, WHOLE, WRITE, Access
from everyorder.runtime.thread import Thread


def check_timeout(blocking: bool, timeout: float) -> float | None:
    """The timeout in seconds or None, after the checks that CPython makes."""
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > 4294967.0:
        raise OverflowError("timeout value is too large")
    return None if timeout == -1 else timeout


def refuse_to_pickle(lock: object) -> NoReturn:
    """As CPython's own, which `copy` asks for the same."""
    raise TypeError(f"cannot pickle '_thread.{type(lock).__qualname__}' object")


class Lock:
    """A `_thread.lock`; `make_locks` binds it to a scheduler."""

    scheduler: Scheduler

    __slots__ = ("__weakref__", "_ends", "_held", "_key", "_owner", "_quiet")

    _owner: Thread | None

    def __init__(self) -> None:
        self._held, self._owner = False, None
        self._ends = False  # whether its release tells of a thread's end
        me = self.scheduler.current
        self._quiet = me is None  # a lock of the library, not of the program
        if me is not None:
            # A name that is the same in every order with this past.
            me.locks += 1
            self._key = ("lock", me.number, me.locks)

    def _note(self, mode: int, waited: bool = False) -> None:
        if self._quiet or not self.scheduler.sharing.tracking:
            return
        if self._ends and mode != RELEASE:
            # Only waiting for a thread's end orders anything; the library looks at
            # these locks in passing, too. calls.py notes who asks for is_alive().
            if not waited:
                return
            mode = ACQUIRE
        self.scheduler.sharing.access(self._key, mode)

    def free(self, _thread: Thread) -> bool:
        return not self._held

    @property
    def wanted(self) -> list[Access] | None:
        """What a thread that waits for this lock would do next, for a strategy."""
        return None if self._quiet or self._ends else [(self._key, ACQUIRE)]

    def acquire(self, blocking: Any = True, timeout: Any = -1) -> bool:
        if blocking is True and timeout == -1 and not self._held:
            return self._take_free()
        seconds = check_timeout(blocking, timeout)
        if self._held:
            self._note(WRITE)
            if not blocking:
                return False
            if not self.scheduler.block(self, seconds) or self._held:
                self._note(WRITE)
                return False
            if seconds is not None:
                self._note(WRITE)
        else:
            self._note(WRITE)
        self._note(ACQUIRE, blocking and seconds is None)
        self._take()
        return True

    def _take_free(self) -> bool:
        """What `with` does with a lock that is free."""
        self._note(WRITE)
        self._note(ACQUIRE, True)
        self._take()
        return True

    def _take(self) -> None:
        """The lock is this thread's now."""
        self._held, self._owner = True, self.scheduler.current
        if self.scheduler.recorder is not None:
            self.scheduler.recorder.lock("acquire", self)

    def acquire_as_step(self, blocking: Any = True, timeout: Any = -1) -> bool:
        """What the program's own call does: one decision, then the lock."""
        seconds = check_timeout(blocking, timeout)
        if not blocking or seconds is not None:
            self.scheduler.pause()
            return self.acquire(blocking, timeout)
        self.scheduler.pause(self)
        self._note(ACQUIRE)
        self._take()
        return True

    def release(self) -> None:
        if not self._held:
            self._note(WRITE)
            raise RuntimeError("release unlocked lock")
        self.set_free()

    def set_free(self) -> None:
        self._held, self._owner = False, None
        self._note(RELEASE)
        if self.scheduler.recorder is not None:
            self.scheduler.recorder.lock("release", self)

    def locked(self) -> bool:
        self._note(WHOLE)
        return self._held

    def __enter__(self) -> bool:
        return self.acquire() if self._held else self._take_free()

    def __exit__(self, *_: object) -> None:
        self.release()

    def __reduce__(self) -> NoReturn:
        refuse_to_pickle(self)

    def _at_fork_reinit(self) -> None:
        self._held, self._owner = False, None

    def __repr__(self) -> str:
        state = "locked" if self._held else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked


class Rlock:
    """A `_thread.RLock`, likewise."""

    scheduler: Scheduler
    make_lock: type[Lock]

    __slots__ = ("__weakref__", "_count", "_lock")

    def __init__(self) -> None:
        self._lock, self._count = self.make_lock(), 0

    @property
    def _owner(self) -> Thread | None:
        return self._lock._owner

    def free(self, thread: Thread) -> bool:
        return not self._lock._held or self._lock._owner is thread

    def _again(self) -> bool:
        if self._is_owned():
            self._count += 1
            return True
        return False

    def _first(self) -> bool:
        """This thread holds it now."""
        self._count = 1
        if self.scheduler.current is not None:
            self.scheduler.current.reentrant += 1
        return True

    def _last(self) -> None:
        """This thread holds it no longer."""
        if self.scheduler.current is not None:
            self.scheduler.current.reentrant -= 1
        self._lock.set_free()

    def acquire(self, blocking: Any = True, timeout: Any = -1) -> bool:
        check_timeout(blocking, timeout)
        if self._again():
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        return self._first()

    def acquire_as_step(self, blocking: Any = True, timeout: Any = -1) -> bool:
        check_timeout(blocking, timeout)
        if self._again():
            self.scheduler.count()
            return True
        if not self._lock.acquire_as_step(blocking, timeout):
            return False
        return self._first()

    def release(self) -> None:
        lock = self._lock
        if not self._is_owned():
            lock._note(WRITE)
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._last()

    def __enter__(self) -> bool:
        if self._lock._held:
            return self.acquire()
        self._lock._take_free()
        return self._first()

    def __exit__(self, *_: object) -> None:
        self.release()

    def locked(self) -> bool:
        return self._lock.locked()

    def _is_owned(self) -> bool:
        return self._lock._held and self._lock._owner is self.scheduler.current

    def _recursion_count(self) -> int:
        return self._count if self._is_owned() else 0

    def _release_save(self) -> int:
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        count, self._count = self._count, 0
        self._last()
        return count

    def _acquire_restore(self, count: int) -> None:
        self._lock.acquire()
        self._first()
        self._count = count

    def _at_fork_reinit(self) -> None:
        self._lock._at_fork_reinit()
        self._count = 0

    def __reduce__(self) -> NoReturn:
        refuse_to_pickle(self)

    def __repr__(self) -> str:
        state = "locked" if self._count else "unlocked"
        owner = self._owner.number + 1000 if self._owner else 0
        return (
            f"<{state} _thread.RLock object owner={owner}"
            f" count={self._count} at {id(self):#x}>"
        )


def _refuse_base(**_: object) -> NoReturn:
    raise TypeError("type '_thread.lock' is not an acceptable base type")


def make_locks(scheduler: Scheduler) -> tuple[type[Lock], type[Rlock]]:
    """The classes `lock` and `RLock` for this scheduler."""
    common = {"__slots__": (), "__module__": "_thread", "scheduler": scheduler}
    lock = type("lock", (Lock,), {**common, "__init_subclass__": _refuse_base})
    rlock = type("RLock", (Rlock,), {**common, "make_lock": lock})
    return lock, rlock
