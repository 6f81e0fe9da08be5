"""Who runs: one thread at a time, on real threads that pass a baton.

A thread that stops running releases the baton (a real lock) of the next one and waits
for its own. What can run, what time it is and that nobody can run any more is decided
here; which of several goes on is asked of choices.py, and where a thread may lose its
turn is the business of watch.py and of the blocking calls (locks.py, threads.py, …).

Time is virtual. It jumps to the earliest deadline when no thread can run, and earlier
where the choices say so: all threads that could run were merely slow.

No lock protects the fields below: whoever holds the turn is alone with them.
"""

from __future__ import annotations

from _thread import allocate_lock

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` stands on functools, which is imported later
    from _thread import LockType
    from collections.abc import Callable
    from typing import Any, Protocol

    class Choices(Protocol):
        """What choices.py decides."""

        def born(self, thread: Thread) -> None: ...

        def pick(self, runnable: list[Thread], current: Thread | None) -> Thread: ...

        def leap(self, deadlines: list[float]) -> float | None: ...

        def lateness(self) -> float: ...


NEVER = float("inf")
CLOCK_JUMP = 25  # what a jump of the clock costs in steps: endless polls come to an end
FREE_READS = 200  # reads of the clock in a row, before they begin to cost more time
TICK = 1e-6


class Thread:
    """One thread: blocked while `ready` is set and false and `deadline` is ahead."""

    __slots__ = ("baton", "deadline", "on_end", "priority", "ready", "real")

    def __init__(self) -> None:
        self.baton: LockType = allocate_lock()
        self.baton.acquire()
        self.ready: Callable[[], bool] | None = None
        self.deadline: float = NEVER
        self.priority: float = 0.0
        self.on_end: list[Callable[[], object]] = []
        self.real: Callable[[], object] = bool  # returns once the real thread is gone


def never() -> bool:
    """What a sleeping thread waits for."""
    return False


class Scheduler:
    """The threads of one run. There is one, SCHEDULER; a process makes one run."""

    now: float
    reads: int

    def __init__(self) -> None:
        self.current: Thread = Thread()
        self.threads: list[Thread] = [self.current]
        self.now, self.reads = 0.0, 0
        self.choices: Choices | None = None
        self.gone: Thread | None = None  # it has ended, but its real thread has not
        self.begun: Callable[[], object] = bool  # called as the second thread starts
        self.visit: Callable[[], object] = bool  # a point where a switch may come
        self.charge: Callable[[int], object] = bool  # counts steps that no code took
        self.end: Callable[[str, str], Any] = _no_run

    def spawn(self) -> Thread:
        """A new thread, which can run from now on."""
        if len(self.threads) == 1:
            self.begun()
        thread = Thread()
        if self.choices:
            self.choices.born(thread)
        self.threads.append(thread)
        return thread

    def give_way(self) -> None:
        """Let the choices say who goes on."""
        self._hand_over(self._next(self.current))

    def block(self, ready: Callable[[], bool], timeout: float | None = None) -> None:
        """Return when `ready` or after the timeout; the caller finds out which."""
        if self.gone:
            self.end("unsupported", "a thread's own objects block as it ends")
        thread = self.current
        thread.ready = ready
        thread.deadline = NEVER if timeout is None else self.now + timeout
        self.reads = 0
        self._hand_over(self._next(None))
        thread.ready, thread.deadline = None, NEVER

    def finish(self) -> None:
        """End the current thread: the caller must do nothing more and return."""
        thread = self.current
        for action in thread.on_end:
            action()
        self.threads.remove(thread)
        self.current = self._next(None)
        self.gone = thread
        self.current.baton.release()

    def wait_for_turn(self, thread: Thread) -> None:
        """Return when it is the thread's turn, and the real thread before it is gone.

        A real thread drops its thread-local objects after its last Python code. Their
        finalizers must not run while somebody else does.
        """
        thread.baton.acquire()
        if self.gone:
            self.gone.real()
            self.gone = None

    def read_clock(self) -> float:
        """The time, in virtual seconds; reading takes a moment, so that polls end."""
        self.reads += 1
        excess = max(0, self.reads - FREE_READS) // 10
        self.now += TICK * 2.0 ** min(excess, 40)
        if self.choices:
            self.now += self.choices.lateness()
        return self.now

    def _hand_over(self, thread: Thread) -> None:
        here = self.current
        if thread is not here:
            self.current = thread
            thread.baton.release()
            self.wait_for_turn(here)

    def _next(self, current: Thread | None) -> Thread:
        """Who goes on; `current` is given where that thread could go on, too."""
        assert self.choices
        may_leap = True
        while True:
            runnable, deadlines = [], []
            for thread in self.threads:
                if not thread.ready or thread.deadline <= self.now or thread.ready():
                    runnable.append(thread)
                elif thread.deadline < NEVER:
                    deadlines.append(thread.deadline)
            if may_leap and deadlines and (to := self.choices.leap(deadlines)):
                self.now, may_leap = to, False
            elif runnable:
                return self.choices.pick(runnable, current)
            elif deadlines:
                self.charge(CLOCK_JUMP)
                self.now = min(deadlines)
            else:
                self.end("deadlock", "")


def _no_run(ending: str, detail: str) -> None:
    raise RuntimeError(f"no run to end: {ending} {detail}")


SCHEDULER = Scheduler()
