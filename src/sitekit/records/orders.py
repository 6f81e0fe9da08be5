"""Recorded orders: one that breaks each broken program, and one that does not.

`NAME.order` is a small text file that people can read; `make records` writes it, the
tests and the build replay it. This module reads, writes, finds and replays orders;
drawing/ draws them, and how an order is run is everyorder's own affair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from everyorder import (
    Claim,
    Order,
    OrderError,
    ProgramError,
    explore,
    keeping,
    load_source,
    replay,
)
from everyorder import Program as Source
from sitekit.courses import Course, course
from sitekit.problem import Problem, ProblemError
from sitekit.programs import Program
from sitekit.records import claims, proofs
from sitekit.records.store import Records
from sitekit.text import read_text

SUFFIX = ".order"
HEAD = "# How {name} breaks, and an order that does not. Written by `make records`.\n"
FIELDS = ("breaks", "ends", "keeps")
NO_ORDER = "no order"
ADVICE = "Run `make records` and read the difference."
MEND = "Mend the program, or write it in another way."


class OrderFileError(ProblemError):
    """What is wrong with an order file, or with the program that it is of."""


@dataclass(frozen=True)
class Recorded:
    """`ends` says in words how the order `breaks` ends; `keeps` may be None."""

    breaks: Order
    ends: str
    keeps: Order | None


def path_of(program: Program) -> Path:
    return program.file.with_suffix(SUFFIX)


def _place(program: Program) -> str:
    """The order file as a person types it."""
    return str(PurePosixPath(program.place).with_suffix(SUFFIX))


def _error(program: Program, line: int, wrong: str) -> OrderFileError:
    """An error at a line of the order file."""
    return OrderFileError(_place(program), line, wrong, ADVICE)


def drawable(programs: Iterable[Program]) -> list[Program]:
    """The programs whose breaking order is recorded: the broken ones.

    Not what an exercise starts with, since its reader is to find the order.
    """
    broken = (p for p in programs if p.broken and not p.of_exercise)
    return [p for p in broken if proofs.provable(p)]


def text_of(program: Program) -> str:
    """The order file as it is. Raises ProblemError."""
    if not path_of(program).exists():
        raise _error(program, 0, "there is no such file")
    return read_text(path_of(program), _place(program))


def write(program: Program, recorded: Recorded) -> None:
    keeps = NO_ORDER if recorded.keeps is None else recorded.keeps
    path_of(program).write_text(
        HEAD.format(name=program.path.name)
        + f"breaks: {recorded.breaks}\nends: {recorded.ends}\nkeeps: {keeps}\n",
        "utf-8",
    )


def read(program: Program) -> Recorded:
    """The orders in a program's file. Raises ProblemError with the line at fault."""
    fields = _fields(program)
    for name in FIELDS:
        if name not in fields:
            raise _error(program, 1, f"it has no line `{name}: ...`")
    kept = fields["keeps"]
    return Recorded(
        _order(program, *fields["breaks"]),
        fields["ends"][1],
        None if kept[1] == NO_ORDER else _order(program, *kept),
    )


def _fields(program: Program) -> dict[str, tuple[int, str]]:
    """The lines `name: text` by their names: number and text."""
    fields = {}
    lines = text_of(program).splitlines()
    for number, line in enumerate(lines, 1):
        name, _, text = (part.strip() for part in line.partition(":"))
        if not line.strip() or line.startswith("#"):
            continue
        if name not in FIELDS:
            raise _error(program, number, f"{line!r} is no line of an order file")
        if name in fields:
            wrong = f"`{name}` stands here again, after line {fields[name][0]}"
            raise _error(program, number, wrong)
        fields[name] = number, text
    return fields


def _order(program: Program, number: int, text: str) -> Order:
    try:
        return Order.parse(text)
    except OrderError as error:
        raise _error(program, number, str(error)) from None


def replayed(program: Program) -> tuple[Course, Course | None]:
    """The recorded breaking order and the good one, if any, run again.

    Raises ProblemError when an order does not fit or does not do what the file says.
    """
    recorded = read(program)
    line = {name: number for name, (number, _) in _fields(program).items()}
    bad = _run(program, recorded.breaks, line["breaks"])
    if not bad.broken:
        raise _error(program, line["breaks"], "this order breaks nothing")
    if bad.ends != recorded.ends:
        wrong = f"this order no longer ends that way, but: {bad.ends}"
        raise _error(program, line["ends"], wrong)
    if recorded.keeps is None:
        return bad, None
    good = _run(program, recorded.keeps, line["keeps"])
    if good.broken:
        wrong = f"this order breaks the program: {good.ends}"
        raise _error(program, line["keeps"], wrong)
    return bad, good


def _run(program: Program, order: Order, line: int) -> Course:
    try:
        return run_in(program, order)
    except OrderError as error:
        raise _error(program, line, str(error)) from None


def source_of(program: Program) -> Source:
    """The program as readers see it, so that lines are those on the page.

    Raises OrderFileError, with the line of the program, if it cannot be run in orders.
    """
    try:
        return load_source(program.text, str(program.path))
    except ProgramError as error:
        line = program.file_lines[error.line - 1] if error.line else 0
        raise OrderFileError(
            program.place, line, f"no order of it can be run: {error}", MEND
        ) from None


def run_in(program: Program, order: Order) -> Course:
    """The program run in this order. Raises OrderError."""
    trace = replay(source_of(program), order)
    return course(trace, Claim(**claims.claim(program)))


def find(program: Program, records: Records) -> Recorded | None:
    """The orders to record: from a proof that is current, or searched; or None.

    Raises OrderError and OrderFileError where the program or its proof cannot be.
    """
    claim = claims.claim(program)
    proof = records.get(program, proofs.KIND)
    if proofs.is_current(program, records) and proof["order"]:
        breaks = Order.parse(proof["order"])
    else:
        breaks = explore(source_of(program), **claim).order
    if breaks is None:
        return None
    bad = run_in(program, breaks)
    if not bad.broken:
        wrong = f"{breaks} breaks nothing when replayed"
        raise OrderFileError(program.place, 0, wrong, ADVICE)
    return Recorded(breaks, bad.ends, keeping(source_of(program), Claim(**claim)))


def problem(program: Program) -> Problem | None:
    """What is wrong with the program's order file, or None."""
    try:
        replayed(program)
    except ProblemError as error:
        return error.problem
    return None
