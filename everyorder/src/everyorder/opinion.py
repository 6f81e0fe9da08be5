"""A second opinion: what CPython shows of a program under random schedules.

The oracle (oracle/) shares no code with the engine. An outcome that it sees and that is
not among all those of the engine (outcomes.py) contradicts the engine. That it sees
nothing else proves nothing.
"""

import json
import os
import platform
import re
import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from everyorder.oracle import Options, OracleError, Tried, try_all
from everyorder.oracle import Program as Tryable
from everyorder.oracle.client import require
from everyorder.outcomes import Outcome, Outcomes, outcomes
from everyorder.results.expectation import Claim
from everyorder.results.report import Report

COMMANDS = "python3.15", "python3.14", "python3.13", "python3.12"
ENOUGH = 1_000_000_000  # schedules: the time ends before them
MEANINGLESS = (  # what may differ though nothing does: a pattern, what stands for it
    (re.compile(r"\b0x[0-9a-fA-F]{6,}\b"), "0x…"),  # the address in a repr
    (re.compile(r"\b(started(?: daemon)?) \d+"), r"\1 …"),  # the ident in a Thread's
    (re.compile(r"\. Did you mean: .*\?$"), ""),  # what a traceback adds to the text
)


@dataclass(frozen=True)
class Opinion:
    """What came of a second opinion, and whether it speaks against the program.

    `against` is "the verdict", "the program" or nothing. `outcome` is what speaks
    against it, `seed` a schedule that has it.
    """

    python: str
    schedules: int
    against: str
    sentence: str
    outcome: Outcome | None = None
    seed: int | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def find_python() -> str:
    """A Python that can run the oracle: this one, or the newest on PATH.

    Raises OracleError when there is none.
    """
    if not hasattr(os, "fork"):
        raise OracleError("A second opinion needs a system that can fork.")
    if sys.version_info >= (3, 12):
        return sys.executable
    for found in filter(None, map(shutil.which, COMMANDS)):
        try:
            require(found)
        except OracleError:
            continue
        return found
    raise OracleError(
        "A second opinion needs Python 3.12 or newer: this is"
        f" {platform.python_version()}, and no other is on PATH."
    )


def second_opinion(
    file: Path,
    report: Report,
    claim: Claim,
    *,
    python: str,
    seconds: float,
    limit: int | None,
) -> Opinion:
    """The opinion of the oracle, which runs the program for so many seconds.

    `report` is what `explore` said of the claim with this limit of orders. Raises
    OracleError when the oracle cannot run.
    """
    proven = report.verdict == "holds"
    mine = outcomes(
        file,
        limit=limit,
        seconds=None if proven else max(seconds, report.seconds),
        any_time=report.any_time,
    )
    options = Options(ENOUGH, seconds, early=report.any_time)
    (tried,) = try_all([Tryable.read(file)], options, python=python)
    if claim.same_output and report.outputs:
        claim.keeps(next(iter(report.outputs)))  # the first is what the others must be
    return _judge(file, report, claim, mine, tried, python)


def meaning(outcome: Outcome) -> Outcome:
    """The outcome without what may differ between two runs of the same.

    What a program that never ends has printed depends on where it is cut off.
    """
    if outcome.ending in ("hangs", "too long"):
        return Outcome("hangs", "", "")
    detail, output = outcome.detail, outcome.output
    for pattern, instead in MEANINGLESS:
        detail, output = pattern.sub(instead, detail), pattern.sub(instead, output)
    if detail.lstrip().startswith("File "):  # of a SyntaxError: the place, the line
        detail = detail.strip().rpartition("\n")[2]
    return Outcome(outcome.ending, detail.strip(), output)


def unknown(mine: Iterable[Outcome], tried: Tried) -> dict[Outcome, int]:
    """What the oracle saw and the engine's outcomes lack, each with a seed.

    What the oracle calls too long is left out, since it may be no more than slow.
    """
    known = set(map(meaning, mine))
    return {
        outcome: seed for outcome, seed in seen(tried).items() if outcome not in known
    }


def seen(tried: Tried) -> dict[Outcome, int]:
    """The outcomes that the oracle saw, each with the first seed that had it."""
    found: dict[Outcome, int] = {}
    for outcome, how in tried.outcomes.items():
        if outcome.ending not in ("unsupported", "too long"):
            told = meaning(Outcome(outcome.ending, outcome.detail, outcome.output))
            found.setdefault(told, how.seed)
    return found


def _judge(
    file: Path,
    report: Report,
    claim: Claim,
    mine: Outcomes,
    tried: Tried,
    python: str,
) -> Opinion:
    found, plural = seen(tried), "" if tried.schedules == 1 else "s"
    how_many = f"{tried.schedules} random schedule{plural} on CPython {tried.python}"
    if not found:
        what = next((f": {one.detail}" for one in tried.outcomes), "")
        sentence = f"There is no second opinion: CPython came to no end{what}."
        return Opinion(tried.python, tried.schedules, "", sentence)
    broken = {one: n for one, n in found.items() if claim.verdict(one)}
    against, culprits = "", {}
    if mine.complete and (culprits := unknown(mine.found, tried)):
        against, start = "the verdict", "contradicts this"
    elif report.status != 1 and (culprits := broken):  # where not all was searched
        against, start = "the program", "finds a failure"
    if not against:
        told = (
            "no outcome that everyorder lacks" if mine.complete else "no other failure"
        )
        if broken:
            told = f"a failure, too (seed {min(broken.values())}), and {told}"
        elif report.status == 1 or not mine.complete:
            told = "no failure, which proves nothing"
        sentence = f"A second opinion of {how_many} saw {told}."
        return Opinion(tried.python, tried.schedules, "", sentence)
    outcome = min(culprits, key=lambda one: (one not in broken, culprits[one]))
    seed = culprits[outcome]
    sentence = (
        f"A second opinion {start}: of {how_many}, one (seed {seed})"
        f" {_in_words(outcome)}{_versions(tried)}"
        f"; see it with {_command(file, report, python, seed)}"
    )
    return Opinion(tried.python, tried.schedules, against, sentence, outcome, seed)


def _in_words(outcome: Outcome) -> str:
    printed = f"printed {json.dumps(outcome.output, ensure_ascii=False)}"
    match outcome.ending:
        case "ends":
            return printed
        case "raises":
            return f"raised {outcome.detail} and {printed}"
    return f"came to a deadlock and {printed}"


def _versions(tried: Tried) -> str:
    """A hint where the two ran on different versions."""
    own = platform.python_version()
    if own.split(".")[:2] == tried.python.split(".")[:2]:
        return ""
    return f" (everyorder ran on {own}, which may word it differently)"


def _command(file: Path, report: Report, python: str, seed: int) -> str:
    words = ["python", "-m", "everyorder.oracle", str(file)]
    words += ["--schedules", "1", "--seed", str(seed)]
    if not report.any_time:
        words.append("--punctual")
    if python != sys.executable:
        words += ["--python", python]
    return shlex.join(words)
