"""Ends a run in which one thread computes on and on without a switch point.

Loops of the program count their turns (scheduler.tick) and so do iterators without end
that a builtin takes whole (operations/builtin.py). What is left runs in the library: an
endless reduce(), a regular expression that backtracks for years. A timer of the process
looks now and then whether the run has moved; it counts time spent computing, so that a
slow machine changes no verdict, and what it finds is `unsupported`, never a verdict on
the program. It needs the main thread of a system that has such timers, and it cannot
end C code that never looks for signals.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread

LIMIT = 10.0  # seconds of computing without a switch point
OFTEN = 0.1  # seconds of computing between two looks
PACKAGE = Path(__file__).parents[1]
ENGINE = str(PACKAGE)
OPERATIONS = str(PACKAGE / "operations")


class Watchdog:
    """Watches the runs of one scheduler; use it inside `with watchdog.watching():`."""

    scheduler: "Scheduler"
    still: float

    def __init__(self, scheduler: "Scheduler"):
        self.scheduler, self.still = scheduler, 0.0
        self.seen: tuple[list[Thread], int, int] | None = None

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        mine = threading.current_thread() is threading.main_thread()
        if not mine or not hasattr(signal, "setitimer"):
            yield
            return
        before = signal.signal(signal.SIGVTALRM, self.look)
        self.often: float = min(OFTEN, LIMIT)
        timer = signal.setitimer(signal.ITIMER_VIRTUAL, self.often, self.often)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, *timer)
            signal.signal(signal.SIGVTALRM, before)

    def look(self, _signal: int, frame: FrameType | Any) -> None:
        """Give up the run if it has not moved for too long, or is to be stopped."""
        scheduler = self.scheduler
        if scheduler.current is None:
            self.seen = None
            return
        now = scheduler.threads, scheduler.steps, scheduler.ticks
        moved, self.seen = self.seen != now, now
        self.still = 0.0 if moved else self.still + self.often
        file = frame.f_code.co_filename
        if moved or (file.startswith(ENGINE) and not file.startswith(OPERATIONS)):
            return  # the engine's own bookkeeping is not to be cut off
        if scheduler.unwinding:
            scheduler.unwind(scheduler.current)
        if scheduler.breathe is not None and scheduler.breathe():
            scheduler.give_up("stopped")
        if self.still < LIMIT:
            return
        what = f"a call that computes for {LIMIT:g} s without a switch point"
        scheduler.give_up("unsupported", what)
