"""A thread of the program, as the scheduler sees it, and what it may wait for.

What a thread waits for is anything that has `free(thread)`: whether it can go on now.
scheduler.py runs threads; the program's own Thread objects are the library's.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from everyorder.model.locks import Lock
    from everyorder.runtime.awaits import Patience, Round
    from everyorder.runtime.sharing import Access, Location

# How the library names a thread that the program does not: with what it runs.
GIVEN = re.compile(r"(?P<short>Thread-\d+) \(.*\)")
IN_C = -1


class Unwound(BaseException):
    """Ends a thread of a run that is being thrown away."""


class Waits(Protocol):
    """What a thread may wait for."""

    def free(self, thread: "Thread", /) -> bool: ...


class Thread:
    """A thread of the program, as the scheduler sees it."""

    __slots__ = (
        "asked",
        "at_end",
        "begun",
        "bit",
        "calling",
        "daemon",
        "deadline",
        "done",
        "fiber",
        "generation",
        "in_task",
        "inside",
        "locks",
        "now",
        "number",
        "operations",
        "owner",
        "parent",
        "parted",
        "parting",
        "patient",
        "pool",
        "reentrant",
        "result",
        "rounds",
        "sentinels",
        "site",
        "tasks",
        "timed_out",
        "unasked",
        "unwinds",
        "waits",
        "whole",
    )

    # What may be None but is not where it is used stands as `| Any`.
    deadline: float | Any
    fiber: Any
    waits: Waits | None
    asked: int
    begun: int
    bit: int
    daemon: bool
    done: bool
    generation: int
    in_task: bool
    locks: int
    number: int
    operations: int
    owner: object
    parent: "Thread | None"
    parted: int
    parting: bool
    tasks: int
    timed_out: bool
    unwinds: int

    def __init__(
        self, number: int, owner: object, daemon: bool, parent: "Thread | None"
    ):
        self.number, self.bit = number, 1 << number
        self.owner, self.daemon, self.parent = owner, daemon, parent
        self.generation = parent.generation + 1 if parent else 0
        self.fiber = self.waits = self.deadline = None
        self.done = self.timed_out = False
        self.unasked: bool = False  # whether a wait that runs out is a spurious wake-up
        self.operations = self.unwinds = self.locks = self.asked = 0
        self.now: float = 0.0
        # What it does is one step: others do nothing meanwhile.
        self.whole: bool = False
        self.site: int = 0
        self.begun = 0  # the site of its last operation, be it of the library
        # What calls into the library that are under way touch.
        self.inside: list[Access] = []
        # IN_C while C code runs that may call the program back, or the id of the frame
        # that it has called; and whether other threads may come in there.
        self.parted, self.parting = 0, False
        self.pool: object = None  # the tasks of the pool that it works for (pools.py)
        self.in_task, self.tasks = False, 0  # how many it has taken
        self.reentrant: int = 0  # how many reentrant locks it holds
        # Keeps its waits from running out, and the loops that it is in (awaits.py).
        self.patient: Patience | None = None
        self.rounds: dict[tuple[int, int], Round] = {}
        self.calling: list[Location] = []  # objects of the thread modules that it calls
        self.at_end: list[Callable[[], object]] = []  # what drops its thread-local data
        self.sentinels: list[Lock] = []  # locks that tell of this thread's end

    def free(self, _: "Thread") -> bool:
        """Whether a thread that waits for the end of this one can go on."""
        return self.done

    @property
    def late(self) -> bool:
        """Whether the time of what it waits for may run out."""
        return self.deadline is not None and (
            self.patient is None or self.patient.stale
        )

    @property
    def name(self) -> str:
        if self.number == 0:
            return "MainThread"
        name = getattr(self.owner, "_name", None)
        return str(name) if name else f"thread {self.number}"

    @property
    def short_name(self) -> str:
        """`Thread-1` of `Thread-1 (work)`; a name that the program gave, as it is."""
        given = GIVEN.fullmatch(self.name)
        return given["short"] if given else self.name


class Sleep:
    """What a sleeping thread waits for: nothing but the clock."""

    words = "its sleep to end"

    def free(self, _: Thread) -> bool:
        return False


class Inside:
    """While a call into the library is under way, its later parts touch the same.

    If the call is `parted`, it is of C code that may call the program back, and this is
    entered and left by operations of its own (Scheduler.entered): by decisions if the
    call is on something that threads share, which is what `accesses` says.
    """

    __slots__ = ("accesses", "before", "parted", "start", "thread")

    accesses: "Sequence[Access]"
    thread: Thread

    def __init__(self, thread: Thread, accesses: "Sequence[Access]", parted: bool):
        self.thread, self.accesses = thread, accesses
        self.parted: bool = parted

    def __enter__(self) -> None:
        thread = self.thread
        self.before: tuple[int, bool] = thread.parted, thread.parting
        if self.parted:
            thread.parted, thread.parting = IN_C, bool(self.accesses)
        self.start: int = len(thread.inside)
        thread.inside += self.accesses

    def __exit__(self, *_: object) -> None:
        thread = self.thread
        thread.parted, thread.parting = self.before
        del thread.inside[self.start :]


SLEEP = Sleep()
