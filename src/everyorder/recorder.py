"""Collects the events of one run; the scheduler, locks and operations call it.

Reads and writes are told by the operations (a name, an attribute, an item) and by what
they touch (a collection as a whole: sharing.py). What only one thread sees, and what
nobody writes, is left out at the end. Naming things looks at the program, and never
runs its code.
"""

import sys
from dataclasses import dataclass, replace

from everyorder.naming import find_name, waits_for
from everyorder.operations.kinds import CONTAINER, GENERATOR, KINDS, MODULE
from everyorder.sharing import ITEM, WHOLE
from everyorder.thread import SLEEP
from everyorder.trace import Event, Preemption, without_task

LONGEST = 40  # characters of a value
WRITES = ("write", "delete")


@dataclass(frozen=True)
class Seen:
    """An event, and which variable it is about (None: it is always shown)."""

    event: Event
    variable: object = None
    everywhere: bool = True  # not a local variable, by its name


class Recorder:
    def __init__(self, program, scheduler):
        self.program, self.scheduler = program, scheduler
        self.seen: list[Seen] = []
        self.switches: list[Preemption] = []
        self.blocked: set = set()
        self.pending = None  # a collection whose contents are about to change
        self.reads: dict = {}  # what a site last read of a collection
        self.names: dict[int, tuple] = {}  # of things that only local variables hold
        scheduler.sharing.listen(self._touched)

    # --- what the engine tells

    def value(self, value, thing=None, key=None) -> None:
        """The current operation read or writes this value: of a name, or of a thing."""
        if self._silent() or self.scheduler.alone or KINDS[type(thing)] is MODULE:
            return
        kind, _, name = self._site().what.partition(" ")
        variable, everywhere = name, True
        if thing is not None:
            base, everywhere = self._name(thing)
            item = KINDS[type(thing)] is CONTAINER
            variable = self._key(thing) if item else (self._key(thing), name)
            name = f"{base}[{short(key)}]" if item else base + name
        self._add(kind, name, short(value), variable=variable, everywhere=everywhere)

    def printed(self, piece) -> None:
        self._add("print", "", piece if isinstance(piece, str) else short(piece))

    def called(self, name: str, owner, args) -> None:
        if not name.startswith("__"):
            given = ", ".join(map(short, args))
            self._add("call", f"{self._name(owner)[0]}.{name}", given)

    def returned(self, name: str, owner, result) -> None:
        """What a call gave, where that is plain and says something."""
        plain = isinstance(result, (int, float, str, tuple, list, dict, type(None)))
        if plain and (result is not None or name.startswith("get")):
            self._add("return", f"{self._name(owner)[0]}.{name}", short(result))

    def lock(self, kind: str, lock) -> None:
        """A lock was taken or set free; those inside the library have no name."""
        name = None if self._silent() else self._find(lock)[0]
        if name is not None:
            self._add(kind, name)

    def started(self, thread) -> None:
        self._add("start", without_task(thread.name), other=thread.number)

    def ended(self, thread) -> None:
        """A thread is over, at the line of the last thing it did."""
        own = [s.event.line for s in self.seen if s.event.thread == thread.number]
        if thread.number:
            self._add("end", thread=thread, line=own[-1] if own else None)

    def raised(self, text: str, line: int) -> None:
        self._add("raise", "", text, line=line)

    def decided(self, me, runnable: bool, chosen) -> None:
        """The scheduler chose who goes on: None when nobody can."""
        if self._silent():
            return
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
            value = "" if expected else "the time ran out"
            self._add("wake", "", value, thread=chosen)

    def _blocks(self, thread) -> None:
        self.blocked.add(thread)
        what, holder = waits_for(thread, self.scheduler, lambda x: self._find(x)[0])
        line = 0 if hasattr(thread.waits, "without_line") else None
        other = None if holder is None else holder.number
        self._add("wait", without_task(what), other=other, thread=thread, line=line)

    # --- what is kept

    def finish(self) -> tuple[tuple[Event, ...], tuple[Preemption, ...]]:
        """The events that matter to more than one thread, and the preemptions."""
        self._settle()
        threads: dict = {}
        written = set()
        for seen in self.seen:
            threads.setdefault(seen.variable, set()).add(seen.event.thread)
            if seen.event.kind in WRITES:
                written.add(seen.variable)
        kept, places = [], []
        for seen in self.seen:
            places.append(len(kept))
            shared = seen.everywhere or len(threads[seen.variable]) > 1
            if seen.variable is None or (seen.variable in written and shared):
                kept.append(replace(seen.event, index=len(kept)))
        places.append(len(kept))
        switches = (replace(s, index=places[s.index]) for s in self.switches)
        return tuple(kept), tuple(switches)

    def _silent(self) -> bool:
        return self.scheduler.current is None or self.scheduler.unwinding

    def _site(self, thread=None):
        return self.program.sites[(thread or self.scheduler.current).site]

    def _add(
        self, kind, name="", value="", *, variable=None, everywhere=True, **place
    ) -> None:
        if self._silent():
            return
        self._settle()
        thread = place.get("thread") or self.scheduler.current
        line = place.get("line")
        line = self._site(thread).line if line is None else line
        number, other = len(self.seen), place.get("other")
        event = Event(number, thread.number, line, kind, name, value, other)
        self.seen.append(Seen(event, variable, everywhere))

    def _touched(self, location, mode: int) -> None:
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
        site = self.scheduler.current.site
        # A loop over a collection reads it at every turn: that is told once.
        if kind == "read" and self.reads.get((site, key)) == value:
            return
        self.reads[site, key] = value
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
            event = replace(seen.event, kind=kind, value=value)
            self.seen[index] = replace(seen, event=event)

    # --- names

    def _key(self, thing) -> int:
        self.names.setdefault(id(thing), (thing, None))
        return id(thing)

    def _name(self, thing) -> tuple[str, bool]:
        name, everywhere = self._find(thing)
        return name or type(thing).__name__, everywhere

    def _find(self, thing) -> tuple[str | None, bool]:
        """The name of a thing, and whether every thread could use that name."""
        name = find_name(thing, self.scheduler.namespace)
        if name is not None:
            return name, True
        if self.names.get(id(thing), (None, None))[1] is None:
            self.names[id(thing)] = thing, find_name(thing, *self._locals())
        return self.names[id(thing)][1], False

    def _locals(self) -> list[dict]:
        """The local variables of the program's functions, the innermost first."""
        found, frame = [], sys._getframe()
        while frame is not None:
            if frame.f_code.co_filename == self.program.file:
                found.append(frame.f_locals)
            frame = frame.f_back
        return found


def short(value, depth: int = 2) -> str:
    """A value in a few characters, without running code of the program."""
    kind = type(value)
    if kind in (int, float, str, bytes, bool, type(None)):
        text = repr(value)
    elif kind in (list, tuple, set, frozenset, dict) and depth and len(value) < LONGEST:
        text = _collection(value, depth - 1)
    elif isinstance(value, (list, tuple, set, dict)):
        return f"{kind.__name__} of {len(value)}"
    else:
        return getattr(value, "__name__", None) or kind.__name__
    if len(text) > LONGEST:
        if kind in (str, bytes):
            return text[: LONGEST - 3] + "..."
        return text if kind in (int, float) else f"{kind.__name__} of {len(value)}"
    return text


def _collection(value, depth: int) -> str:
    if isinstance(value, dict):
        pairs = (f"{short(k, depth)}: {short(v, depth)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    parts = [short(part, depth) for part in value]
    if isinstance(value, (set, frozenset)):
        parts.sort()
        return "{" + ", ".join(parts) + "}" if parts else "set()"
    text = ", ".join(parts)
    if isinstance(value, tuple):
        return f"({text},)" if len(parts) == 1 else f"({text})"
    return f"[{text}]"
