"""The verdict on a program: as a value, as JSON, and in words."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from everyorder.results.cause import cause
from everyorder.results.order import Order
from everyorder.results.outcome import Waiting
from everyorder.results.outcome import where as place
from everyorder.results.trace import Row, Trace, phrases, rows

VERDICTS = (
    "holds",
    "deadlock",
    "raises",
    "output",
    "hangs",
    "incomplete",
    "unsupported",
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ROWS = 120  # of a table that are shown, the LAST ones among them
PHRASES = 12  # of a row
LAST = 6
STATUS = {"holds": 0, "unsupported": 2, "incomplete": 3}
REPLAY = "replay"  # the strategy of a report on one given order
ABOUT = {"": "The output differs", "ending": "Not as expected", "line": "Not printed"}


@dataclass(frozen=True)
class Report:
    """What a search found.

    `preemptions` is the bound that the search covered, None when it had none;
    `exhaustive` says that every order was covered: then `orders` are these, and
    `outputs` counts each of their outputs. Otherwise `outputs` counts those of all
    runs, which are `tried`: each strategy begins anew, so some orders run twice.

    `order` is the failing one, or, where `reached`, one that does what some order was
    to do. `notes` say what limits the verdict.
    """

    program: str
    verdict: str
    detail: str
    orders: int
    preemptions: int | None
    exhaustive: bool
    order: Order | None
    outputs: Mapping[str, int]
    python: str
    seconds: float
    strategy: str
    line: int = 0
    any_time: bool = True
    notes: tuple[str, ...] = ()
    trace: Trace | None = field(default=None, repr=False)
    reached: bool = False
    file: str = ""  # of the line, in a program of several files
    waiting: tuple[Waiting, ...] = ()  # the threads of a deadlock
    tried: int = 0  # runs of all strategies, those of searches given up among them
    about: str = ""  # what the claim asks for: an "ending", a "line", or an output

    @property
    def status(self) -> int:
        """The exit status of the command."""
        return STATUS.get(self.verdict, 1)

    def to_json(self) -> dict[str, Any]:
        return {
            "program": self.program,
            "verdict": self.verdict,
            "detail": self.detail,
            "line": self.line,
            **({"file": self.file} if self.file else {}),
            "orders": self.orders,
            "tried": self.tried,
            "preemptions": self.preemptions,
            "exhaustive": self.exhaustive,
            "reached": self.reached,
            "order": str(self.order) if self.order is not None else None,
            "outputs": [
                {"output": text, "count": count} for text, count in self.outputs.items()
            ],
            "cause": cause(self.trace) if self.trace is not None else "",
            "waiting": [asdict(waiting) for waiting in self.waiting],
            "strategy": self.strategy,
            "time": "any" if self.any_time else "virtual",
            "notes": list(self.notes),
            "python": self.python,
            "seconds": round(self.seconds, 3),
        }

    def sentence(self) -> str:
        """The verdict in one sentence."""
        match self.verdict:
            case "holds":
                return self._holds()
            case "incomplete":
                return self._incomplete()
            case "unsupported":
                return f"Unsupported{self._where()}: {self.detail}"
            case "deadlock":
                return f"Deadlock ({self._found()}): {self.detail.rstrip('.')}."
            case "output" if self.exhaustive:
                return f"{ABOUT[self.about]}: {self.detail[:-1]}; {self._all()}."
            case "output":
                return f"{ABOUT[self.about]} ({self._found()}): {self.detail}"
        ending = self.verdict.capitalize()
        return f"{ending}{self._where()} ({self._found()}): {self.detail}"

    def _where(self) -> str:
        return f" at {place(self.line, self.file)}" if self.line else ""

    def _found(self) -> str:
        if self.strategy == REPLAY:
            return "in this order"
        return f"found in run {self.tried:,}"

    def _incomplete(self) -> str:
        if self.strategy == REPLAY:
            return f"Incomplete in this order: {self.detail}"
        covered = ""
        if self.preemptions is not None:
            covered = f", of which every order with {_at_most(self.preemptions)}"
        nothing = "the line was not printed" if self.about == "line" else "no failure"
        return (
            f"Incomplete: {nothing} in {_many(self.tried, 'run')},"
            f" {self.seconds:.1f} seconds{covered}; {self.detail}"
        )

    def _all(self) -> str:
        covers = "covers" if self.orders == 1 else "cover"
        return f"{_many(self.orders, 'order')} {covers} them all"

    def _holds(self) -> str:
        """That no order broke the claim, or, where nothing was claimed, what came."""
        if self.reached:
            return f"Holds ({self._found()}): {self.detail}"
        if self.strategy == REPLAY:
            return "Holds in this order."
        several = f", with {_number(len(self.outputs))} outputs"
        more = several if len(self.outputs) > 1 else ""
        verb = "Ends" if more else "Holds"
        if not self.exhaustive:
            bound = _at_most(self.preemptions or 0)
            runs = _many(self.tried, "run")
            return f"{verb} in every order with {bound}: {runs}{more}."
        return f"{verb} in every order: {self._all()}{more}."


def _number(count: int) -> str:
    """As a word where it is short: two, 27, 1,200."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _at_most(preemptions: int) -> str:
    return f"at most {preemptions} preemption{'' if preemptions == 1 else 's'}"


def words(
    report: Report, line_of: Callable[..., str], replay: str = "--order {order}"
) -> str:
    """The report as the command prints it.

    `line_of(number)` gives a source line; of a program of several files,
    `line_of(number, file)`. `replay` says how an order is run again, which stands where
    it has {order}.
    """
    parts = [report.sentence(), *report.notes]
    if report.verdict in ("holds", "output") and len(report.outputs) > 1:
        parts.append("Outputs:")
        for text, count in report.outputs.items():
            shown = text.rstrip() or "(nothing)"
            parts.append(f"  {_times(count)}:")
            parts += [f"    {line}" for line in shown.splitlines()]
    if report.waiting:
        parts += ["", _who_waits(report.waiting)]
    if report.trace is not None:
        why = cause(report.trace)
        parts += ["", *([why, ""] if why else []), table(report.trace, line_of)]
    if report.order is not None and report.strategy != REPLAY:
        again = replay.replace("{order}", shlex.quote(str(report.order)))
        parts += ["", f"Replay it with {again}"]
    return "\n".join(parts)


def _who_waits(waiting: tuple[Waiting, ...]) -> str:
    """The threads of a deadlock, one a row."""
    given = [
        (w.thread, place(w.line, w.file) if w.line else "", w.what, w.holder)
        for w in waiting
    ]
    lines = [("thread", "at", "waits for", "held by"), *given]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def table(trace: Trace, line_of: Callable[..., str]) -> str:
    """The order, one line of source a row, with the thread that ran it."""
    found = rows(trace)
    if not found:
        return "No other thread saw anything."
    shown = _shown(found)
    kept = [row for row in shown if isinstance(row, Row)]
    width = max(len(trace.threads[row.thread]) for row in kept)
    across = max(4, *(len(_place(row)) for row in kept))
    widest = max(len(_source(row, line_of)) for row in kept)
    return "\n".join(
        f"... ({row:,} rows more) ..."
        if isinstance(row, int)
        else f"{trace.threads[row.thread]:{width}}  {_place(row):>{across}}"
        f"  {_source(row, line_of):{widest}}"
        f"  {_told(row, trace)}".rstrip()
        for row in shown
    )


def _source(row: Row, line_of: Callable[..., str]) -> str:
    return line_of(row.line, row.file) if row.file else line_of(row.line)


def _place(row: Row) -> str:
    if not row.line:
        return ""
    return f"{row.file}:{row.line}" if row.file else str(row.line)


def _shown(found: list[Row]) -> list[Row | int]:
    """Not more rows than somebody reads, and how many there are besides."""
    if len(found) <= ROWS:
        return list(found)
    return [*found[: ROWS - LAST], len(found) - ROWS, *found[-LAST:]]


def _told(row: Row, trace: Trace) -> str:
    """What happened in a row; of a loop that many turns ran in, the first and last."""
    told = list(map(str, phrases(row.events[:PHRASES], trace)))
    if len(row.events) > PHRASES + LAST:
        told.append(f"... ({len(row.events) - PHRASES - LAST:,} more) ...")
    told += map(str, phrases(row.events[PHRASES:][-LAST:], trace))
    return ", ".join(told)
