"""The command: what it is given, what it prints, and its exit status.

Exit status: 0 it holds, 1 it breaks, 2 wrong use or unsupported, 3 incomplete.
"""

import argparse
import contextlib
import json
import linecache
import shlex
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from everyorder import __version__
from everyorder.again import again
from everyorder.exercise import ExerciseError
from everyorder.exercise_command import judge_file
from everyorder.explore import explore
from everyorder.instrument.program import ProgramError, finder_for, load
from everyorder.interrupts import heard
from everyorder.opinion import Opinion, find_python, second_opinion
from everyorder.options import NUMBERS, STRATEGIES, package
from everyorder.oracle import OracleError
from everyorder.results.expectation import ENDINGS, Claim
from everyorder.results.order import OrderError
from everyorder.results.report import Report, words
from everyorder.search import LIMIT

ENDS = """\
what it says, and the exit status:
  0  holds        no order breaks the claim: without one, that the program ends without
                  a deadlock or an exception. If orders were bounded, it says so.
  1  deadlock, raises, output, hangs
                  some order breaks it: the report has the order, and how to replay it.
  2  unsupported  the program does what everyorder cannot judge: the line, and what.
                  Wrong use has this status, too, and a report that nobody can read.
  3  incomplete   no order failed, but not all could be run: how far it came, and why.

with --exercise, FILE is an answer, and FOLDER an exercise: its checks/ import `answer`,
one after another, up to the first that refuses it.
  0  every check passes, 1  one refuses it, 2  it cannot be judged, 3  interrupted.
"""
QUIET = 2.0  # seconds before progress is shown
WITH_EXERCISE = ("file", "exercise", "seconds", "json")
READS = ("input()", "sys.stdin")  # what is unsupported without --stdin


class WrongUse(Exception):
    """The command cannot be understood; the message says what to do."""


class Parser(argparse.ArgumentParser):
    """Leaves it to `main` to tell of wrong use, which may have to be JSON."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(message)


class Progress:
    """Says on a terminal how far a long search is; told to end by Ctrl-C."""

    started: float
    last: float
    interrupted: bool
    shown: bool

    def __init__(self) -> None:
        self.started = self.last = time.monotonic()
        self.interrupted = self.shown = False
        self.watched: bool = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, orders: int) -> bool:
        now = time.monotonic()
        if self.watched and now - self.started > QUIET and now - self.last > 0.5:
            self.last, self.shown = now, True
            self._show(f"\r{orders:,} runs ...")
        return self.interrupted

    def _show(self, text: str) -> None:
        with contextlib.suppress(OSError):  # it is no part of the report
            print(text, end="", file=sys.stderr, flush=True)

    def interrupt(self, *_: object) -> None:
        self.interrupted = True

    def close(self) -> None:
        if self.shown:
            self._show("\r" + " " * 30 + "\r")


def arguments() -> argparse.ArgumentParser:
    parser = Parser(
        prog="everyorder",
        usage="%(prog)s FILE [options] [-- ARG ...]",
        description="Run a threaded Python program in every order of its threads.",
        epilog=ENDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--version", action="version", version=f"%(prog)s {__version__}")
    add("file", metavar="FILE", type=Path, help="the program")
    add("--promise", metavar="OUT", type=Path, help="the output every order must give")
    add("--same-output", action="store_true", help="every order must give the same")
    _number(add, "--preemptions", "K", "at most K preemptions")
    add("--strategy", choices=STRATEGIES, default="auto", help="which orders, in turn")
    _number(add, "--limit", "N", f"orders of each strategy ({LIMIT:,})")
    _number(
        *(add, "--seconds", "S"),
        "look for a failure for so long, where no proof ends before",
    )
    add("--expect", choices=ENDINGS, help="how every order must end")
    add("--reaches", metavar="LINE", help="a line that some order must print")
    add(
        "--spurious",
        action="store_true",
        help="a Condition may wake a thread that nobody notified",
    )
    _number(add, "--seed", "SEED", "for random and pct", default=0)
    add("--order", metavar="STRING", help="replay this order, show it and judge it")
    add("--plain-time", action="store_true", help="sleeps end in order, as in a run")
    add("--stdin", metavar="FILE", type=Path, help="what the program reads")
    add(
        *("--instrument", "-i"),
        metavar="NAME",
        type=_package,
        action="append",
        default=[],
        help="a package that is part of the program from its start",
    )
    add("--json", action="store_true", help="print one JSON object")
    add(
        *("--exercise",),
        metavar="FOLDER",
        type=Path,
        help="judge FILE, an answer, by the checks of this folder (--seconds of each)",
    )
    _number(
        *(add, "--second-opinion", "SECONDS"),
        "then run it for so long in random schedules of CPython 3.12 or newer",
    )
    return parser


def _number(
    add: Callable[..., object],
    option: str,
    metavar: str,
    told: str,
    default: int | None = None,
) -> None:
    kind = NUMBERS[option.removeprefix("--").replace("-", "_")]
    add(option, metavar=metavar, type=kind, default=default, help=told)


def _package(text: str) -> str:
    try:
        return package(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def separated(given: list[str]) -> tuple[list[str], list[str]]:
    """The command's own arguments, and those of the program: what follows `--`."""
    if "--" not in given:
        return given, []
    end = given.index("--")
    return given[:end], given[end + 1 :]


def understood(mine: list[str], arguments_of_program: list[str]) -> argparse.Namespace:
    """What is to be done. Raises WrongUse."""
    given, unknown = arguments().parse_known_args(mine)
    if unknown:
        theirs = shlex.join(unknown)
        raise WrongUse(
            f"nothing is known of {theirs}; arguments of the program itself follow --,"
            f" as in: everyorder {given.file} -- {theirs}"
        )
    others = [given.promise, given.same_output or None, given.expect]
    if given.reaches is not None and any(other is not None for other in others):
        raise WrongUse(
            "--reaches asks for one order, and --promise, --same-output and --expect"
            " for all: claim one of these at a time"
        )
    if given.exercise is not None:
        _require_alone(given, arguments_of_program)
    if given.order is not None and given.second_opinion is not None:
        raise WrongUse("--second-opinion is on a search, and --order is none")
    given.arguments = arguments_of_program
    given.input = _text(given.stdin, "input")
    given.promised = _text(given.promise, "promise")
    return given


def _require_alone(given: argparse.Namespace, arguments_of_program: list[str]) -> None:
    """Raise WrongUse if an option is given that judging an answer has no use for."""
    default = vars(arguments().parse_args([str(given.file)]))
    others = [
        f"--{name.replace('_', '-')}"
        for name, value in vars(given).items()
        if value != default[name] and name not in WITH_EXERCISE
    ]
    if arguments_of_program:
        others.append("--")
    if others:
        raise WrongUse(
            f"--exercise goes with --seconds and --json, not with {', '.join(others)}:"
            " the checks say what is claimed"
        )


def main(argv: list[str] | None = None) -> int:
    mine, arguments_of_program = separated(sys.argv[1:] if argv is None else argv)
    json_wanted = "--json" in mine
    try:
        given = understood(mine, arguments_of_program)
        if given.exercise is not None:
            return _judge(given)
        return _explore(given) if given.order is None else _replay(given)
    except WrongUse as error:
        sentence = f"{arguments().format_usage()}everyorder: error: {error}."
        return _refused(str(error), sentence, json_wanted)
    except (ProgramError, OrderError, OracleError, ExerciseError) as error:
        return _refused(str(error), str(error), json_wanted)


def _refused(error: str, sentence: str, json_wanted: bool) -> int:
    if json_wanted:
        tell_json({"error": error})
    print(sentence, file=sys.stderr)
    return 2


def tell(text: str, end: str = "\n") -> None:
    """Print it; what the terminal has no letters for stands as an escape."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), end=end)


def tell_json(value: dict[str, Any]) -> None:
    """The same, for what a program reads: escapes are those of JSON."""
    text, encoding = json.dumps(value, ensure_ascii=False), sys.stdout.encoding
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value)
    print(text)


def _text(path: Path | None, what: str) -> str | None:
    """What a file says that an option names. Raises WrongUse."""
    try:
        return path.read_text("utf-8") if path else None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"the {what} cannot be read: {error}") from None


def _explore(given: argparse.Namespace) -> int:
    asks = given.second_opinion is not None
    python = find_python() if asks else ""
    progress = Progress()
    with heard(progress.interrupt):
        try:
            report = _advised(_searched(given, progress), given)
        finally:
            progress.close()
        if not given.json:
            tell(words(report, _lines(given.file), _how_again(given)))
            if sys.stdout is not None:
                sys.stdout.flush()  # as long as another Ctrl-C does no harm
    opinion = None
    if asks and not progress.interrupted:
        opinion = _second(given, report, python)
    if given.json:
        more = {"second_opinion": opinion.to_json()} if opinion else {}
        tell_json(report.to_json() | more)
    elif opinion:
        tell(f"\n{opinion.sentence}")
    return 1 if opinion and opinion.against else report.status


def _searched(given: argparse.Namespace, progress: Progress) -> Report:
    return explore(
        given.file,
        promise=given.promised,
        same_output=given.same_output,
        preemptions=given.preemptions,
        strategy=given.strategy,
        limit=given.limit,
        seconds=given.seconds,
        expect=given.expect,
        reaches=given.reaches,
        spurious=given.spurious,
        seed=given.seed,
        any_time=not given.plain_time,
        progress=progress,
        arguments=given.arguments,
        stdin=given.input,
        instrument=given.instrument,
    )


def _advised(report: Report, given: argparse.Namespace) -> Report:
    """The report, with what helps where the program reads and has nothing to read."""
    reads = report.verdict == "unsupported" and report.detail.endswith(
        tuple(f" {what}." for what in READS)
    )
    if not reads or given.stdin is not None:
        return report
    note = "Give the program something to read: --stdin FILE."
    return replace(report, notes=(*report.notes, note))


def _how_again(given: argparse.Namespace) -> str:
    """The options that run an order again as this search has: {order} is the order."""
    found = ["--order", "{order}"]
    for option in ("promise", "expect", "reaches", "stdin"):
        value = getattr(given, option)
        found += [] if value is None else [f"--{option}", shlex.quote(str(value))]
    found += ["--same-output"] if given.same_output else []
    found += ["--spurious"] if given.spurious else []
    for name in given.instrument:
        found += ["--instrument", name]
    if given.arguments:
        found += ["--", *map(shlex.quote, given.arguments)]
    return " ".join(found)


def _second(given: argparse.Namespace, report: Report, python: str) -> Opinion | None:
    """The second opinion; None when it is interrupted."""
    try:
        return second_opinion(
            given.file,
            report,
            Claim(given.promised, given.same_output),
            python=python,
            seconds=given.second_opinion,
            limit=given.limit,
        )
    except KeyboardInterrupt:
        print("The second opinion was interrupted.", file=sys.stderr)
        return None


def _replay(given: argparse.Namespace) -> int:
    progress = Progress()
    claim = Claim(
        given.promised,
        given.same_output,
        expect=given.expect,
        reaches=given.reaches,
    )
    with heard(progress.interrupt):
        program = load(
            given.file, arguments=given.arguments, instrument=given.instrument
        )
        report = again(
            *(program, given.order, claim),
            spurious=given.spurious,
            stdin=given.input,
            breathe=lambda: progress.interrupted,
        )
    report = _advised(report, given)
    assert report.trace is not None  # a report on one order has one
    if given.json:
        told = {"verdict": report.verdict, "sentence": report.sentence()}
        tell_json(report.trace.to_json() | told)
    else:
        tell(words(report, program.line))
        tell(f"\n{report.trace.output}", end="")
    return report.status


def _judge(given: argparse.Namespace) -> int:
    progress = Progress()

    def say(text: str) -> None:
        progress.close()
        if text and not given.json:
            tell(text)

    with heard(progress.interrupt):
        try:
            status, told = judge_file(
                *(given.exercise, given.file, given.seconds, progress, say)
            )
        finally:
            progress.close()
    if given.json:
        tell_json(told)
    return status


def _lines(path: Path) -> Callable[..., str]:
    """What a line of a file says; nothing where it cannot be read."""
    finder = finder_for(path)

    def line(number: int, file: str = "") -> str:
        other = finder.path_of(file) if file and file != path.name else None
        return linecache.getline(other or str(path), number).strip()

    return line
