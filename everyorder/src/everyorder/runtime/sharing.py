"""What each operation touches, and which operations need a switch point.

A location is a name, an attribute of one object, an item, a lock. An operation can be
seen by another thread only if its location is touched by two threads and written by
one. Which ones are is not known beforehand, so a search starts with few switch points
(cold sites), and every run records what each site touched. A location found shared
makes its sites hot; the search then starts again with them. When a search over all
orders ends without a new hot site, the cold operations have been private in every
order, and private operations commute with everything: no order is missed (Lipton,
"Reduction", CACM 1975; the argument that dynamic escape analysis rests on).

Modes. WHOLE and WRITE are a read and a write of a location as a whole; ITEM and
STORE are a read and a write of one part of it whose own location is recorded, too.
STORE commutes with STORE, ITEM with STORE. ACQUIRE and RELEASE are a lock's.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

# The key of a global (rewrite.py); of all else a tuple, mostly of a number and a word.
Location = str | tuple[Any, ...]
Access = tuple[Location, int]  # a location and a mode

ITEM, WHOLE, STORE, WRITE, ACQUIRE, RELEASE = range(6)
EVERYTHING = ("everything",)
# How functions, classes and modules are made: most programs never change it while
# threads run, so only where one does are the operations that depend on it touched.
STRUCTURE = "structure"
ALIVE = ("alive",)  # what weak references can still reach
CLASSES = ("classes",)  # which there are
THREADS = ("threads",)  # the list of those that live
POOLS = (
    "pools",
)  # whether they still take tasks: the end of the main thread closes all
NUMBERS = ("numbers",)  # that are given in turn: of threads, pools, their names

# Sites that no source has: where the library or the scheduler does what others see.
START, LISTED, SETTLED, NUMBERED, ENDED, POOLED, LEFT, OVER = range(8)
KERNEL_SITES = (
    (0, "start"),
    (0, "a thread leaves the list"),
    (0, "a future is settled"),
    (0, "numbers are given in turn"),
    (0, "an object ends"),
    (0, "a worker takes a task, or is idle"),
    (0, "a thread lets go of what it was given"),
    (0, "no pool takes a task from now on, or one is submitted"),
)
OWN = len(KERNEL_SITES)  # the first site of a program's own

_READS = {ITEM, WHOLE}
CONFLICTS = {
    ITEM: {WRITE},
    WHOLE: {STORE, WRITE, ACQUIRE, RELEASE},
    STORE: {WHOLE, WRITE},
    WRITE: {ITEM, WHOLE, STORE, WRITE, ACQUIRE, RELEASE},
    ACQUIRE: {WRITE, ACQUIRE, RELEASE, WHOLE},
    RELEASE: {WRITE, ACQUIRE, RELEASE, WHOLE},
}


PAIRS = [(mode, other) for mode in CONFLICTS for other in CONFLICTS[mode]]


def _shared(bits: list[int], read: int, wrote: int) -> bool:
    """Whether two threads touch one location so that their order matters.

    `bits` are the threads by their modes; others read or wrote something unknown.
    """
    if wrote or read:
        bits = [*bits]
        bits[WHOLE] |= read
        bits[WRITE] |= wrote
    for mode, other in PAIRS:
        one, two = bits[mode], bits[other]
        if one and two and (one | two) & ((one | two) - 1):
            return True
    return False


class _Sampled(bytearray):
    def __init__(self, length: int, every: int):
        super().__init__(length)
        self.every, self.asked = every, 0

    def __getitem__(self, _site: Any) -> Any:
        self.asked += 1
        return self.asked % self.every == 0


class Sharing:
    """The locations of one run, and the hot sites of a whole search."""

    hot: bytearray

    def __init__(self) -> None:
        self.sites(0, 0)
        self.begin(False)

    def begin(self, tracking: bool) -> None:
        self.tracking = tracking
        self.written: int = 0  # how often anything was, in whatever place
        self.accesses: list[Access] = []
        self.numbers: dict[int, int] = {}
        self.kept: list[Any] = []  # so that no id is used twice in a run
        self.touched: dict[Location, list[Any]] = {}
        # Threads that read, that wrote something unknown.
        self.unknown: list[int] = [0, 0]
        self.unknown_sites: set[int] = set()
        self.cutting: int = 0  # the thread whose end cuts others off
        self.ids: dict[int, int] = {}  # of what the program has asked for, by number
        self.generators: dict[int, int] = {}  # numbers, by the id of the frame
        self.opened: set[int] = set()  # objects whose `__dict__` was handed out

    def number(self, thing: object) -> int:
        """A number for an object that is the same in every run with this past."""
        key = id(thing)
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.kept)
            self.kept.append(thing)
        return number

    def forget(self, number: int) -> None:
        """The engine lets go of this thing; its number is not given again."""
        thing, self.kept[number] = self.kept[number], None
        key = id(thing)
        self.numbers.pop(key, None)
        self.ids.pop(number, None)
        self.opened.discard(key)

    def listen(self, listener: Callable[[Location, int], None] | None) -> None:
        """Tell `listener(location, mode)` of each touch, or None: nobody.

        It stands in for the method, so that a search, in which nobody listens, pays
        nothing.
        """
        vars(self).pop("touch", None)
        if listener is None:
            return
        touch = self.touch

        def touch_and_tell(bit: int, site: int, location: Location, mode: int) -> None:
            touch(bit, site, location, mode)
            listener(location, mode)

        vars(self)["touch"] = touch_and_tell

    def generator(self, thing: object) -> int:
        """The number of a generator, whose frame is known by it from now on."""
        number = self.number(thing)
        frame = getattr(thing, "gi_frame", None)
        if frame is not None:
            self.generators[id(frame)] = number
        return number

    def access(self, location: Location, mode: int) -> None:
        """Note what the current step does, for a strategy that wants to know."""
        if self.tracking:
            self.accesses.append((location, mode))

    def touch(self, bit: int, site: int, location: Location, mode: int) -> None:
        """The thread with this bit does this, at this site."""
        entry = self.touched.get(location)
        if entry is None:
            entry = self.touched[location] = [0, 0, 0, 0, 0, 0, set()]
        entry[mode] |= bit
        if mode not in _READS:
            self.written += 1
        if not self.hot[site]:
            entry[6].add(site)
        else:
            self.accesses.append((location, mode))

    def touch_always(self, bit: int, location: Location, mode: int) -> None:
        """The same, at a place where there is always a decision."""
        entry = self.touched.get(location)
        if entry is None:
            entry = self.touched[location] = [0, 0, 0, 0, 0, 0, set()]
        entry[mode] |= bit
        self.accesses.append((location, mode))

    def touch_unknown(self, bit: int, mode: int, site: int = 0) -> None:
        """The thread does something that could touch every object, in all its parts."""
        mode = WHOLE if mode in _READS else WRITE
        self.unknown[mode not in _READS] |= bit
        self.written += mode not in _READS
        if site and not self.hot[site]:
            self.unknown_sites.add(site)
        self.accesses.append((EVERYTHING, mode))

    def touch_end(self, bit: int) -> None:
        """The main thread ends, and cuts off others wherever they are.

        That comes before or after whatever they do; but of the list of threads and of
        the numbers that they are given, nothing is seen from then on.
        """
        self.cutting |= bit
        self.written += 1
        self.accesses.append((EVERYTHING, WRITE))

    def newly_hot(self) -> set[int]:
        """Cold sites that turned out to touch what several threads touch."""
        found = set(self.unknown_sites)
        read, wrote = self.unknown
        for location, (*bits, sites) in self.touched.items():
            cut = 0 if location in (THREADS, NUMBERS) else self.cutting
            if sites and sites - found and _shared(bits, read, wrote | cut):
                found |= sites
        return found

    def heat(self, sites: Iterable[int]) -> None:
        for site in sites:
            self.hot[site] = 1

    @contextlib.contextmanager
    def everywhere(self) -> Iterator[None]:
        """While entered, every site is hot."""
        kept = self.hot
        self.hot = bytearray(b"\1" * len(kept))
        try:
            yield
        finally:
            self.hot, library = kept, len(self.hot) - self.own
            self.grow(library)

    @contextlib.contextmanager
    def sampled(self, every: int) -> Iterator[None]:
        """While entered, a site is hot at each so-manieth question, whichever it is."""
        kept = self.hot
        self.hot = _Sampled(len(kept), every)
        try:
            yield
        finally:
            self.hot, library = kept, len(self.hot) - self.own
            self.grow(library)

    def hot_sites(self) -> list[int]:
        """The hot ones: those of the program, and of the library as it numbers them."""
        end = len(self.hot)
        return [
            site if site < self.own else site - end
            for site, on in enumerate(self.hot)
            if on
        ]

    def sites(self, own: int, library: int) -> None:
        """There are so many sites of a program, and none is known to be hot."""
        self.own = own
        self.hot = bytearray(own + library)

    def grow(self, library: int) -> None:
        """The library has so many sites now; its last ones stand first."""
        self.hot[self.own : self.own] = bytes(library + self.own - len(self.hot))
