"""One run's threads: who can run, who runs next, what time it is.

The scheduler switches fibers and keeps the clock; which of the threads that can run
goes on is asked of a strategy (strategies/). It knows nothing of Python operations:
those call `visit`, `pause` and `block` (operations/, model/).

Two clocks. In a plain run, time jumps when no thread can run, so that a program with
sleeps takes its usual course. In a proof (`any_time`), time promises nothing: every
sleep and timeout may end at any decision after it began, and each thread has a clock
of its own, so that one thread's sleep tells another nothing.
"""

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from types import FrameType, SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from everyorder.runtime import fibers
from everyorder.runtime.awaits import Awaits, Call
from everyorder.runtime.decisions import Decisions
from everyorder.runtime.lifetimes import Lifetimes
from everyorder.runtime.sharing import (
    ACQUIRE,
    LEFT,
    LISTED,
    OWN,
    RELEASE,
    STRUCTURE,
    WHOLE,
    WRITE,
    Access,
    Sharing,
)
from everyorder.runtime.showing import apart
from everyorder.runtime.thread import IN_C, SLEEP, Inside, Thread, Unwound, Waits

if TYPE_CHECKING:
    from everyorder.instrument.sources import Site
    from everyorder.runtime.naming import Globals
    from everyorder.runtime.recorder import Recorder
    from everyorder.strategies import Strategy

TICKS = 500_000  # turns of loops after which it gives way, too
TICK_LIMIT = 6 * TICKS
MOST_TURNS = 40 * TICKS  # of long loops that end, as far as they are gone through
BREATH = 1_000  # operations, or turns of loops, after which a watched run breathes
MOST_THREADS = 500  # that live at once, or are started by one another
STARTED = "the start of a thread that another thread starts as well"
UNWINDS = 50  # how often a thread may swallow its end before it is given up


class Scheduler(Decisions):
    """The threads of one run; `begin` makes it ready for the next."""

    # None while no run is under way; who is called in a run need not ask, hence Any.
    current: Thread | Any
    driver: Any  # the fiber that the run was called on
    namespace: "Globals"  # of the program that runs (execution.py)
    any_time: bool
    now: float
    preemptions: int
    step_limit: int | None
    steps: int
    strategy: "Strategy"
    ticks: int
    unwinding: bool

    def __init__(self) -> None:
        self.current = None
        self.sharing: Sharing = Sharing()
        self.awaits: Awaits = Awaits(self)
        self.recorder: Recorder | None = None
        self.at_deadlock: Callable[[], None] = lambda: None
        # Hears how far the plain clock jumps.
        self.sites: Sequence[Site] = ()  # where in the source operations stand
        self.passed: Callable[[float], None] | None = None
        self.breathe: Callable[[], bool] | None = None  # see stage.py
        self.spurious = False  # whether a condition may wake whom nobody notified
        # The rest needs no switch points (unwatched.py).
        self.unwatch: Callable[[], None] = lambda: None
        self.leaked: list[Thread] = []
        self.structure = False  # whether the program changes what operations rest on
        self.restructured: bool = False  # whether this run has shown that it does
        self.told_apart = False  # whether it matters which worker of a pool does what
        self.told: bool = False  # whether this run has shown that it does
        self.pools = False  # whether the program may have any
        self.lifetimes: Lifetimes | None = None  # if the program can see ends
        self.outlived: bool = False  # whether this run has shown that it can
        self.inherited: bool = (
            False  # whether one thread may have the identifier of another
        )

    def begin(
        self, strategy: "Strategy", any_time: bool, step_limit: int | None
    ) -> None:
        """Without a step limit, the run goes on until it ends or `breathe` says so."""
        self.strategy, self.any_time, self.step_limit = strategy, any_time, step_limit
        self.next_step: float = self._next(0, step_limit)
        self.next_tick: float = self._next(0, TICKS)
        self.every_step: bool = strategy.every_step
        self.fair: bool = getattr(strategy, "fair", True)
        self.threads: list[Thread] = []
        self.live: list[Thread] = []
        self.now, self.steps, self.ticks, self.preemptions = 0.0, 0, 0, 0
        self.announced: int = 0  # turns of loops that are long, but end
        self.named: list[Thread] = []  # whose identifiers the program has seen
        self.starters: dict[int, Thread] = {}  # who has started a thread, by number
        self.turn: int = 0  # operations since the last switch
        self.alone: bool = True  # no other thread has ever been started
        self.unwinding = self.forced = False
        self.stop: tuple[Any, ...] | None = None
        self.stopped_in: Thread | None = None
        self.deviations: list[tuple[int, int, int]] = []
        # Threads of the end, and what they wanted to do.
        self.kept_waiting: list[tuple[int, list[Access]]] = []
        self.sharing.begin(self.every_step or any_time)
        if self.lifetimes is not None:
            self.lifetimes.begin()
        self.awaits.begin()

    # --- threads

    def spawn(
        self, function: Callable[[], object], owner: object = None, daemon: bool = True
    ) -> Thread:
        """Start a thread and let it run up to its first decision.

        What it does until then no other thread can see, so that part may as well
        happen now; it spares an order for each place where it could.
        """
        parent = self.current
        if parent is not None and parent.parent is not None:
            # Threads get their numbers in the same turn however many switch points
            # there are: who has only just begun starts none before it is chosen.
            self._yield(parent, True)
        if len(self.live) == MOST_THREADS:
            self.give_up("unsupported", f"more than {MOST_THREADS} threads at once")
        if parent is not None and parent.generation == MOST_THREADS:
            row = f"more than {MOST_THREADS} threads that start one another"
            self.give_up("unsupported", row)
        thread = Thread(len(self.threads), owner, daemon, parent)
        self.threads.append(thread)
        self.live.append(thread)
        thread.fiber = fibers.start(lambda: self._body(thread, function))
        if parent is not None:
            thread.now = parent.now
            self.alone = False
            self.sharing.access(("spawn",), WRITE)  # numbers are given in turn
            if self.recorder is not None:
                self.recorder.started(thread)
            if self.awaits.open:
                self.awaits.look(parent)
            self.current = thread
            apart(fibers.switch, thread.fiber)
            self.current = parent
            if self.unwinding:
                self.unwind(parent)
        return thread

    def _body(self, me: Thread, function: Callable[[], object]) -> Any:
        try:
            if not self.unwinding:
                function()
                self.lets_go(LEFT)
                del function  # what it holds ends here
                self._end()
        except (Unwound, SystemExit):
            pass
        except BaseException as error:  # only the engine's own mistakes come here
            self.stop = self.stop or ("error", error)
            self._begin_unwinding()
        me.done = True
        self.live.remove(me)
        if me.reentrant and me.number and not self.unwinding:
            self.inherited = True  # with its identifier, another holds what it held
        self.awaits.leave(me)
        if self.recorder is not None:
            self.recorder.ended(me)
        for lock in me.sentinels:
            lock.set_free()
        self.sharing.access(("end", me.number), RELEASE)
        if self.unwinding or me.number == 0:
            return self.driver
        if me.parent is not None:
            parent, me.parent = me.parent, None
            return parent.fiber
        me.operations += 1  # so that an order can tell this place from the one before
        following = self._decide(me, False)
        self.current = following
        return following.fiber if following else self.driver

    def _end(self) -> None:
        """What a thread still does when its function has returned."""
        me = self.current
        while me.at_end:
            me.at_end.pop()()
        if self.lifetimes is not None:
            self.lifetimes.sweep()
        if not self.alone:
            self.visit(LISTED)

    def run(self, main: Callable[[], object]) -> list[Thread]:
        """Run `main` as the first thread to its end; the threads that leaked."""
        self.driver = fibers.current()
        self.current = None
        self.current = self.spawn(main, daemon=False)
        apart(fibers.switch, self.current.fiber)
        self._begin_unwinding()
        leaked = []
        for thread in list(self.live):
            self.current = thread
            apart(fibers.switch, thread.fiber)
            if not thread.done:
                leaked.append(thread)
        self.leaked += leaked  # a dropped fiber would be ended by force: keep it
        self.current = None
        return leaked

    def _begin_unwinding(self) -> None:
        """The run is over; what its threads still do on their way out is not of it."""
        if self.sharing.tracking:
            self.sharing.tracking = False
            self.kept_waiting = [
                (thread.number, wanted)
                for thread in self.live
                if (wanted := getattr(thread.waits, "wanted", None))
            ]
        self.unwinding = True

    def unwind(self, me: Thread) -> NoReturn:
        """Raise what ends this thread, again and again if it is swallowed."""
        me.unwinds += 1
        while me.unwinds > UNWINDS:
            apart(fibers.switch, self.driver)
        raise Unwound

    def give_up(self, *why: object) -> NoReturn:
        """End the whole run because of `why`, from inside a thread."""
        self.stop = self.stop or why
        self.stopped_in = self.current
        self._begin_unwinding()
        self.unwind(self.current)

    # --- what operations rest on

    def rests(self, site: int, things: Iterable[object]) -> None:
        """The operation at `site` rests on functions, classes or modules."""
        if not self.alone:
            self.visit(site)
            self.rests_on(site, things)

    def rests_on(self, site: int, things: Iterable[object]) -> None:
        """The same, at a site that was visited."""
        for thing in things:
            location = (self.sharing.number(thing), STRUCTURE)
            self.sharing.touch(self.current.bit, site, location, WHOLE)

    def restructures(self, site: int, thing: object) -> None:
        """The operation at `site` changes a function, a class or a module."""
        if self.alone:
            return
        self.restructured = self.restructured or not self.structure
        self.visit(site)
        location = (self.sharing.number(thing), STRUCTURE)
        self.sharing.touch(self.current.bit, site, location, WRITE)

    def sees_ends(self, thing: object) -> None:
        """From now on the program can see when this ends."""
        number = self.sharing.number(thing)
        if self.lifetimes is None:
            self.sees_some_end()
        else:
            self.lifetimes.watch(number)

    def sees_some_end(self) -> None:
        """From now on the program can see when things of some kind end."""
        self.outlived = self.outlived or self.lifetimes is None

    def closing(self) -> None:
        """A generator may just be closed, as it ends."""
        if sys.exc_info()[0] is GeneratorExit:
            self.sees_some_end()

    def tells_apart(self) -> None:
        """From now on it can be seen which worker of a pool does what."""
        self.told = self.told or not self.told_apart

    def asks_who(self) -> None:
        """The current thread asks which one it is."""
        if self.current is not None and self.current.in_task:
            self.tells_apart()

    def names(self, site: int, thread: Thread) -> None:
        """The program sees the identifier of a thread, which may have inherited it.

        What the library asks for is of threads that are there; the main one stays.
        """
        if site < OWN or not thread.number or thread in self.named:
            return
        if any(thread.done or other.done for other in self.named):
            self.inherited = True
        self.named.append(thread)

    def starts(self, number: int) -> None:
        """The current thread starts the object of this number, which is a thread."""
        if self.starters.setdefault(number, self.current) is not self.current:
            self.give_up("unsupported", STARTED)

    # --- switch points

    def visit(self, site: int, always: bool = False) -> None:
        """The operation at `site` comes next: other threads may go first."""
        if self.lifetimes is not None:
            self.lifetimes.sweep()
            self.current.begun = site
        if site >= OWN:  # of the program, and not of the library that it has called
            self.current.site = site
        if always or self.sharing.hot[site]:
            self.pause()
        else:
            self.count()

    def lets_go(self, site: int, value: Any = None) -> Any:
        """`value`, before the current thread lets go of something that it holds."""
        if self.lifetimes is not None and not self.alone:
            self.visit(site)
        return value

    def holds(self, site: int, value: object) -> None:
        """The operation at `site` has read this, which others may let go of now."""
        if self.lifetimes is not None and self.lifetimes.watches(value):
            self.lets_go(site)

    def gives(self, value: Any) -> Any:
        """`value`, which the program keeps where others may let go of it."""
        if self.lifetimes is not None:
            self.lifetimes.watches(value)
        return value

    def at(self, site: int) -> None:
        """The operation at `site` comes next, and needs no decision of its own."""
        if site >= OWN:
            self.current.site = site

    def loop(self, site: int, *names: str) -> None:
        """A `while` loop comes next, which assigns to variables of these names."""
        if self.any_time and not self.unwinding:
            self.awaits.enter(self.current, site, sys._getframe(1), names)

    def tick(self, site: int) -> None:
        """One turn of the loop at `site`, which may touch nothing that others see."""
        if self.unwinding:
            self.unwind(self.current)
        self.ticks += 1
        if self.current.rounds:
            self._turn(site, sys._getframe(1))
        if self.ticks >= self.next_tick:
            self.at(site)
            self._many_ticks()

    def announce(self, count: int) -> None:
        """A loop comes next that has so many turns, and then ends."""
        if count > TICKS:
            self.announced += count

    def _turn(self, site: int, frame: FrameType) -> None:
        """Wait for a change if the turn before this one changed nothing."""
        me = self.current
        waited = self.awaits.turn(me, site, frame)
        if waited is not None:
            self.at(site)
            self.block(waited)
            self.awaits.again(me, waited, frame)

    def _many_ticks(self) -> None:
        self.next_tick = self._next(self.ticks, TICKS - self.ticks % TICKS)
        self._breathe()
        if self.ticks % TICKS:
            return
        limit = TICK_LIMIT + min(self.announced, MOST_TURNS)
        if self.ticks > limit and self.step_limit is not None:
            ends = self.announced > MOST_TURNS or self._others(self.current)
            self.give_up("steps" if ends else "hangs")
        self.turn += TICKS
        self.pause()  # whoever could end this loop goes on

    def count(self) -> None:
        """An operation that needs no decision; too many of them end the run."""
        me = self.current
        if self.unwinding:
            self.unwind(me)
        me.operations += 1
        self.turn += 1
        self.steps += 1
        if self.steps > self.next_step:
            self._many_steps(me)

    def _many_steps(self, me: Thread) -> None:
        limit = self.step_limit
        if limit is not None and self.steps > limit:
            alone = self.turn > limit // 2
            self.give_up("hangs" if alone and not self._others(me) else "steps")
        self.next_step = self._next(
            self.steps, None if limit is None else limit - self.steps
        )
        self._breathe()

    def _next(self, now: int, limit: int | None) -> float:
        """The number at which to look again: a breath from `now`, or the limit."""
        breath = BREATH if self.breathe is not None else math.inf
        return now + min(breath, math.inf if limit is None else limit)

    def _breathe(self) -> None:
        if self.breathe is not None and self.breathe():
            self.give_up("stopped")

    def pause(self, waits: Waits | None = None) -> None:
        """A decision by a thread that goes on as soon as `waits` is free."""
        if self.lifetimes is not None:
            self.lifetimes.sweep()
        me = self.current
        self.count()
        me.waits, me.timed_out = waits, False
        self._yield(me, waits is None or waits.free(me))
        me.waits = None

    def block(self, waits: Waits, timeout: float | None = None) -> bool:
        """Wait until `waits` is free: True; or until the timeout: False."""
        if self.lifetimes is not None:
            self.lifetimes.sweep()
        me = self.current
        self.count()
        me.waits, me.timed_out = waits, False
        me.deadline = None if timeout is None else self.clock() + timeout
        self._yield(me, waits.free(me))
        me.waits = me.deadline = None
        if me.timed_out and me.patient is not None:
            self.sharing.access(("change", me.number), ACQUIRE)
        return not me.timed_out

    def _yield(self, me: Thread, runnable: bool) -> None:
        if me.whole and runnable and not self.unwinding:
            return
        if me.parent is not None:  # its first decision: back to who started it
            if self.recorder is not None:
                self.recorder.begun(me)
            if self.awaits.open:
                self.awaits.look(me)
            parent, me.parent = me.parent, None
            apart(fibers.switch, parent.fiber)
        else:
            following = self._decide(me, runnable)
            if following is not me:
                self.current = following
                apart(fibers.switch, following.fiber if following else self.driver)
        if self.unwinding:
            self.unwind(me)
        if me.inside:
            for location, mode in me.inside:
                self.sharing.access(location, mode)

    # --- the clock

    def clock(self) -> float:
        """The virtual time in seconds, as the current thread reads it."""
        return self.current.now if self.any_time else self.now

    def read_clock(self) -> float:
        """The same, one microsecond later at each reading, so that busy waits end."""
        me = self.current
        if me is None:
            return 0.0
        me.now += 1e-6
        self.now += 1e-6
        return self.clock()

    def sleep(self, seconds: float) -> None:
        self.block(SLEEP, seconds)

    def library(self, *accesses: Access) -> Call | Inside:
        """Marks a call into the thread modules, whose parts all touch `accesses`."""
        if self.awaits.open:
            return self.awaits.call(self.current, accesses)
        return Inside(self.current, accesses, False)

    def holding(self, before: int) -> Inside:
        """Marks an operation that may run code of the program, and so be parted.

        What it has touched since there were `before` accesses it touches to its end.
        """
        return Inside(self.current, self.sharing.accesses[before:], True)

    def hold(self, before: int) -> None:
        """The operation under way touches this to its end, too (see `holding`)."""
        self.current.inside += self.sharing.accesses[before:]

    def entered(self, site: int, up: int = 1) -> None:
        """A function begins, `up` frames from here.

        If C code has called it, other threads may come between.
        """
        me = self.current
        if me.parted == IN_C:
            self.visit(site, always=me.parting)
            me.parted = id(sys._getframe(up))
        elif self.lifetimes is not None:  # a thread may begin here
            self.lets_go(site)

    def left(self, site: int, up: int = 1) -> None:
        """The same function ends."""
        me = self.current
        if me.parted > 0 and me.parted == id(sys._getframe(up)):
            self.visit(site, always=me.parting)
            me.parted = IN_C
        elif self.lifetimes is not None:
            self.lets_go(site)

    def result(self, site: int, _entered: object, value: Any, up: int = 1) -> Any:
        """What a lambda gives, as it is left."""
        me = self.current
        if me.parted > 0 and me.parted == id(sys._getframe(up)):
            self.visit(site, always=me.parting)
            me.parted = IN_C
        elif self.lifetimes is not None:
            self.lets_go(site)
        return value

    def turn_of(self, site: int, up: int = 1) -> None:
        """One turn of a generator expression's loop, which somebody goes on with."""
        self.tick(site)
        me = self.current
        if me.parted == IN_C:
            self.visit(site, always=me.parting)
            me.parted = id(sys._getframe(up))


NOBODY: Any = SimpleNamespace(every_step=False)  # a strategy that nobody asks


class Idle(Scheduler):
    """No run is under way: operations are done, and nobody is asked or told."""

    current: Thread

    def __init__(self) -> None:
        super().__init__()
        self.begin(NOBODY, any_time=False, step_limit=None)
        self.current = Thread(0, None, False, None)

    def visit(self, site: int, always: bool = False) -> None:
        pass

    def loop(self, site: int, *names: str) -> None:
        pass

    def tick(self, site: int) -> None:
        pass

    def entered(self, site: int, up: int = 1) -> None:
        pass

    left = entered

    def lets_go(self, site: int, value: Any = None) -> Any:
        return value

    def gives(self, value: Any) -> Any:
        return value

    def closing(self) -> None:
        pass

    def turn_of(self, site: int, up: int = 1) -> None:
        pass

    def result(self, site: int, _entered: object, value: Any, up: int = 1) -> Any:
        return value

    def count(self) -> None:
        pass

    def pause(self, waits: Waits | None = None) -> None:
        pass
