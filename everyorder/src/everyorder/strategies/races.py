"""Which steps of a run race: they touch the same and nothing else orders them.

A step happens before another if it comes earlier and touches the same, or if both are
of one thread, or by a chain of these; vector clocks tell. For each race, `find_races`
gives the place of the earlier step and the threads that could go first there so that
the later step comes before it: the initials of what does not depend on the earlier
step (POPL 2014, definition of source sets), those of them that could go on there.

A blocking acquire cannot come before the release that let it through, so it races with
the acquire before that instead.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from everyorder.runtime.sharing import (
    ACQUIRE,
    CONFLICTS,
    EVERYTHING,
    ITEM,
    RELEASE,
    STORE,
    WHOLE,
)

if TYPE_CHECKING:
    from everyorder.runtime.sharing import Access, Location
    from everyorder.strategies.dpor import Node

    # Where a location was touched last, by which thread and in which mode.
    Places = dict[Location, dict[tuple[int, int], int]]

Clock = dict[int, int]  # the last step of each thread that happened before


def find_races(
    path: "Sequence[Node]", born: Sequence[int], start: int = 0
) -> Iterator[tuple[int, list[int]]]:
    """Yields (position of the earlier step, threads that can go first there instead).

    Only races whose later step is at `start` or after it. What comes before must be as
    it was at the last call; its clocks are still on its nodes.
    """
    steps = [node.accesses for node in path]
    if any(location == EVERYTHING for step in steps for location, _ in step):
        steps, start = list(map(_with_everything, steps)), 0
    threads = [node.chosen for node in path]
    clocks: list[Clock] = []
    latest: dict[int, Clock] = {}
    places: Places = {}
    found: list[tuple[int, set[int]]] = []
    for position, node in enumerate(path):
        thread, step = node.chosen, steps[position]
        if position >= start:
            before = latest.get(thread)
            if before is None:
                origin = born[thread] if thread < len(born) else -1
                before = clocks[origin] if 0 <= origin < len(clocks) else {}
            node.clock, racing = _happens_before(thread, step, before, places, clocks)
            node.clock[thread] = position
            found.append((position, racing))
        for access in step:
            places.setdefault(access[0], {})[thread, access[1]] = position
        latest[thread] = node.clock
        clocks.append(node.clock)
    for later, racing in found:
        yield from _reversible(path, threads, clocks, later, racing)


def _reversible(
    path: "Sequence[Node]",
    threads: list[int],
    clocks: list[Clock],
    later: int,
    racing: set[int],
) -> Iterator[tuple[int, list[int]]]:
    """The races of one step that can be taken the other way round.

    A race before another one of them is that one's affair, unless nobody could go first
    there: then the step was kept from it by something yet before, such as the taking of
    a lock.
    """
    reversible: list[int] = []
    for index in sorted(racing, reverse=True):
        mine = threads[index]
        if any(clocks[other].get(mine, -1) >= index for other in reversible):
            continue
        initials = _initials(threads, clocks, index, later)
        possible = [thread for thread in initials if thread in path[index].enabled]
        if possible:
            reversible.append(index)
        yield index, possible


def _happens_before(
    thread: int,
    step: "list[Access]",
    before: Clock,
    places: "Places",
    clocks: list[Clock],
) -> tuple[Clock, set[int]]:
    """The clock of a step, and the positions of the steps that it races with."""
    clock = dict(before)
    racing: set[int] = set()
    for location, mode in step:
        others = places.get(location)
        if not others:
            continue
        conflicts = CONFLICTS[mode]
        for (other, how), index in others.items():
            if other == thread or how not in conflicts:
                continue
            ordered = before.get(other, -1) >= index
            if not ordered and not (mode == ACQUIRE and how == RELEASE):
                racing.add(index)
            _join(clock, clocks[index])
    return clock, racing


def _with_everything(accesses: "list[Access]") -> "list[Access]":
    """The accesses, and what they do as one to everything."""
    modes = {
        ITEM if mode in (ITEM, WHOLE) else STORE
        for location, mode in accesses
        if location != EVERYTHING
    }
    return accesses + [(EVERYTHING, mode) for mode in modes]


def _join(clock: Clock, other: Clock) -> None:
    for thread, position in other.items():
        if position > clock.get(thread, -1):
            clock[thread] = position


def _initials(
    threads: list[int], clocks: list[Clock], earlier: int, later: int
) -> list[int]:
    """Threads that can go first at `earlier` so that `later` overtakes it."""
    racer = threads[earlier]
    kept = [k for k in range(earlier + 1, later) if clocks[k].get(racer, -1) < earlier]
    kept.append(later)
    initials: list[int] = []
    seen: set[int] = set()
    for k in kept:
        if threads[k] in seen:
            continue
        seen.add(threads[k])
        if not any(clocks[k].get(threads[e], -1) >= e for e in kept if e < k):
            initials.append(threads[k])
    return initials
