"""Which steps of a run race: they touch the same and nothing else orders them.

A step happens before another if it comes earlier and touches the same, or if both are
of one thread, or by a chain of these; vector clocks tell. For each race, `find_races`
gives the place of the earlier step and the threads that could go first there so that
the later step comes before it: the initials of what does not depend on the earlier
step (POPL 2014, definition of source sets).

A blocking acquire cannot come before the release that let it through, so it races with
the acquire before that instead.
"""

from everyorder.sharing import (
    ACQUIRE,
    CONFLICTS,
    EVERYTHING,
    ITEM,
    RELEASE,
    STORE,
    WHOLE,
)


def find_races(path, born):
    """Yields (position of the earlier step, {thread: None} of its initials)."""
    threads = [node.chosen for node in path]
    steps = [_with_everything(path, node.accesses) for node in path]
    clocks: list[dict[int, int]] = []
    latest: dict[int, dict[int, int]] = {}
    places: dict = {}
    found: list[tuple[int, int]] = []
    for position, thread in enumerate(threads):
        before = latest.get(thread)
        if before is None:
            start = born[thread] if thread < len(born) else -1
            before = dict(clocks[start]) if 0 <= start < len(clocks) else {}
        clock, racing = dict(before), set()
        for location, mode in steps[position]:
            conflicts = CONFLICTS[mode]
            for (other, how), index in places.get(location, {}).items():
                if other == thread or how not in conflicts:
                    continue
                ordered = before.get(other, -1) >= index
                if not ordered and not (mode == ACQUIRE and how == RELEASE):
                    racing.add(index)
                _join(clock, clocks[index])
        clock[thread] = position
        for location, mode in steps[position]:
            places.setdefault(location, {})[thread, mode] = position
        latest[thread] = clock
        clocks.append(clock)
        found += [
            (index, position)
            for index in racing
            if not any(
                other != index and clocks[other].get(threads[index], -1) >= index
                for other in racing
            )
        ]
    for earlier, later in found:
        yield earlier, _initials(threads, clocks, earlier, later)


def _with_everything(path, accesses) -> list:
    """The accesses, each also one to everything, if some step touches that."""
    if not any(a[0] == EVERYTHING for node in path for a in node.accesses):
        return accesses
    modes = {
        ITEM if mode in (ITEM, WHOLE) else STORE
        for location, mode in accesses
        if location != EVERYTHING
    }
    return accesses + [(EVERYTHING, mode) for mode in modes]


def _join(clock, other) -> None:
    for thread, position in other.items():
        if position > clock.get(thread, -1):
            clock[thread] = position


def _initials(threads, clocks, earlier, later) -> dict[int, None]:
    """Threads that can go first at `earlier` so that `later` overtakes it."""
    racer = threads[earlier]
    kept = [k for k in range(earlier + 1, later) if clocks[k].get(racer, -1) < earlier]
    kept.append(later)
    initials: dict[int, None] = {}
    seen: set[int] = set()
    for k in kept:
        if threads[k] in seen:
            continue
        seen.add(threads[k])
        if not any(clocks[k].get(threads[e], -1) >= e for e in kept if e < k):
            initials[threads[k]] = None
    return initials
