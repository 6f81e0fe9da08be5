"""One order of each class of orders that differ in nothing that matters.

Two steps that touch nothing in common may change places. Source sets say where another
order must be tried, sleep sets keep it from being tried twice. Source: Abdulla,
Aronis, Jonsson and Sagonas, "Optimal Dynamic Partial Order Reduction", POPL 2014,
algorithm 1 (source-DPOR), with races found after each run; races.py finds them.

Objects have no names that last from run to run, so a sleep set compares objects first
met after the sleeper was put to sleep by what is done to them, not by which they are.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from everyorder.runtime.sharing import (
    ACQUIRE,
    CONFLICTS,
    EVERYTHING,
    ITEM,
    STORE,
    WHOLE,
)
from everyorder.strategies import Diverged
from everyorder.strategies.races import Clock, find_races

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.sharing import Access, Location
    from everyorder.runtime.thread import Thread

    # What a thread did that sleeps, and how many objects were known before.
    Slept = tuple[list[Access], int]


@dataclass
class Node:
    """A decision on the current path, and what has been tried there."""

    chosen: int
    enabled: tuple[int, ...]
    known: int  # how many objects had a number before this step
    sleep: "dict[int, Slept]"
    backtrack: set[int] = field(default_factory=set)
    done: "dict[int, Slept]" = field(default_factory=dict)
    accesses: "list[Access]" = field(default_factory=list)
    clock: Clock = field(default_factory=dict)  # races.py


class Dpor:
    every_step = True

    fresh: bool
    exhausted: bool
    depth: int
    start: int

    def __init__(self) -> None:
        self.path: list[Node] = []
        self.fresh, self.exhausted = True, False
        self.scheduler: Scheduler | None = None

    def begin(self) -> bool:
        """Go to the deepest decision where another thread must be tried."""
        self.depth, self.start = 0, 0
        self.born: list[int] = []  # after which step each thread was started
        self.left: tuple[int, ...] = ()  # who could go on where the run was broken off
        if self.fresh:
            self.fresh = False
            return True
        while self.path:
            node = self.path[-1]
            node.done[node.chosen] = (node.accesses, node.known)
            left = node.backtrack - node.done.keys() - node.sleep.keys()
            if left:
                node.chosen = min(left)
                self.start = len(self.path) - 1
                return True
            self.path.pop()
        self.exhausted = True
        return False

    def choose(
        self, scheduler: "Scheduler", options: "list[Thread]", _free: int, _me: "Thread"
    ) -> "Thread | None":
        self._close(scheduler)
        if self.depth < len(self.path):
            node = self.path[self.depth]
            chosen = [t for t in options if t.number == node.chosen]
            if not chosen:
                raise Diverged
            node.accesses = []
        else:
            sleep = self._sleep()
            chosen = [t for t in options if t.number not in sleep]
            if not chosen:
                self.left = tuple(t.number for t in options)
                return None
            enabled = tuple(t.number for t in options)
            known = len(scheduler.sharing.kept)
            node = Node(chosen[0].number, enabled, known, sleep)
            node.backtrack.add(node.chosen)
            self.path.append(node)
        self.depth += 1
        return chosen[0]

    def _close(self, scheduler: "Scheduler") -> None:
        """The step that was under way is over: keep what it touched."""
        self.scheduler = scheduler
        sharing = scheduler.sharing
        if self.depth:
            self.path[self.depth - 1].accesses += sharing.accesses
        sharing.accesses = []
        while len(self.born) < len(scheduler.threads):
            self.born.append(self.depth - 1)

    def _sleep(self) -> "dict[int, Slept]":
        """Who need not be tried at a new node: nothing since has touched theirs."""
        if not self.depth:
            return {}
        before = self.path[self.depth - 1]
        sleepers = before.sleep | before.done
        sleepers.pop(before.chosen, None)
        return {
            thread: entry
            for thread, entry in sleepers.items()
            if independent(entry, before.accesses)
        }

    def end(self, run: "Run") -> None:
        """Find the races of this run, and note where to try another thread."""
        if self.scheduler is None:  # there was nothing to decide
            return
        self._close(self.scheduler)
        path = self.path[: self.depth]
        self._reverse(path, self.start)
        _let_go_first(path, self.left)
        for thread, accesses in self.scheduler.kept_waiting:
            # As if the thread had got its lock at last: who could come before?
            last = Node(thread, (), 0, {}, accesses=accesses)
            self._reverse([*path, last], len(path))

    def _reverse(self, path: list[Node], start: int) -> None:
        """Have each race of a step from `start` on taken the other way round."""
        for position, initials in find_races(path, self.born, start):
            node = path[position]
            if not initials:
                node.backtrack.update(node.enabled)
            elif node.backtrack.isdisjoint(initials):
                node.backtrack.add(initials[-1])


def _let_go_first(path: list[Node], following: tuple[int, ...]) -> None:
    """Where a step kept a thread from going on, that thread must go first, too.

    `following` can go on after the last step. What the others would have done may never
    be seen: a lock is never released, the end of the program cuts off a daemon, a timer
    is cancelled.
    """
    for node in reversed(path):
        kept = set(node.enabled).difference(following)
        node.backtrack |= kept
        following = node.enabled


def independent(entry: "Slept", accesses: "list[Access]") -> bool:
    """Whether a sleeper's step and another one touch nothing in common."""
    mine, known = entry
    theirs: dict[Location, set[int]] = {}
    for location, mode in accesses:
        theirs.setdefault(coarse(location, known), set()).add(mode)
    everything = theirs.get(EVERYTHING, ())
    for location, mode in mine:
        if location == EVERYTHING:
            if accesses and (mode != WHOLE or not all(reads(m) for _, m in accesses)):
                return False
            continue
        found = theirs.get(coarse(location, known))
        if found and not found.isdisjoint(CONFLICTS[mode]):
            return False
        if everything and not everything.isdisjoint(
            CONFLICTS[ITEM if reads(mode) else STORE]
        ):
            return False
    return True


def reads(mode: int) -> bool:
    return mode in (ITEM, WHOLE)


def coarse(location: "Location", known: int) -> "Location":
    """A location; of an object first met later, only what sort of place it is."""
    if type(location) is tuple and type(location[0]) is int and location[0] >= known:
        return ("new", *location[1:])
    return location


__all__ = ["ACQUIRE", "Dpor", "independent"]
