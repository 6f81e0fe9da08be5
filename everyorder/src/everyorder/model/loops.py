"""The program's own asyncio, above an event loop on the scheduler (event_loop.py).

asyncio runs unmodified, with its Task and Future in Python. The tasks of one loop
switch only at `await`, as asyncio promises. What threads can come between is the queue
of callbacks: whatever puts one there, in the loop or in another thread, is a decision.
What the program's own `await` does is written in operations/coroutines.py.
"""

import contextlib
import functools
import itertools
import sys
import types
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any

from everyorder.model.event_loop import ASYNCIO, make_loop
from everyorder.runtime.sharing import WRITE
from everyorder.runtime.thread import Thread

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler


class Loops:
    """The loops of one program; `reset` before each run, `sweep` after it."""

    asyncio: Any
    scheduler: "Scheduler"

    def __init__(self, asyncio: Any, scheduler: "Scheduler", program_time: Any):
        self.asyncio, self.scheduler = asyncio, scheduler
        # Tells who decides by the time.
        self.reading: type[float] = type(program_time.monotonic())
        self.coroutines: list[Any] = []
        self.used: bool = False  # whether this run has made a loop
        # The loop of each, by id: to a weak key they are gone.
        self.agens: dict[int, Any] = {}
        self.loop: type = make_loop(self)
        names = ("SelectorEventLoop", "EventLoop", "ProactorEventLoop")
        for name in names:
            setattr(asyncio, name, self.loop)
        base = getattr(asyncio.events, "BaseDefaultEventLoopPolicy", None)
        base = base or asyncio.events._BaseDefaultEventLoopPolicy
        self.policy: type = type("Policy", (base,), {"_loop_factory": self.loop})
        asyncio.DefaultEventLoopPolicy = self.policy
        asyncio.as_completed = asyncio.tasks.as_completed = self._in_turn()
        asyncio.runners.signal = types.SimpleNamespace(
            SIGINT=None, default_int_handler=None, getsignal=lambda _: "not for a loop"
        )
        # The hooks of the interpreter are one for all fibers: `hooked` sets them.
        asyncio.base_events.sys = types.ModuleType("sys")
        vars(asyncio.base_events.sys).update(vars(sys))
        asyncio.base_events.sys.set_asyncgen_hooks = lambda *_, **__: None
        if hasattr(asyncio.constants, "THREAD_JOIN_TIMEOUT"):
            # A pool that never ends is a deadlock here, not one after five minutes.
            asyncio.constants.THREAD_JOIN_TIMEOUT = None

    def _in_turn(self) -> Any:
        """as_completed(), with coroutines started in turn, not by their addresses."""
        tasks, plain = self.asyncio.tasks, self.asyncio.tasks.as_completed

        @functools.wraps(plain)
        def as_completed(fs: Any, **how: Any) -> Any:
            if not self.asyncio.iscoroutine(fs) and not self.asyncio.isfuture(fs):
                fs = [tasks.ensure_future(f) for f in fs]
            return plain(fs, **how)

        return as_completed

    def reset(self) -> None:
        self.used = False
        asyncio, tasks = self.asyncio, self.asyncio.tasks
        asyncio.events._running_loop = asyncio.events._RunningLoop()
        asyncio.events._event_loop_policy = self.policy()
        tasks._task_name_counter = itertools.count(1).__next__
        for name in ("_all_tasks", "_scheduled_tasks", "_eager_tasks"):
            getattr(tasks, name, set()).clear()
        tasks._current_tasks.clear()
        logger = asyncio.log.logger
        logger.setLevel(0)
        logger.handlers.clear()
        logger.manager.loggerDict["asyncio"] = logger

    def touch(self) -> None:
        """A decision, after which something of asyncio is changed."""
        scheduler = self.scheduler
        if scheduler.current is None:
            return
        if scheduler.alone:
            scheduler.count()
        else:
            scheduler.pause()
        scheduler.sharing.access(ASYNCIO, WRITE)

    def sweep(self) -> None:
        """Close what a run left suspended, so that it does not end in another run."""
        scheduler = self.scheduler
        scheduler.unwinding = True
        for coroutine in self.coroutines:
            scheduler.current = Thread(0, None, True, None)
            try:
                coroutine.close()
            except BaseException:  # it is thrown away, whatever it says
                continue
        scheduler.current = None
        self.coroutines.clear()
        self.agens.clear()

    @contextlib.contextmanager
    def hooked(self) -> Iterator[None]:
        """Asynchronous generators are told to the loop of the thread that runs them."""
        running, before = (
            self.asyncio.events._get_running_loop,
            sys.get_asyncgen_hooks(),
        )

        def first(agen: Any) -> None:
            if loop := running():
                self.agens[id(agen)] = loop
                loop._asyncgen_firstiter_hook(agen)

        def last(agen: Any) -> None:
            loop = self.agens.pop(id(agen), None)
            if loop and self.scheduler.current and not self.scheduler.unwinding:
                loop._asyncgen_finalizer_hook(agen)

        sys.set_asyncgen_hooks(first, last)
        try:
            yield
        finally:
            sys.set_asyncgen_hooks(*before)

    def waiting(
        self, loop: object, files: Container[str]
    ) -> Iterator[tuple[str, int, str, object]]:
        """(task, line, file, what it waits for) of each task that is not done."""
        tasks = self.asyncio.tasks.all_tasks(loop)
        for task in sorted(tasks, key=hash):
            yield (task.get_name(), *place(task.get_coro(), files))


def place(coroutine: Any, files: Container[str]) -> tuple[int, str, object]:
    """The innermost line of `files` in a suspended coroutine, and what it awaits."""
    awaited: object
    line, file, awaited = 0, "", None
    while coroutine is not None:
        kind = {"coroutine": "cr", "async_generator": "ag", "generator": "gi"}.get(
            type(coroutine).__name__
        )
        frame = getattr(coroutine, f"{kind}_frame", None)
        if frame is not None and frame.f_code.co_filename in files:
            line, file, awaited = frame.f_lineno, frame.f_code.co_filename, None
        elif frame is not None and awaited is None:
            awaited = frame.f_locals.get("self")
        attribute = "gi_yieldfrom" if kind == "gi" else f"{kind}_await"
        coroutine = getattr(coroutine, attribute, None)
    return line, file, awaited
