"""The command: programs in, their outcomes out. See client.py for what it calls.

python -m everyorder.oracle FILE …     one program for people, several as JSON lines
python -m everyorder.oracle --sources PROGRAMS.json     {"name": "source text", …}
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from .client import OracleError, try_all
from .outcome import SCHEDULES, STEP_LIMIT, WALL_LIMIT, Options, Program, Tried


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0, or 2 where nothing could be tried."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if not given.files and not given.sources:
        parser.error("no program given")
    many = len(given.files) > 1 or given.sources
    try:
        _print_all(given, many)
    except (OracleError, OSError, UnicodeDecodeError) as error:
        print(f"oracle: {error}", file=sys.stderr)
        return 2
    return 0


def _print_all(given: argparse.Namespace, many: bool) -> None:
    programs = list(_programs(given))
    options = Options(
        given.schedules,
        given.seconds,
        given.seed,
        not given.punctual,
        given.steps,
        given.wall,
    )
    for done, tried in enumerate(
        try_all(programs, options, python=given.python), start=1
    ):
        if many:
            progress = f"{done}/{len(programs)} {tried.seconds:.1f} s {tried.name}"
            print(progress, file=sys.stderr, flush=True)
        if many or given.json:
            print(json.dumps(tried.as_json()), flush=True)
        else:
            _show(tried)


def _programs(given: argparse.Namespace) -> Iterator[Program]:
    for name in given.files:
        yield Program.read(name)
    if given.sources:
        if given.sources == "-":
            text = sys.stdin.read()
        else:
            text = Path(given.sources).read_text("utf-8")
        for name, source in json.loads(text).items():
            yield Program(name, source)


def _show(tried: Tried) -> None:
    plural = "" if tried.schedules == 1 else "s"
    print(f"{tried.schedules} schedule{plural} on Python {tried.python}:")
    for outcome, seen in sorted(tried.outcomes.items(), key=lambda one: -one[1].count):
        ending = f"{outcome.ending}: {outcome.detail}".removesuffix(": ")
        print(f"{seen.count:6} × {ending}, {outcome.output!r} (--seed {seen.seed})")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "oracle", description="Run threaded programs under many random schedules."
    )
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="a program")
    add("--sources", metavar="JSON", help="a file with programs by name; - is stdin")
    add("--schedules", type=int, default=SCHEDULES, metavar="N")
    add("--seconds", type=float, metavar="S", help="of real time, for each program")
    add("--seed", type=int, default=0, metavar="K", help="of the first schedule")
    add("--json", action="store_true", help="as several programs are told")
    add("--punctual", action="store_true", help="time passes only if no thread can run")
    add("--steps", type=int, default=STEP_LIMIT, metavar="N", help="of each schedule")
    add("--wall", type=float, default=WALL_LIMIT, metavar="S", help="of each schedule")
    add("--python", metavar="PATH", help="3.12 or newer; by default, the one that runs")
    return parser
