"""What happened in one run, event by event: the format that drawings are made from.

The state at any event can be folded from what is before it: what each shared variable
held and each thread's own ones, who had which lock, who waited for what. FORMAT_VERSION
changes with the meaning of a field. recorder.py collects the events; their words are
here, so that every table and drawing says the same.
"""

import itertools
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

FORMAT_VERSION = 3
KINDS = (
    "read",  # name had this value
    "write",  # name has this value from here on; a collection as a whole
    "delete",
    "call",  # the method `name` of a queue, an event, a future; value: what it is given
    "return",  # what that call gave
    "print",  # value: a piece of text, as it is printed
    "acquire",  # the lock `name`
    "release",
    "wait",  # blocked from here on: for `name`, held by thread `other` if any
    "wake",  # goes on; value says why if what it waited for did not come
    "start",  # of thread `other`
    "raise",  # value: the exception that ends the thread
    "end",
)


@dataclass(frozen=True)
class Event:
    """One operation of one thread; `line` is 0 where no line of the program stands.

    `file` is "" in a program of one file.
    """

    index: int
    thread: int
    line: int
    kind: str
    name: str = ""
    value: str = ""
    other: int | None = None
    file: str = ""


@dataclass(frozen=True)
class Preemption:
    """A thread that could have gone on did not: before event `index`."""

    index: int
    thread: int
    by: int


@dataclass(frozen=True)
class Local:
    """A local variable of a function that a thread runs, and no other thread sees.

    It has this value from before event `index` on, or is gone if the value is empty.
    What a thread holds when it ends is gone with it, and not told.
    """

    index: int
    thread: int
    name: str
    value: str


@dataclass(frozen=True)
class Trace:
    """`threads` are short names by number; `ending` is the verdict of this one run."""

    order: str
    threads: tuple[str, ...]
    events: tuple[Event, ...]
    preemptions: tuple[Preemption, ...]
    locals: tuple[Local, ...]
    output: str
    ending: str
    detail: str = ""
    line: int = 0
    file: str = ""

    def to_json(self) -> dict[str, Any]:
        """The same as plain values; the index of an event is its place in the list.

        Where there is one file, none is named.
        """
        found = {"format": FORMAT_VERSION, **asdict(self)}
        for event in found["events"]:
            del event["index"]
        for place in (found, *found["events"]):
            if not place["file"]:
                del place["file"]
        return found

    def waiting(self, event: Event) -> str:
        """Who waits for what, held by whom, of an event of the kind `wait`."""
        return f"{self.threads[event.thread]} {phrase(event, self)}"

    def stuck(self, thread: int) -> Event | None:
        """What this thread waits for at the end, if it does."""
        own = (e for e in self.events if e.thread == thread)
        last = [e for e in own if e.kind in ("wait", "wake")][-1:]
        return last[0] if last and last[0].kind == "wait" else None


@dataclass(frozen=True)
class Row:
    """What one thread did at one line without anybody in between."""

    thread: int
    line: int
    events: tuple[Event, ...]

    @property
    def file(self) -> str:
        """The file of the line, "" in a program of one file."""
        return self.events[0].file


def rows(trace: Trace) -> list[Row]:
    """The events of a trace, a row for each line of source that a thread ran."""
    found: list[Row] = []
    for event in trace.events:
        last = found[-1] if found else None
        place = event.thread, event.line, event.file
        if last and (last.thread, last.line, last.file) == place:
            found[-1] = Row(last.thread, last.line, (*last.events, event))
        else:
            found.append(Row(event.thread, event.line, (event,)))
    return found


@dataclass(frozen=True)
class Phrase:
    """One thing that happened, in a reader's words, and the events that tell it."""

    text: str
    events: tuple[Event, ...]

    @property
    def kind(self) -> str:
        return self.events[0].kind

    def __str__(self) -> str:
        return self.text


def phrases(events: Iterable[Event], trace: Trace) -> list[Phrase]:
    """What happened, in the words of a reader: `reads guests: 0`."""
    found: list[Phrase] = []
    for kind, group in itertools.groupby(events, key=lambda event: event.kind):
        if kind == "print":
            pieces = tuple(group)
            text = _printed("".join(event.value for event in pieces))
            found.append(Phrase(text, pieces))
            continue
        for event in group:
            call = found[-1] if found else None
            if kind == "return" and call and _gives(call, event):
                text = f"{call.text} gives {event.value}"
                found[-1] = Phrase(text, (*call.events, event))
            else:
                found.append(Phrase(phrase(event, trace), (event,)))
    return found


def _gives(call: Phrase, result: Event) -> bool:
    """Whether this is the result of that call."""
    return (call.kind, call.events[0].name) == ("call", result.name)


def _printed(text: str) -> str:
    if text == "\n":
        return "ends the line"
    if text.endswith("\n"):
        return "prints " + ", ".join(map(repr, text.splitlines()))
    return f"prints {text!r}, and no line end"


PHRASES = {
    "read": "reads {name}: {value}",
    "write": "{name} is now {value}",
    "delete": "deletes {name}",
    "call": "{name}({value})",
    "return": "{name}() gives {value}",
    "acquire": "takes {name}",
    "release": "releases {name}",
    "wait": "waits for {name}",
    "wake": "goes on",
    "start": "starts {name}",
    "raise": "raises {value}",
    "end": "ends",
}


def phrase(event: Event, trace: Trace) -> str:
    """One event in words."""
    if event.kind == "wake" and event.value:
        return f"goes on: {event.value}"
    text = PHRASES[event.kind].format(name=event.name, value=event.value)
    return text + _holder(event, trace) if event.kind == "wait" else text


def _holder(event: Event, trace: Trace) -> str:
    if event.other is None:
        return ""
    itself = event.other == event.thread
    return f", held by {'itself' if itself else trace.threads[event.other]}"
