"""Programs run for somebody who watches: whole, or decision by decision.

One Runner serves all of them, so that the next program starts at once. A session is the
engine of a page or a terminal: it finds no verdict of its own (explore.py does), and
keeps nothing about a program between two calls. stage.py is what stands around a run.

Stepping runs the program again from its start with the choices so far. So nothing is
left suspended while somebody thinks, and undoing a choice is leaving it out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from everyorder.execution import Runner
from everyorder.explore import explore
from everyorder.instrument.program import Program, Site
from everyorder.results.order import Order
from everyorder.results.outcome import Run
from everyorder.results.report import Report
from everyorder.results.trace import Trace
from everyorder.runtime.naming import waits_for
from everyorder.runtime.sharing import POOLED
from everyorder.runtime.thread import Thread
from everyorder.search import settle
from everyorder.shrink import follow, trace_of
from everyorder.stage import EMPTY, Stage
from everyorder.strategies import Diverged
from everyorder.strategies.along import Along
from everyorder.strategies.dfs import Dfs
from everyorder.strategies.random import Random
from everyorder.strategies.run_on import RunOn
from everyorder.strategies.so_far import SoFar

LOOKS = 64  # orders that are run to learn where the order of a program matters
LOOK_STEPS = 200_000  # operations of them all
SWITCHES = 1  # preemptions in each of them
MOST_EVENTS = 2_000  # of a run that are kept


@dataclass(frozen=True)
class Watched:
    """A run, and what happened in it: None where that was too much to keep."""

    run: Run
    trace: Trace | None


@dataclass(frozen=True)
class Places:
    """Where the order of a program matters: sites, and names that are unsettled."""

    hot: tuple[int, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """A thread at a decision: what it does next, and what it waits for, if anything.

    `file` is that of the line, "" in a program of one file.

    `goes` says whether it can go on now, `switch` whether that interrupts a thread that
    could go on, too. `holder` is the thread that holds what it waits for, or "".
    """

    thread: int
    name: str
    line: int
    what: str
    goes: bool
    switch: bool
    waits: str
    holder: str
    file: str = ""


@dataclass(frozen=True)
class Position:
    """Where choices lead: to a decision of thread `last`, or, without options, to the
    end of the run."""

    watched: Watched
    last: int
    options: tuple[Option, ...]


class Session:
    """Runs programs, as program.py loads them, one at a time.

    `stage` is for runs that are heard; stepping and searching are silent, but may ask
    for input, and a search only gets what has been typed before (`typed`).
    """

    def __init__(self, stage: Stage = EMPTY):
        self.stage = stage
        self.runner: Runner | None = None

    def prepare(self, program: Program) -> None:
        """Import what this program imports, and run nothing."""
        with self._ready(program, EMPTY):
            pass

    def run(
        self, program: Program, order: Order | None = None, seed: int | None = None
    ) -> Watched:
        """Run it to its end: in its natural order, in a given one, or in a random one.

        The natural order has a virtual clock, in which sleeps end in turn. The same
        seed gives the same order. Raises OrderError if the order does not fit.
        """
        places = None if order is not None or seed is None else self.places(program)
        with self._ready(program, self.stage) as runner:
            runner.step_limit = None
            if order is not None:
                return Watched(*follow(runner, order, record=True))
            if places is not None:
                _stop_at(runner, places)
            while True:
                strategy = RunOn() if seed is None else Random(seed)
                strategy.begin()
                run = runner.run(strategy, seed is not None, True, MOST_EVENTS)
                if run.ending == "unsettled":
                    settle(runner, run)
                elif not runner.must_tell_more():
                    return _watched(runner, run)

    def places(self, program: Program, order: Order | None = None) -> Places:
        """Where stepping stops: where a few orders have shown that the order matters.

        Also where `order` leaves the natural course. Raises OrderError.
        """
        with self._ready(program, self._silent(ask=False)) as runner:
            _warm(runner)
            names = runner.program.unsettled
            if order is not None:
                names |= set(order.names)
                if names != runner.program.unsettled:
                    runner.use(program.with_unsettled(names))
                    _warm(runner)
                found = Along(order)
                with runner.scheduler.sharing.everywhere():
                    found.begin()
                    found.end(runner.run(found, order.any_time))
                runner.scheduler.sharing.heat(found.sites)
            sites = tuple(runner.scheduler.sharing.hot_sites())
            return Places(sites, tuple(sorted(runner.program.unsettled)))

    def choices(self, program: Program, places: Places, order: Order) -> list[int]:
        """The choices that lead along this order, whose places these are."""
        with self._ready(program, self._silent(ask=False)) as runner:
            _stop_at(runner, places)
            along = Along(order)
            along.begin()
            along.end(runner.run(along, order.any_time))
            return along.choices

    def step(
        self, program: Program, places: Places, choices: Sequence[int] = ()
    ) -> Position:
        """Run it from its start with these choices, up to the next decision.

        Raises OrderError if a thread that was chosen cannot go on there.
        """
        seen: list[tuple[int, tuple[Option, ...]]] = []

        def look(options: list[Thread], free: int, me: Thread) -> None:
            runner.recorder.decided(me, me in options, None)
            seen.append((me.number, _options(runner, options, free)))

        with self._ready(program, self._silent()) as runner:
            _stop_at(runner, places)
            strategy = SoFar(choices, look)
            while True:
                strategy.begin()
                run = runner.run(strategy, True, True, MOST_EVENTS)
                if run.ending == "unsettled":
                    _settle_at(runner, run.names)
                elif not runner.learned():
                    break
            last, options = seen[0] if seen else (runner.last, ())
            return Position(_watched(runner, run), last, options)

    def explore(self, program: Program, **how: Any) -> Report:
        """The verdict of explore.explore, by the runner of this session."""
        runner = self._taken(program, self._silent(ask=False))
        return explore(program, runner=runner, **how)

    def _taken(self, program: Program, stage: Stage) -> Runner:
        """The runner, with this program on this stage."""
        if self.runner is None or self.runner.scheduler.leaked:
            self.runner = Runner(program)  # a leaked thread may still use the old one
        self.runner.on(stage)
        self.runner.take(program)
        return self.runner

    def _ready(self, program: Program, stage: Stage) -> AbstractContextManager[Runner]:
        """The same, to be entered."""
        return self._taken(program, stage).ready()

    def _silent(self, ask: bool = True) -> Stage:
        asked = self.stage.ask if ask else None
        return Stage(typed=self.stage.typed, ask=asked)


def _stop_at(runner: Runner, places: Places) -> None:
    if runner.program.unsettled != set(places.unsettled):
        runner.use(runner.program.with_unsettled(places.unsettled))
    if POOLED in places.hot:
        _warm(runner)  # choices depend on whether workers are told apart
    runner.scheduler.sharing.heat(places.hot)


def _settle_at(runner: Runner, names: Sequence[str]) -> None:
    """Go on with these names unsettled, and stop where it stopped before.

    What the new program has more is nowhere a place to stop, so choices stay the same.
    """
    sites, hot = runner.program.sites, runner.scheduler.sharing.hot_sites()
    places = {place for n, place in enumerate(_numbered(sites)) if n in hot}
    library = [site for site in hot if site < 0]
    runner.use(runner.program.with_unsettled(names))
    numbered = enumerate(_numbered(runner.program.sites))
    runner.scheduler.sharing.heat(n for n, place in numbered if place in places)
    runner.scheduler.sharing.heat(library)


def _numbered(sites: Sequence[Site]) -> Iterator[tuple[Site, int]]:
    """Each site, and how many like it stand before it."""
    before: Counter[Site] = Counter()
    for site in sites:
        yield site, before[site]
        before[site] += 1


def _warm(runner: Runner) -> None:
    """Run a few orders, to learn what the threads share."""
    strategy, steps = Dfs(SWITCHES), 0
    for _ in range(LOOKS):
        if steps > LOOK_STEPS or not strategy.begin():
            return
        try:
            run = runner.run(strategy, True)
        except Diverged:
            return
        steps += run.steps
        if run.ending in ("unsupported", "stopped"):
            return
        if settle(runner, run):
            strategy = Dfs(SWITCHES)


def _watched(runner: Runner, run: Run) -> Watched:
    full = runner.recorder.full
    return Watched(run, None if full else trace_of(runner, run))


def _options(runner: Runner, options: list[Thread], free: int) -> tuple[Option, ...]:
    """All threads that live, those that can go on first."""
    others = [t for t in runner.scheduler.live if t not in options]
    found = []
    for position, thread in enumerate([*options, *others]):
        line, file = runner.program.place(thread.site)
        blocked = thread.waits is not None and not thread.waits.free(thread)
        what, holder = ("", None)
        if blocked:
            name = runner.recorder.name
            what, holder = waits_for(thread, runner.scheduler, name)
        goes = position < len(options)
        found.append(
            Option(
                thread.number,
                thread.short_name,
                line,
                runner.program.sites[thread.site].what,
                goes,
                goes and position >= free,
                what,
                holder.short_name if holder is not None else "",
                file,
            )
        )
    return tuple(found)
