"""The event loop itself: what differs from asyncio's BaseEventLoop.

It waits on the scheduler instead of on sockets. In a proof time promises nothing, so
its timers are ended by a thread of their own, the clock of the loop: one by one, each
at any decision after it began. Whatever is not in METHODS is refused: sockets,
subprocesses, signals. loops.py puts it under the program's asyncio.
"""

import collections
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from everyorder.runtime.sharing import WRITE

if TYPE_CHECKING:
    from everyorder.model.loops import Loops
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread

ASYNCIO = ("asyncio",)  # the one location of all that asyncio keeps
METHODS = {
    *("run_forever", "run_until_complete", "stop", "close", "is_running", "is_closed"),
    *("time", "call_soon", "call_soon_threadsafe", "call_later", "call_at"),
    *("create_future", "create_task", "get_task_factory", "set_task_factory"),
    *("run_in_executor", "set_default_executor", "shutdown_default_executor"),
    *("shutdown_asyncgens", "get_debug", "set_debug", "call_exception_handler"),
    *("get_exception_handler", "set_exception_handler", "default_exception_handler"),
}


class Clock:
    """Who the thread is that ends the timers of a loop."""

    _name = "the clock of the loop"


class Until:
    """What a thread waits for that is told by a function."""

    def __init__(self, test: Callable[[], bool]):
        self.test = test

    def free(self, _: "Thread") -> bool:
        return self.test()


class Selector:
    """Where a loop waits until it is woken, or until its timeout."""

    words = "something to do in its event loop"

    scheduler: "Scheduler"
    loop: "Loop"
    woken: bool

    def __init__(self, scheduler: "Scheduler", loop: "Loop"):
        self.scheduler, self.loop, self.woken = scheduler, loop, False

    def free(self, _: "Thread") -> bool:
        return self.woken

    def wake(self) -> None:
        self.woken = True
        self.scheduler.sharing.access(ASYNCIO, WRITE)

    def select(self, timeout: float | None) -> tuple[()]:
        scheduler = self.scheduler
        if timeout is None or timeout > 0:
            scheduler.block(self, None if scheduler.any_time else timeout)
        else:
            scheduler.count()
        self.woken = False
        scheduler.sharing.access(ASYNCIO, WRITE)
        return ()


class Ready(collections.deque[Any]):
    """The callbacks that a loop runs next."""

    def __init__(self, loops: "Loops"):
        super().__init__()
        self.touch: Callable[[], None] = loops.touch

    def append(self, handle: Any) -> None:
        self.touch()
        super().append(handle)


class Loop:
    """What differs from asyncio's BaseEventLoop, which `make_loop` puts behind it."""

    loops: "Loops"
    _closed: bool
    _scheduled: list[Any]

    def __init__(self) -> None:
        super().__init__()
        self.loops.used = True
        self._scheduler = scheduler = self.loops.scheduler
        self._ready, self._selector = Ready(self.loops), Selector(scheduler, self)
        self._now = scheduler.clock()
        self._clock: Thread | None = None

    def _process_events(self, _: object) -> None:
        pass

    def _write_to_self(self) -> None:
        self._selector.wake()

    def time(self) -> float:
        if not self._scheduler.any_time:
            return self._scheduler.read_clock()
        self._now += 1e-6
        ours = sys._getframe(1).f_globals.get("__package__") == "asyncio"
        return self._now if ours else self.loops.reading(self._now)

    def call_at(self, when: Any, callback: Any, *args: Any, context: Any = None) -> Any:
        above: Any = super()
        self.loops.touch()
        handle = above.call_at(float(when), callback, *args, context=context)
        if self._scheduler.any_time and self._clock is None:
            self._clock = self._scheduler.spawn(self._end_timers, Clock())
        return handle

    def _due(self) -> float | None:
        """When the next timer ends."""
        times = (h._when for h in self._scheduled if not h._cancelled)
        return min((when for when in times if when > self._now), default=None)

    def _end_timers(self) -> None:
        block = self._scheduler.block
        to_do = Until(lambda: self._closed or self._due() is not None)
        closed = Until(lambda: self._closed)
        while not self._closed:
            block(to_do)
            when = self._due()
            if when is not None and not block(closed, when - self._now):
                self._now = max(self._now, when)
                self._selector.wake()

    def create_task(self, coro: Any, **how: Any) -> Any:
        above: Any = super()
        self.loops.coroutines.append(coro)
        return above.create_task(coro, **how)

    def call_exception_handler(self, context: Any) -> None:
        above: Any = super()
        if self._scheduler.current is not None and not self._scheduler.unwinding:
            above.call_exception_handler(context)


def make_loop(loops: "Loops") -> type:
    """The class of the loops, above the program's asyncio."""
    members = {
        name: _refused(loops.scheduler, name)
        for name in dir(loops.asyncio.AbstractEventLoop)
        if not name.startswith("_") and name not in METHODS
    }
    base = loops.asyncio.base_events.BaseEventLoop
    return type("Loop", (Loop, base), {"loops": loops, **members})


def _refused(scheduler: "Scheduler", name: str) -> Callable[..., NoReturn]:
    def refused(*_: object, **__: object) -> NoReturn:
        scheduler.give_up("unsupported", f"loop.{name}(): no network, no processes")

    return refused
