"""A loop that only looks: one wait for a change, instead of turns without end.

A turn of a `while` loop that wrote nothing, anywhere, and left the loop's variables as
they were, has changed nothing that the next turn could see. The next one does the same
unless another thread has meanwhile written what this one read. So the thread waits
until somebody does, and where nobody is left to do so, the loop hangs. Every order has
its outcome in an order without such turns, so none is missed. Source: Kokologiannakis,
Ren and Vafeiadis, "Dynamic Partial Order Reductions for Spinloops", FMCAD 2021; the
idea that an unfair order of a loop shows nothing is that of Musuvathi and Qadeer, "Fair
Stateless Model Checking", PLDI 2008.

What counts as nothing: reads; a lock taken and given back; a lock that was not to be
had; a call of a thread module's object that left the object as it was, such as a timed
wait that ran out. Everything else is a change, also a reading of the clock, since no
two of them are the same. In a plain run, where time decides, loops are left alone.

The scheduler calls this at each turn (scheduler.tick) and at each decision.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any

from everyorder.results.values import is_a
from everyorder.runtime.sharing import (
    ACQUIRE,
    CONFLICTS,
    EVERYTHING,
    ITEM,
    RELEASE,
    WHOLE,
    WRITE,
    Access,
    Location,
)
from everyorder.runtime.thread import Inside, Thread

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

MOST_LOOPS = 8  # of one thread that are watched at once
DEPTH = 2  # how far into the parts of a thread module's object
GATHERED = (list, set, dict, deque)
PLAIN = (int, float, bool, str, bytes, type(None))
MODULES = ("threading", "queue", "concurrent.futures")  # whose objects have parts
READS = (ITEM, WHOLE)
GLANCES = 64  # turns without an operation between two looks at such a loop
CO_OPTIMIZED = 1  # of a function: its variables are no dictionary
OTHER = object()  # any value that could change
GONE = object()  # the value of a variable that has none
Reads = dict[Location, set[int]]  # the modes in which each location was read


class Round:
    """One turn of a loop: what it has read, and whether it has changed anything."""

    __slots__ = (
        *("changed", "held", "locks", "names", "operations", "reads", "stale"),
        *("released", "turns", "values"),
    )
    words = "a change of what its loop looks at"
    wanted = None

    names: tuple[str, ...]
    turns: int
    operations: int
    locks: int

    def __init__(self, names: tuple[str, ...]):
        self.names, self.turns = names, 0
        self.values: list[Any] | None = None

    def begin(self, me: Thread, values: list[Any] | None) -> None:
        self.values = values
        self.operations, self.locks = me.operations, me.locks
        self.reads: Reads = {}
        self.held: dict[Any, int] = {}
        self.changed = self.stale = self.released = False

    def free(self, _thread: Thread) -> bool:
        """Whether a thread that waits for a change can go on."""
        return self.stale

    def idle(self, me: Thread, values: list[Any]) -> bool:
        """Whether the turn that ends here might as well not have been."""
        return (
            not self.changed
            and not self.stale
            and self.values is not None
            and all(map(_same, self.values, values))
            and not any(
                count and (place[1] != me.number or place[2] <= self.locks)
                for place, count in self.held.items()
            )
        )

    def sees(self, changes: Iterable[Access]) -> bool:
        """Whether one of these accesses of another thread changes what was read."""
        return _conflict(self.reads, changes)


class Patience:
    """What a turn had read that changed nothing, although it gave a lock back.

    `with gate: while not ready: gate.wait(1)`. Until another thread changes some of it,
    the time of the wait does not run out: the thread would only come back.
    """

    __slots__ = ("reads", "stale")

    reads: Reads
    stale: bool

    def __init__(self, reads: Reads):
        self.reads, self.stale = reads, False

    def sees(self, changes: Iterable[Access]) -> bool:
        return _conflict(self.reads, changes)


def _conflict(reads: Reads, changes: Iterable[Access]) -> bool:
    for location, mode in changes:
        if location == EVERYTHING and reads:
            return True
        modes = reads.get(location)
        if modes and any(mode in CONFLICTS[read] for read in modes):
            return True
        if EVERYTHING in reads and location[0] != "lock":
            return True
    return False


class Awaits:
    """The loops of one run's threads."""

    seen: int
    written: int

    def __init__(self, scheduler: "Scheduler"):
        self.scheduler = scheduler
        self.begin()

    def begin(self) -> None:
        self.open: list[Thread] = []  # threads that have been in a loop
        self.seen = self.written = 0
        self.lines: set[int] = set()  # sites of loops that have waited

    def enter(
        self, me: Thread, site: int, frame: FrameType, names: tuple[str, ...]
    ) -> None:
        """A loop begins, which assigns to variables of these names."""
        rounds = me.rounds
        rounds.pop((site, id(frame)), None)
        if len(rounds) == MOST_LOOPS:
            del rounds[next(iter(rounds))]
        rounds[site, id(frame)] = Round(names)
        rounds[site, id(frame)].begin(me, None)
        if me not in self.open:
            self.look(me)
            self.open.append(me)

    def leave(self, me: Thread) -> None:
        """The thread is over."""
        me.rounds.clear()
        me.patient = None
        if me in self.open:
            self.open.remove(me)

    def let_go(self) -> None:
        """Nobody will tell of changes any more: whoever waits for one looks again."""
        for thread in self.open:
            for here in (*thread.rounds.values(), thread.patient):
                if here is not None:
                    here.stale = True
            thread.rounds.clear()
        self.open.clear()

    def turn(self, me: Thread, site: int, frame: FrameType) -> Round | None:
        """A turn begins: what to wait for before it, or None. `again` comes next."""
        here = me.rounds.get((site, id(frame)))
        if here is None or me.inside:
            return None
        if me.operations == here.operations:  # a computation, most likely
            here.turns += 1
            if here.turns % GLANCES > 1:
                return None
        self.look(me)
        values = self._values(here, frame)
        me.patient = None
        if not self.scheduler.alone and here.idle(me, values):
            self.lines.add(site)
            if not here.released:
                return here
            # It gives a lock back while it waits, so it must come to that again.
            me.patient = Patience(here.reads)
            here.begin(me, values)
            return None
        # While there is one thread, nobody notes what it does.
        here.begin(me, None if self.scheduler.alone else values)
        return None

    def again(self, me: Thread, waited: Round, frame: FrameType) -> None:
        """What was waited for has changed."""
        self.scheduler.sharing.access(("change", me.number), ACQUIRE)
        waited.begin(me, self._values(waited, frame))

    def _values(self, here: Round, frame: FrameType) -> list[Any]:
        if not here.names or here.changed:
            return [GONE] * len(here.names)
        held = frame.f_locals
        found = [held.get(name, GONE) for name in here.names]
        if type(held) is dict and frame.f_code.co_flags & CO_OPTIMIZED:
            held.clear()  # before 3.13: a copy that keeps what it holds alive
        return [v if v is GONE or type(v) in PLAIN else OTHER for v in found]

    def look(self, me: Thread) -> None:
        """Tell the loops what `me` has touched since the last look."""
        sharing = self.scheduler.sharing
        wrote = sharing.written != self.written
        self.written = sharing.written
        reads, changes, locks = self._sorted(me, sharing.accesses[self.seen :])
        for here in me.rounds.values():
            here.changed = here.changed or wrote or bool(changes)
            for location, mode in reads:
                here.reads.setdefault(location, set()).add(mode)
            for location, mode in locks:
                count = here.held.get(location, 0) + (1 if mode == ACQUIRE else -1)
                here.held[location] = count
                here.released = here.released or count < 0
        self._tell(me, changes + locks)

    def _sorted(
        self, me: Thread, accesses: list[Access]
    ) -> tuple[list[Access], list[Access], list[Access]]:
        """Accesses as reads, as changes, and as what is done to locks."""
        reads: list[Access] = []
        changes: list[Access] = []
        locks: list[Access] = []
        taken = {location for location, mode in accesses if mode == ACQUIRE}
        for location, mode in accesses:
            if mode in READS:
                reads.append((location, mode))
            elif location[0] == "lock":
                if mode != WRITE:
                    locks.append((location, mode))
                elif location not in taken:  # it was asked for, and not to be had
                    reads.append((location, WHOLE))
            elif mode == WRITE and location in me.calling:
                reads.append((location, WHOLE))
            elif location[0] != "change":
                changes.append((location, mode))
        return reads, changes, locks

    def _tell(self, me: Thread, changes: list[Access]) -> None:
        """Other threads' loops hear of these."""
        sharing = self.scheduler.sharing
        for other in self.open if changes else ():
            if other is me:
                continue
            waiting = other.waits, other.patient
            for here in (*other.rounds.values(), other.patient):
                if here is not None and not here.stale and here.sees(changes):
                    here.stale = True
                    if here in waiting:  # as if it had waited for a lock
                        sharing.access(("change", other.number), RELEASE)
        self.seen = len(sharing.accesses)

    def call(self, me: Thread, accesses: Sequence[Access]) -> "Call":
        """What is entered around a call of a thread module's object."""
        return Call(self, me, accesses)

    def called(self, me: Thread, location: Location) -> None:
        """The call has changed this object."""
        self.look(me)
        for here in me.rounds.values():
            here.changed = True
        self._tell(me, [(location, WRITE)])


class Call:
    """A call of a thread module's object: a change only if the object is changed."""

    __slots__ = ("accesses", "awaits", "before", "inside", "thread")

    accesses: Sequence[Access]
    awaits: Awaits
    thread: Thread

    def __init__(self, awaits: Awaits, thread: Thread, accesses: Sequence[Access]):
        self.awaits, self.thread, self.accesses = awaits, thread, accesses
        self.inside: Inside = Inside(thread, accesses, False)

    def __enter__(self) -> None:
        kept = self.awaits.scheduler.sharing.kept
        self.before: list[tuple[Location, object, dict[str, Any]]] = []
        for location, _ in self.accesses:
            if type(location[0]) is int:
                thing = kept[location[0]]
                self.before.append((location, thing, state(thing)))
                self.thread.calling.append(location)
        self.inside.__enter__()

    def __exit__(self, *_: object) -> None:
        self.inside.__exit__()
        if self.awaits.scheduler.unwinding:
            return
        self.awaits.look(self.thread)
        for location, thing, before in self.before:
            self.thread.calling.remove(location)
            if not _alike(before, state(thing)):
                self.awaits.called(self.thread, location)
        self.before.clear()


def state(thing: object, depth: int = 0) -> dict[str, Any]:
    """What an object of a thread module holds, but for its locks and who waits."""
    found: dict[str, Any] = {}
    for name, value in getattr(thing, "__dict__", {}).items():
        module = type(value).__module__
        if name == "_waiters" or module == "_thread":
            continue
        if module.startswith(MODULES) and depth < DEPTH:
            found[name] = state(value, depth + 1)
        elif is_a(value, GATHERED):
            found[name] = list(value.items() if is_a(value, dict) else value)
        else:
            found[name] = value
    return found


def _alike(before: Any, after: Any) -> bool:
    """Whether two states are the same, part by part."""
    if type(before) is dict and type(after) is dict:
        return before.keys() == after.keys() and all(
            _alike(before[name], after[name]) for name in before
        )
    if type(before) is list and type(after) is list:
        return len(before) == len(after) and all(map(_alike, before, after))
    if type(before) is tuple and type(after) is tuple and len(before) == 2:
        return all(a is b for a, b in zip(before, after, strict=True))
    return _same(before, after) or before is after


def _same(before: Any, after: Any) -> bool:
    """Whether a variable still has its value; what can change may have."""
    if before is GONE:
        return after is GONE
    return type(before) in PLAIN and type(before) is type(after) and before == after
