"""`python -m everyorder FILE`: run a program in every order and say what holds.

Exit status: 0 it holds, 1 it breaks, 2 wrong use or unsupported, 3 incomplete.

Sets of strings are iterated over in an order that the interpreter's hash seed decides,
so the command runs with a seed that is always the same: an order found in one process
replays in another. Whoever sets PYTHONHASHSEED keeps theirs.
"""

import argparse
import json
import linecache
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from everyorder import __version__
from everyorder.explore import STRATEGIES, explore, replay
from everyorder.instrument.program import ProgramError, finder_for, load
from everyorder.opinion import Opinion, find_python, second_opinion
from everyorder.oracle import OracleError
from everyorder.results.expectation import ENDINGS, Claim
from everyorder.results.order import OrderError
from everyorder.results.report import table, words
from everyorder.search import LIMIT

ENDS = """\
what it says, and the exit status:
  0  holds        no order breaks the claim: without one, that the program ends without
                  a deadlock or an exception. If orders were bounded, it says so.
  1  deadlock, raises, output, hangs
                  some order breaks it: the report has the order, and how to replay it.
  2  unsupported  the program does what everyorder cannot judge: the line, and what.
                  Wrong use has this status, too.
  3  incomplete   no order failed, but not all could be run: how far it came, and why.
"""
QUIET = 2.0  # seconds before progress is shown


class Progress:
    """Says on stderr how far a long search is; told to end by Ctrl-C."""

    def __init__(self):
        self.started = self.last = time.monotonic()
        self.interrupted = self.shown = False

    def __call__(self, orders: int) -> bool:
        now = time.monotonic()
        if now - self.started > QUIET and now - self.last > 0.5:
            self.last, self.shown = now, True
            print(f"\r{orders} orders ...", end="", file=sys.stderr, flush=True)
        return self.interrupted

    def interrupt(self, *_) -> None:
        self.interrupted = True

    def close(self) -> None:
        if self.shown:
            print("\r" + " " * 30 + "\r", end="", file=sys.stderr, flush=True)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="everyorder",
        usage="%(prog)s FILE [options] [-- ARG ...]",
        description="Run a threaded Python program in every order of its threads.",
        epilog=ENDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--version", action="version", version=f"%(prog)s {__version__}")
    add("file", metavar="FILE", type=Path)
    add("--promise", metavar="OUT", type=Path, help="the output every order must give")
    add("--same-output", action="store_true", help="every order must give the same")
    add("--preemptions", metavar="K", type=int, help="at most K preemptions")
    add("--strategy", choices=STRATEGIES, default="auto")
    add("--limit", metavar="N", type=int, help=f"orders of each strategy ({LIMIT:,})")
    add(
        "--seconds",
        metavar="S",
        type=float,
        help="look for a failure for so long, where no proof ends before",
    )
    add("--expect", choices=ENDINGS, help="how every order must end")
    add("--reaches", metavar="LINE", help="a line that some order must print")
    add(
        "--spurious",
        action="store_true",
        help="a Condition may wake a thread that nobody notified",
    )
    add("--seed", type=int, default=0, help="for random and pct")
    add("--order", metavar="STRING", help="replay this order and show it")
    add("--plain-time", action="store_true", help="sleeps end in order, as in a run")
    add("--stdin", metavar="FILE", type=Path, help="what the program reads")
    add(
        *("--instrument", "-i"),
        metavar="NAME",
        action="append",
        default=[],
        help="a package that is part of the program from its start",
    )
    add("--json", action="store_true", help="print one JSON object")
    add(
        "--second-opinion",
        metavar="SECONDS",
        type=float,
        help="then run it for so long in random schedules of CPython 3.12 or newer",
    )
    return parser


def separated(given: list[str]) -> tuple[list[str], list[str]]:
    """The command's own arguments, and those of the program: what follows `--`."""
    if "--" not in given:
        return given, []
    end = given.index("--")
    return given[:end], given[end + 1 :]


def main(argv: list[str] | None = None) -> int:
    parser = arguments()
    mine, arguments_of_program = separated(sys.argv[1:] if argv is None else argv)
    given = parser.parse_args(mine)
    given.arguments = arguments_of_program
    if (given.limit is not None and given.limit < 1) or (
        given.preemptions is not None and given.preemptions < 0
    ):
        parser.error("--limit must be 1 or more, --preemptions 0 or more")
    if given.second_opinion is not None and given.second_opinion <= 0:
        parser.error("--second-opinion must be more than 0 seconds")
    if given.seconds is not None and given.seconds <= 0:
        parser.error("--seconds must be more than 0")
    promise = _text(parser, given.promise, "promise")
    given.stdin = _text(parser, given.stdin, "input")
    try:
        return _replay(given) if given.order else _explore(given, promise)
    except (ProgramError, OrderError, OracleError) as error:
        if given.json:
            print(json.dumps({"error": str(error)}, ensure_ascii=False))
        print(error, file=sys.stderr)
        return 2


def _text(parser, path: Path | None, what: str) -> str | None:
    """What a file says that an option names; ends the process if it cannot be read."""
    try:
        return path.read_text("utf-8") if path else None
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"the {what} cannot be read: {error}")


def _explore(given, promise) -> int:
    asks = given.second_opinion is not None
    python = find_python() if asks else ""
    progress = Progress()
    handler = signal.signal(signal.SIGINT, progress.interrupt)
    try:
        report = explore(
            given.file,
            promise=promise,
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
            stdin=given.stdin,
            instrument=given.instrument,
        )
        progress.close()
        if not given.json:
            print(words(report, _lines(given.file)))
        sys.stdout.flush()  # as long as another Ctrl-C does no harm
    finally:
        progress.close()
        signal.signal(signal.SIGINT, handler)
    opinion = None
    if asks and not progress.interrupted:
        opinion = _second(given, report, promise, python)
    if given.json:
        more = {"second_opinion": opinion.to_json()} if opinion else {}
        print(json.dumps(report.to_json() | more, ensure_ascii=False))
    elif opinion:
        print(f"\n{opinion.sentence}")
    return 1 if opinion and opinion.against else report.status


def _second(given, report, promise, python) -> Opinion | None:
    """The second opinion; None when it is interrupted."""
    try:
        return second_opinion(
            given.file,
            report,
            Claim(promise, given.same_output),
            python=python,
            seconds=given.second_opinion,
            limit=given.limit,
        )
    except KeyboardInterrupt:
        print("The second opinion was interrupted.", file=sys.stderr)
        return None


def _replay(given) -> int:
    program = load(given.file, arguments=given.arguments, instrument=given.instrument)
    trace = replay(program, given.order, given.spurious, stdin=given.stdin)
    if given.json:
        print(json.dumps(trace.to_json(), ensure_ascii=False))
    else:
        print(table(trace, program.line))
        print(f"\nIt {trace.ending}{': ' + trace.detail if trace.detail else ''}.")
        print(trace.output, end="")
    return 0 if trace.ending == "ends" else 1


def _lines(path: Path):
    """What a line of a file says; nothing where it cannot be read."""
    finder = finder_for(path)

    def line(number: int, file: str = "") -> str:
        other = finder.path_of(file) if file and file != path.name else None
        return linecache.getline(other or str(path), number).strip()

    return line


def fix_hash_seed() -> None:
    """Start this process anew if its hash seed is random."""
    chosen = os.environ.get("PYTHONHASHSEED", "random") != "random"
    if chosen or sys.flags.ignore_environment:
        return
    command = [sys.executable, *sys.orig_argv[1:]]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if os.name == "posix":
        os.execve(sys.executable, command, environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the one that searches
    sys.exit(subprocess.call(command, env=environment))


def command() -> None:
    """The console script."""
    fix_hash_seed()
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    command()
