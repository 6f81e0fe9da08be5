"""Does the engine's set of outcomes have all that a real interpreter shows?

    python everyorder/tests/compare_oracle.py [PART OF A NAME] [-n SCHEDULES]

The programs are those of constructs/, LANGUAGE.md and the site, generated ones
(fuzz.py) and those of a folder. Where the engine has run every order, each outcome that
the oracle sees and the engine's set lacks is a false "holds": it is printed with the
program, the seed and both sets. The exit status is 1 if there is any.

Both run on one Python if one of 3.12 or newer has greenlet. Otherwise the engine runs
on the one of this script, and messages may differ for the version's sake.
"""

import argparse
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent

from compared import KINDS, programs
from engine_outcomes import Answer, Engine
from oracle_pythons import Pair, pair

from everyorder.opinion import meaning, seen, unknown
from everyorder.oracle import Options, OracleError, Program, Tried, try_all
from everyorder.outcomes import Outcome

SECONDS = 20.0  # that the engine has for a program
ORACLE_SECONDS = 60.0
SHOWN = 12  # outcomes of a program


@dataclass(frozen=True)
class Compared:
    """What came of one program: "the same", "FALSE", or why it was not compared.

    `others` are the outcomes that the oracle saw, `false` those of them that the engine
    lacks, each with a seed.
    """

    name: str
    source: str
    verdict: str
    mine: Answer
    schedules: int = 0
    others: Mapping[Outcome, int] = field(default_factory=dict)
    false: Mapping[Outcome, int] = field(default_factory=dict)
    python: str = ""


def judge(mine: Answer, source: str, tried: Tried) -> Compared:
    """Compare the engine's complete set with what the oracle saw."""
    others, false = seen(tried), unknown(mine.found, tried)
    verdict = "FALSE" if false else "the same"
    if not others:
        endings = [f"{one.ending}: {one.detail}" for one in tried.outcomes]
        verdict = f"oracle {endings[0]}" if endings else "oracle no schedule"
    return Compared(
        tried.name, source, verdict, mine, tried.schedules, others, false, tried.python
    )


def compare(
    found: Iterable[tuple[str, str]], options: Options, seconds: float, two: Pair
) -> Iterator[Compared]:
    """Compare programs, (name, source) each. The engine has `seconds` for each."""
    found, waiting, undone = iter(found), [], []
    with Engine(two.engine) as engine:

        def whole():
            for name, source in found:
                mine = engine.outcomes(name, source, seconds)
                if mine.why:
                    undone.append(Compared(name, source, f"engine {mine.why}", mine))
                else:
                    waiting.append((mine, name, source))
                    yield Program(name, source)

        while True:
            try:
                for tried in try_all(whole(), options, python=two.oracle):
                    mine, _, source = waiting.pop()
                    yield judge(mine, source, tried)
                    yield from _emptied(undone)
            except OracleError as error:
                if not waiting:
                    raise
                mine, name, source = waiting.pop()
                yield Compared(name, source, f"oracle: {error}", mine)
            else:
                yield from _emptied(undone)
                return


def _emptied(items: list) -> Iterator:
    while items:
        yield items.pop(0)


def shown(compared: Compared) -> str:
    """A false "holds", for the reader."""
    lines = [f"FALSE {compared.name}", indent(compared.source.rstrip(), "    | ")]
    for outcome, seed in list(compared.false.items())[:SHOWN]:
        lines.append(
            f"  the engine lacks, seed {seed} on {compared.python}: {told(outcome)}"
        )
    others, ours = set(compared.others), set(map(meaning, compared.mine.found))
    lines.append(f"  the oracle, {compared.schedules} schedules: {all_told(others)}")
    lines.append(f"  the engine, {compared.mine.orders} orders: {all_told(ours)}")
    return "\n".join(lines)


def told(outcome: Outcome) -> str:
    return " ".join((outcome.ending, outcome.detail, repr(outcome.output))).replace(
        "  ", " "
    )


def all_told(outcomes: Iterable[Outcome]) -> str:
    texts = sorted(map(told, outcomes))
    more = [f"{len(texts) - SHOWN} more"] if len(texts) > SHOWN else []
    return " | ".join(texts[:SHOWN] + more)


def main() -> int:
    given = _parser().parse_args()
    try:
        two = pair(given.python)
    except OracleError as error:
        print(error, file=sys.stderr)
        return 2
    if not two.same:
        print(f"{two.oracle} has no greenlet: the engine runs on {two.engine}.")
    options = Options(given.schedules, ORACLE_SECONDS, given.seed)
    left = Shared(programs(given.only, given.generated, given.full, given.folder))
    chosen = ((name, source) for name, source in left if given.part in name)
    chosen = Shared(chosen)
    total, lock = Total(), threading.Lock()

    def work() -> None:
        for compared in compare(chosen, options, given.seconds, two):
            with lock:
                total.add(compared)
                if compared.false:
                    print(shown(compared), flush=True)
                elif given.verbose:
                    print(f"{compared.verdict:10} {compared.name}", flush=True)

    with ThreadPoolExecutor(given.jobs) as pool:
        for done in [pool.submit(work) for _ in range(given.jobs)]:
            done.result()
    print(total)
    return int(bool(total.false))


class Shared:
    """An iterator that several threads take from."""

    def __init__(self, items: Iterable):
        self.items, self.lock = iter(items), threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.items)


class Total:
    """The counts of all programs."""

    def __init__(self):
        self.programs = self.schedules = self.outcomes = self.false = 0
        self.why: Counter = Counter()

    def add(self, compared: Compared) -> None:
        self.programs += 1
        self.schedules += compared.schedules
        self.outcomes += len(compared.others)
        self.false += bool(compared.false)
        if compared.verdict not in ("the same", "FALSE"):
            self.why[compared.verdict.partition(":")[0]] += 1

    def __str__(self) -> str:
        left = ", ".join(f"{count} {why}" for why, count in self.why.most_common())
        return (
            f"{self.programs} programs, {self.schedules} schedules, {self.outcomes}"
            f" outcomes compared, {self.false} programs FALSE;"
            f" {self.why.total()} not compared ({left or 'none'})"
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python everyorder/tests/compare_oracle.py")
    add = parser.add_argument
    add("part", nargs="?", default="", help="of the names of the programs")
    add("-n", "--schedules", type=int, default=300, metavar="N", help="a program")
    add("--seed", type=int, default=0, metavar="K", help="of the first schedule")
    add("--only", nargs="*", choices=KINDS, default=KINDS, help="kinds of programs")
    add("--generated", type=int, default=200, metavar="N", help="programs of fuzz.py")
    add("--full", action="store_true", help="cross the tables of constructs/ whole")
    add("--folder", type=Path, metavar="F", help="the programs below it, too")
    add("--seconds", type=float, default=SECONDS, metavar="S", help="of the engine")
    add("--python", metavar="PATH", help="3.12 or newer, for the oracle")
    add("-j", "--jobs", type=int, default=1, metavar="N")
    add("-v", "--verbose", action="store_true", help="a line on each program")
    return parser


if __name__ == "__main__":
    sys.exit(main())
