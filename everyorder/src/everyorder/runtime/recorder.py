"""Collects the events of one run; the scheduler, locks and operations call it.

Reads and writes are told by the operations (a name, an attribute, an item) and by what
they touch (a collection as a whole: sharing.py). What only one thread sees, and what
nobody writes, is left out at the end; a thread's own variables are told apart from that
(own.py). Naming things looks at the program, and never runs its code.
"""

import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any

from everyorder.instrument.library import LIBRARY
from everyorder.operations.kinds import CONTAINER, GENERATOR, KINDS, MODULE
from everyorder.operations.own import OWN
from everyorder.results.trace import Event, Local, Preemption
from everyorder.results.values import changed, is_a, short
from everyorder.runtime.naming import find_name, waits_for
from everyorder.runtime.own import Change, Own, forget_locals
from everyorder.runtime.sharing import ITEM, WHOLE, Location
from everyorder.runtime.thread import SLEEP, Thread

if TYPE_CHECKING:
    from everyorder.instrument.program import Program, Site
    from everyorder.runtime.scheduler import Scheduler

WRITES = ("write", "delete")


@dataclass(frozen=True)
class Seen:
    """An event, and which variable it is about (None: it is always shown)."""

    event: Event
    variable: object = None
    everywhere: bool = True  # not a local variable, by its name
    hot: bool = False  # at a place where the order is known to matter


class Recorder:
    """`full` says that there were more than `most` events: the rest is not kept."""

    program: "Program"
    scheduler: "Scheduler"
    most: float

    def __init__(
        self, program: "Program", scheduler: "Scheduler", most: float = math.inf
    ):
        self.program, self.scheduler, self.most = program, scheduler, most
        self.full: bool = False
        self.seen: list[Seen] = []
        self.switches: list[Preemption] = []
        self.own: Own = Own(program, scheduler.lifetimes is None)
        self.changes: list[tuple[int, int, Change]] = []  # place, thread, what
        self.blocked: set[Thread] = set()
        # A collection that is about to change: its event, itself, its length.
        self.pending: tuple[int, Any, int] | None = None
        # What a thread last read of a collection at a site.
        self.reads: dict[tuple[int, int, int], str] = {}
        # Of things that only local variables hold.
        self.names: dict[int, tuple[object, str | None]] = {}
        scheduler.sharing.listen(self._touched)

    # --- what the engine tells

    def value(
        self, site: int, value: object, thing: Any = None, key: object = None
    ) -> None:
        """The operation at `site` reads or writes this: of a name, or of a thing."""
        own = type(thing) is ModuleType and OWN.key(thing, "")
        module = KINDS[type(thing)] is MODULE and own in (None, False)
        if self._silent() or self.scheduler.alone or module:
            return
        file, what = "", ""
        if site < 0:
            file, _, what = LIBRARY.sites[-site - 1]
        else:
            file, what = self.program.sites[site].file, self.program.sites[site].what
        kind, _, name = what.partition(" ")
        variable: object = (file, name)
        everywhere = True
        if own not in (None, False):  # its global, under the name that its file uses
            name = name.removeprefix(".")
            file = vars(thing).get("__file__")
            variable = (self.program.modules_shown.get(file, ""), name)
            name = f"{thing.__name__}.{name}" if own else name
        elif thing is not None:
            base, everywhere = self._name(thing)
            item = KINDS[type(thing)] is CONTAINER
            variable = self._key(thing) if item else (self._key(thing), name)
            name = f"{base}[{short(key)}]" if item else base + name
        self._add(kind, name, short(value), variable=variable, everywhere=everywhere)

    def printed(self, text: str) -> None:
        self._add("print", "", text)

    def called(self, name: str, owner: object, args: Iterable[object]) -> None:
        if not name.startswith("__"):
            given = ", ".join(map(short, args))
            self._add("call", f"{self._name(owner)[0]}.{name}", given)

    def returned(self, name: str, owner: object, result: object) -> None:
        """What a call gave, where that is plain and says something."""
        plain = is_a(result, (int, float, str, tuple, list, dict, type(None)))
        if plain and (result is not None or name.startswith("get")):
            self._add("return", f"{self._name(owner)[0]}.{name}", short(result))

    def lock(self, kind: str, lock: object) -> None:
        """A lock was taken or set free; those inside the library have no name."""
        name = None if self._silent() else self._find(lock)[0]
        if name is not None:
            self._add(kind, name)

    def started(self, thread: Thread) -> None:
        self._add("start", thread.short_name, other=thread.number)

    def begun(self, me: Thread) -> None:
        """A thread has come to its first decision."""
        if not self._silent():
            self._look(me)

    def ended(self, thread: Thread) -> None:
        """A thread is over, at the line of the last thing it did."""
        own = [s.event for s in self.seen if s.event.thread == thread.number]
        if thread.number:
            line, file = (own[-1].line, own[-1].file) if own else (None, "")
            self._add("end", thread=thread, line=line, file=file)

    def raised(self, text: str, line: int, file: str = "") -> None:
        self._add("raise", "", text, line=line, file=file)

    def decided(self, me: Thread, runnable: bool, chosen: Thread | None) -> None:
        """The scheduler chose who goes on: None when nobody can."""
        if self._silent():
            return
        if not me.done:
            self._look(me)
        for thread in sorted(self.scheduler.live, key=lambda t: t is me):
            waits = thread.waits
            goes_on = thread is me and runnable
            if waits is None or goes_on or thread in self.blocked:
                continue
            if not waits.free(thread):
                self._blocks(thread)
        if runnable and chosen is not None and chosen is not me:
            place = Preemption(len(self.seen), me.number, chosen.number)
            self.switches.append(place)
        if chosen in self.blocked:
            self.blocked.discard(chosen)
            expected = not chosen.timed_out or chosen.waits is SLEEP
            why = "nobody notified it" if chosen.unasked else "the time ran out"
            self._add("wake", "", "" if expected else why, thread=chosen)

    def _blocks(self, thread: Thread) -> None:
        self.blocked.add(thread)
        what, holder = waits_for(thread, self.scheduler, self.name)
        line = 0 if hasattr(thread.waits, "without_line") else None
        other = None if holder is None else holder.number
        self._add("wait", what, other=other, thread=thread, line=line)

    def name(self, thing: object) -> str | None:
        """The name of a thread, or of anything else that the program holds."""
        if type(thing) is Thread:
            return thing.short_name
        return self._find(thing)[0]

    def _look(self, me: Thread) -> None:
        """What changed in the own variables of the thread that runs."""
        for change in self.own.changes(me.number, sys._getframe()):
            self.changes.append((len(self.seen), me.number, change))

    # --- what is kept

    def finish(self, over: bool = True) -> dict[str, Any]:
        """The events that matter to more than one thread, and what stands between them.

        By the names of the fields of a Trace. While the run is not over, what happens
        at hot sites matters, too: another thread may still write what was read there.
        """
        self._settle()
        threads: dict[object, set[int]] = {}
        written = set()
        for seen in self.seen:
            threads.setdefault(seen.variable, set()).add(seen.event.thread)
            if seen.event.kind in WRITES:
                written.add(seen.variable)
        kept: list[Event] = []
        places: list[int] = []
        told: set[object] = set()
        for seen in self.seen:
            places.append(len(kept))
            shared = seen.everywhere or len(threads[seen.variable]) > 1
            matters = seen.variable in written and shared
            if seen.variable is None or matters or (seen.hot and not over):
                kept.append(changed(seen.event, index=len(kept)))
                told.add(seen.variable)
        places.append(len(kept))
        switches = (changed(s, index=places[s.index]) for s in self.switches)
        return {
            "events": tuple(kept),
            "preemptions": tuple(switches),
            "locals": tuple(self._locals_told(places, told)),
        }

    def _locals_told(self, places: list[int], told: set[object]) -> list[Local]:
        """The own variables where they change, the last value of each between events.

        A list that other threads change is told by events, under one name.
        """
        last: dict[tuple[int, int, str], Local] = {}
        for at, thread, (name, value, thing) in self.changes:
            shared = thing is not None and id(thing) in told
            local = Local(places[at], thread, name, "" if shared else value)
            last[local.index, thread, name] = local
        found: list[Local] = []
        held: dict[tuple[int, str], str] = {}
        for local in last.values():
            if held.get((local.thread, local.name), "") != local.value:
                held[local.thread, local.name] = local.value
                found.append(local)
        return found

    def _silent(self) -> bool:
        return self.scheduler.current is None or self.scheduler.unwinding

    def _site(self, thread: Thread | None = None) -> "Site":
        return self.program.sites[(thread or self.scheduler.current).site]

    def _add(
        self,
        kind: str,
        name: str = "",
        value: str = "",
        *,
        variable: object = None,
        everywhere: bool = True,
        **place: Any,
    ) -> None:
        if self._silent() or self.full:
            return
        self._settle()
        if len(self.seen) >= self.most:
            self.full = True
            self.scheduler.recorder = None
            self.scheduler.sharing.listen(None)
            return
        thread = place.get("thread") or self.scheduler.current
        line, file = place.get("line"), place.get("file", "")
        if line is None:
            line, file = self.program.place(thread.site)
        number, other = len(self.seen), place.get("other")
        event = Event(number, thread.number, line, kind, name, value, other, file)
        hot = bool(self.scheduler.sharing.hot[thread.site])
        self.seen.append(Seen(event, variable, everywhere, hot))

    def _touched(self, location: Location, mode: int) -> None:
        """An operation is about to use the contents of a collection."""
        if self._silent() or type(location) is not tuple or len(location) != 2:
            return
        if type(location[0]) is not int or location[1] != "items" or mode == ITEM:
            return
        thing = self.scheduler.sharing.kept[location[0]]
        name, everywhere = self._name(thing)
        if KINDS[type(thing)] is GENERATOR and self._site().what != "yield":
            self._add("call", "next", name)
        if KINDS[type(thing)] is not CONTAINER:
            return
        kind = "read" if mode == WHOLE else "write"
        key = self._key(thing)
        self._settle()
        value = short(thing)
        thread = self.scheduler.current
        place = thread.number, thread.site, key
        # A loop over a collection reads it at every turn: that is told once a thread.
        if kind == "read" and self.reads.get(place) == value:
            return
        self.reads[place] = value
        self._add(kind, name, value, variable=key, everywhere=everywhere)
        if kind == "write":
            self.reads.clear()
            self.pending = len(self.seen) - 1, thing, len(thing)

    def _settle(self) -> None:
        """What a collection holds now that the operation that changed it is over."""
        if self.pending is not None:
            (index, thing, length), self.pending = self.pending, None
            seen, value = self.seen[index], short(thing)
            same = (value, len(thing)) == (seen.event.value, length)
            kind = "read" if same else "write"  # nothing to pop, for one
            event = changed(seen.event, kind=kind, value=value)
            self.seen[index] = changed(seen, event=event)

    # --- names

    def _key(self, thing: object) -> int:
        if self.scheduler.lifetimes is None:  # nothing is kept that is to end
            self.names.setdefault(id(thing), (thing, None))
        return id(thing)

    def _name(self, thing: object) -> tuple[str, bool]:
        name, everywhere = self._find(thing)
        return name or type(thing).__name__, everywhere

    def _find(self, thing: object) -> tuple[str | None, bool]:
        """The name of a thing, and whether every thread could use that name."""
        name = find_name(thing, self.scheduler.namespace)
        if name is not None:
            return name, True
        if self.scheduler.lifetimes is not None:
            return find_name(thing, *self._locals()), False
        if self.names.get(id(thing), (None, None))[1] is None:
            self.names[id(thing)] = thing, find_name(thing, *self._locals())
        return self.names[id(thing)][1], False

    def _locals(self) -> list[dict[str, Any]]:
        """The local variables of the program's functions, the innermost first."""
        found: list[dict[str, Any]] = []
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            if frame.f_code.co_filename in self.program.shown:
                found.append(dict(frame.f_locals))
                if self.scheduler.lifetimes is not None:
                    forget_locals(frame)
            frame = frame.f_back
        return found
