"""The steps of an order as a reader meets them: who, which line, what happened.

Made of a trace and the source it ran; drawn by templates/ as lanes and as a table. What
happened is worded by the trace itself.
"""

import io
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass

from everyorder import (
    Event,
    Phrase,
    Preemption,
    Row,
    Trace,
    phrases,
    rows,
)
from sitekit.drawing.lanes import Lanes, Mark, Rail

TONES = {"wait": "waits", "raise": "fails", "acquire": "locks"}  # by kind of event


@dataclass(frozen=True)
class Effect:
    """Something that a step does, in words, and the class that colors it."""

    text: str
    tone: str


@dataclass(frozen=True)
class Switch:
    """Before a step: this thread could have gone on, and another one did."""

    thread: str
    mark: Mark
    rails: tuple[Rail, ...]


@dataclass(frozen=True)
class Step:
    """What one thread did at one line: the events from `first` until `until`.

    `beside` is what the file of the line is called where that is not the program drawn.
    """

    thread: str
    mark: Mark
    line: int
    beside: str
    source: str
    first: int
    until: int
    happened: tuple[Phrase, ...]
    effects: tuple[Effect, ...]  # without what the source says already
    switch: Switch | None
    fresh: bool  # another thread went before, or the same one might not have gone on
    rails: tuple[Rail, ...]

    @property
    def place(self) -> str:
        """The line as a reader finds it: `11`, or `a_two_add 20`; "" for none."""
        return f"{self.beside} {self.line}".strip() if self.line else ""


def steps(
    trace: Trace, source: str, beside: Mapping[str, str] = {}
) -> tuple[list[Step], Lanes]:
    """The steps from where a second thread comes to life, and their lanes.

    `beside` has the sources of other files of the program, by their names.
    """
    every = rows(trace)
    first = _first(every)
    lanes = Lanes(trace, every)
    for row in every[:first]:
        lanes.take(row.events)
    code = {"": code_lines(source)}
    code |= {name: code_lines(text) for name, text in beside.items()}
    found: list[Step] = []
    before = None
    for row in every[first:]:
        found.append(_step(trace, lanes, row, code, before))
        before = row.thread
    return found, lanes


def _first(every: list[Row]) -> int:
    """Where a second thread comes to life; with one thread, the beginning."""
    for number, row in enumerate(every):
        if any(event.kind == "start" for event in row.events):
            return number
    return 0


def _step(trace: Trace, lanes: Lanes, row: Row, code, before: int | None) -> Step:
    preemption = _preemption(trace, row)
    switch = None
    if preemption is not None:
        could = preemption.thread
        switch = Switch(lanes.names[could], lanes.marks[could], lanes.rails())
    rails = lanes.rails(row.events, row.thread)
    beside = row.file if row.file in code else ""
    text = code[beside].get(row.line, "")
    happened = tuple(phrases(row.events, trace))
    return Step(
        thread=lanes.names[row.thread],
        mark=lanes.marks[row.thread],
        line=row.line,
        beside=beside.removesuffix(".py"),
        source=text,
        first=row.events[0].index,
        until=row.events[-1].index + 1,
        happened=happened,
        effects=tuple(_effects(trace, lanes, row, happened, text)),
        switch=switch,
        fresh=before != row.thread or switch is not None,
        rails=rails,
    )


def _preemption(trace: Trace, row: Row) -> Preemption | None:
    """The preemption right before this row, if there is one."""
    first, last = row.events[0].index, row.events[-1].index
    for preemption in trace.preemptions:
        if first <= preemption.index <= last:
            return preemption
    return None


def _effects(trace: Trace, lanes: Lanes, row: Row, happened, text: str):
    """What happened in a row, but for calls that say what the source says."""
    stuck = trace.stuck(row.thread)
    said = [Effect(phrase.text, _tone(phrase, stuck)) for phrase in happened]
    held = lanes.lanes[row.thread].held
    if row.events[-1].kind == "end" and held:
        said.append(Effect(f"and still holds {', '.join(held)}", "stuck"))
    plain = text.replace('"', "'")
    return [effect for effect in said if effect.text not in plain]


def _tone(phrase: Phrase, stuck: Event | None) -> str:
    return "stuck" if stuck in phrase.events else TONES.get(phrase.kind, "does")


def code_lines(source: str) -> dict[int, str]:
    """Each line of the source by number, without its comment."""
    lines = dict(enumerate(source.splitlines(), 1))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            number, at = token.start
            lines[number] = lines[number][:at]
    return {number: line.strip() for number, line in lines.items()}
