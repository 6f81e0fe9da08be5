"""Recorded orders: one that breaks each broken program, and one that does not.

`NAME.order` is a small text file that people can read; `make records` writes it, the
tests and the build replay it. This module reads, writes, finds and replays orders;
drawing/ draws them, and how an order is run is everyorder's own affair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from everyorder import Order, OrderError, Trace, explore, replay
from everyorder.judge import Claim, difference, lines
from everyorder.program import Program as Source
from everyorder.program import load_source
from everyorder.seek import keeping
from sitekit.programs import Program
from sitekit.records import claims, proofs
from sitekit.records.store import Records

SUFFIX = ".order"
HEAD = "# How {name} breaks, and an order that does not. Written by `make records`.\n"
NO_ORDER = "no order"
ADVICE = "Run `make records` and read the difference."


class OrderFileError(Exception):
    """What is wrong with an order file; the message begins with file and line."""


@dataclass(frozen=True)
class Recorded:
    """`ends` says in words how the order `breaks` ends; `keeps` may be None."""

    breaks: Order
    ends: str
    keeps: Order | None


@dataclass(frozen=True)
class Course:
    """One order of a program, run: what happened, and how it ended in words."""

    trace: Trace
    ends: str
    broken: bool


def path_of(program: Program) -> Path:
    return program.file.with_suffix(SUFFIX)


def drawable(programs: Iterable[Program]) -> list[Program]:
    """The programs whose breaking order is recorded: the broken ones."""
    return [p for p in programs if p.broken and proofs.provable(p)]


def write(program: Program, recorded: Recorded) -> None:
    keeps = NO_ORDER if recorded.keeps is None else recorded.keeps
    path_of(program).write_text(
        HEAD.format(name=program.path.name)
        + f"breaks: {recorded.breaks}\nends: {recorded.ends}\nkeeps: {keeps}\n",
        "utf-8",
    )


def read(file: Path) -> Recorded:
    """The orders in a file. Raises OrderFileError with the line at fault."""
    if not file.exists():
        raise OrderFileError(f"{file.name}: there is no such file.")
    fields = _fields(file)
    for name in ("breaks", "ends", "keeps"):
        if name not in fields:
            raise OrderFileError(f"{file.name}:1: it has no line `{name}: ...`.")
    kept = fields["keeps"]
    return Recorded(
        _order(file, *fields["breaks"]),
        fields["ends"][1],
        None if kept[1] == NO_ORDER else _order(file, *kept),
    )


def _fields(file: Path) -> dict[str, tuple[int, str]]:
    """The lines `name: text` by their names: number and text."""
    fields = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        name, _, text = line.partition(":")
        fields[name.strip()] = number, text.strip()
    return fields


def _order(file: Path, number: int, text: str) -> Order:
    try:
        return Order.parse(text)
    except OrderError as error:
        raise OrderFileError(f"{file.name}:{number}: {error}") from None


def replayed(program: Program) -> tuple[Course, Course | None]:
    """The recorded breaking order and the good one, if any, run again.

    Raises OrderFileError when an order does not fit or does not do what the file says.
    """
    file = path_of(program)
    recorded = read(file)
    bad = _run(program, recorded.breaks, file, "breaks")
    if not bad.broken:
        raise OrderFileError(f"{_place(file, 'breaks')}: this order breaks nothing.")
    if bad.ends != recorded.ends:
        raise OrderFileError(
            f"{_place(file, 'ends')}: this order no longer ends that way, but:"
            f" {bad.ends}"
        )
    if recorded.keeps is None:
        return bad, None
    good = _run(program, recorded.keeps, file, "keeps")
    if good.broken:
        raise OrderFileError(
            f"{_place(file, 'keeps')}: this order breaks the program: {good.ends}"
        )
    return bad, good


def _place(file: Path, field: str) -> str:
    return f"{file.name}:{_fields(file)[field][0]}"


def _run(program: Program, order: Order, file: Path, field: str) -> Course:
    try:
        return course(program, order)
    except OrderError as error:
        raise OrderFileError(f"{_place(file, field)}: {error}") from None


def source_of(program: Program) -> Source:
    """The program as readers see it, so that lines are those on the page."""
    return load_source(program.text, str(program.path))


def course(program: Program, order: Order) -> Course:
    """The program run in this order. Raises OrderError."""
    claim = Claim(**claims.claim(program))
    trace = replay(source_of(program), order)
    verdict = claim.verdict(trace)
    return Course(trace, _ending(trace, claim, verdict), verdict is not None)


def _ending(trace: Trace, claim: Claim, verdict: str | None) -> str:
    """How the run ended, in the words of a reader."""
    if verdict == "deadlock":
        stuck = [trace.stuck(thread) for thread in range(len(trace.threads))]
        # The main thread comes last: it waits for the others.
        stuck = [event for event in (*stuck[1:], stuck[0]) if event is not None]
        return "deadlock: " + "; ".join(trace.waiting(event) for event in stuck)
    if trace.ending == "raises":
        return trace.detail
    if verdict == "output":
        promised = getattr(claim.promise, "text", "")
        _, here, there = difference(lines(trace.output), lines(promised))
        return f"prints {_line(here)}, promised {_line(there)}"
    if verdict == "hangs":
        return "never ends"
    printed = lines(trace.output)
    return f"prints {printed[-1]!r}, as promised" if printed else "ends"


def _line(text: str | None) -> str:
    return "nothing more" if text is None else repr(text)


def find(program: Program, records: Records) -> Recorded | None:
    """The orders to record: from a proof that is current, or searched; or None."""
    claim = claims.claim(program)
    proof = records.get(program, proofs.KIND)
    if proofs.is_current(program, records) and proof["order"]:
        breaks = Order.parse(proof["order"])
    else:
        breaks = explore(source_of(program), **claim).order
    if breaks is None:
        return None
    bad = course(program, breaks)
    if not bad.broken:
        raise OrderFileError(f"{program.path}: {breaks} breaks nothing when replayed.")
    return Recorded(breaks, bad.ends, keeping(source_of(program), Claim(**claim)))


def problem(program: Program) -> str | None:
    """What is wrong with the program's order file, in words, or None."""
    try:
        replayed(program)
    except OrderFileError as error:
        return f"snippets/{program.path.parent}/{error}"
    return None
