"""What happened in one run, event by event: the format that drawings are made from.

FORMAT_VERSION changes with the meaning of a field. `to_json` gives plain data.
"""

from dataclasses import asdict, dataclass

from everyorder.operations.kinds import own_dict

FORMAT_VERSION = 1


@dataclass(frozen=True)
class Event:
    """One operation of one thread. `value` is what was read, written or called with."""

    index: int
    thread: int
    line: int
    what: str
    value: str = ""


@dataclass(frozen=True)
class Preemption:
    """A thread that could have gone on did not: before event `index`."""

    index: int
    thread: int
    by: int


@dataclass(frozen=True)
class Trace:
    """`threads` are names by number; `ending` is the verdict of this one run."""

    order: str
    threads: tuple[str, ...]
    events: tuple[Event, ...]
    preemptions: tuple[Preemption, ...]
    output: str
    ending: str
    detail: str = ""

    def to_json(self) -> dict:
        return {"format": FORMAT_VERSION, **asdict(self)}


class Recorder:
    """Collects the events of a run; the scheduler and the operations call it."""

    def __init__(self, program, scheduler):
        self.program, self.scheduler = program, scheduler
        self.events: list[Event] = []
        self.preemptions: list[Preemption] = []

    def _add(self, what: str, value: str) -> None:
        thread = self.scheduler.current
        site = self.program.sites[thread.site]
        event = Event(len(self.events), thread.number, site.line, what, value)
        self.events.append(event)

    def value(self, value) -> None:
        thread = self.scheduler.current
        if thread is None or self.scheduler.alone:
            return
        self._add(self.program.sites[thread.site].what, short(value))

    def called(self, name: str, args) -> None:
        self._add(f"call {name}()", ", ".join(map(short, args)))

    def lock(self, what: str, thing) -> None:
        self._add(what, name_of(thing, self.scheduler.namespace))

    def preempted(self, thread, by) -> None:
        place = Preemption(len(self.events), thread.number, by.number)
        self.preemptions.append(place)


def short(value) -> str:
    """A value in a few characters, without running code of the program."""
    if isinstance(value, (int, float, str, bytes, bool, type(None))):
        text = repr(value)
    elif type(value) in (list, tuple, set, dict, frozenset):
        if not all(isinstance(v, (int, float, str)) for v in value):
            return f"{type(value).__name__} of {len(value)}"
        text = repr(value)
    else:
        return type(value).__name__
    return text if len(text) <= 40 else text[:37] + "..."


def name_of(thing, namespace) -> str:
    """The name of the variable that holds a lock or the like."""
    for name, value in namespace.items():
        if value is thing:
            return name
    for name, value in namespace.items():
        if name.startswith("_"):
            continue
        for attribute, held in own_dict(value).items():
            if held is thing:
                return f"{name}.{attribute}"
            for deeper, innermost in own_dict(held).items():
                if innermost is thing:
                    return f"{name}.{attribute}.{deeper}"
    return f"a {type(thing).__name__}"
