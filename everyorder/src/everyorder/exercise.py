"""Judges an answer to an exercise: each of its checks runs in every order.

An exercise is a folder with `checks/`. A check is a small program that imports `answer`
and asserts what the exercise promises; it says nothing about how an answer is made. Its
docstring is read by the judge, and each line of it by whoever answers:

    \"\"\"Two keepers add jars at the same time, and all of them are counted.

    raises: A jar got lost. Both keepers read the same number.
    deadlock: A keeper waits at the shelf forever.
    \"\"\"

The first line is what is checked; the others say what it means that the check fails in
this way (WAYS). `expect: waits` is for a check that nobody lets end: every order must
end with threads that sleep. `preemptions: 2` bounds the search where it takes too long.

Checks are judged in the order of their names, up to the first that refuses the answer.
What the engine does not support is no fault of the answer: it is neither refused nor
accepted. Whatever is shown of a judgment is the affair of who asks for it.
"""

import ast
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from everyorder.execution import Runner
from everyorder.explore import explore
from everyorder.instrument.program import Program, ProgramError, load
from everyorder.results.report import Report

SECONDS = 5.0  # that the search of one check may take
ANSWER = "answer.py"
# How an order breaks a check, and the word for it in a docstring: "holds" is a way to
# fail where every order was to wait.
WAYS = {
    "raises": "raises",
    "deadlock": "deadlock",
    "hangs": "hangs",
    "output": "holds",
}
KEYS = {*WAYS.values(), "expect", "preemptions", "incomplete"}
LINE = re.compile(r"(?P<key>[a-z]+): +(?P<text>.+)")
MISSING = ("AttributeError", "ImportError", "NameError", "TypeError")


class ExerciseError(Exception):
    """The exercise cannot be read; the message says where and what to do."""


@dataclass(frozen=True)
class Check:
    """What one check promises, and what to say where an answer does not keep it."""

    name: str
    source: str
    sentence: str
    says: Mapping[str, str] = field(default_factory=dict)  # by a way to fail
    waits: bool = False
    preemptions: int | None = None

    @classmethod
    def parse(cls, name: str, source: str, place: str = "") -> "Check":
        """The check with this source. Raises ExerciseError."""
        place = place or f"{name}.py"
        try:
            told = ast.get_docstring(ast.parse(source))
        except SyntaxError as error:
            raise ExerciseError(f"{place}:{error.lineno}: {error.msg}") from error
        if not told:
            raise ExerciseError(f"{place}:1: say in a docstring what is checked")
        sentence, *rest = [line for line in told.splitlines() if line.strip()]
        found: dict[str, str] = {}
        for line in rest:
            match = LINE.fullmatch(line.strip())
            if match is None or match["key"] not in KEYS:
                keys = ", ".join(sorted(KEYS))
                raise ExerciseError(
                    f"{place}: {line.strip()!r} begins with none of {keys}"
                )
            found[match["key"]] = match["text"]
        expect = found.pop("expect", "holds")
        if expect not in ("holds", "waits"):
            raise ExerciseError(f"{place}: expect {expect!r} is not holds or waits")
        bound = found.pop("preemptions", None)
        if bound is not None and not bound.isdecimal():
            raise ExerciseError(f"{place}: preemptions {bound!r} is no number")
        most = None if bound is None else int(bound)
        return cls(name, source, sentence, found, expect == "waits", most)


@dataclass(frozen=True)
class Judgment:
    """What came of one check; `passed` is None where it cannot be judged.

    `way` is the way in which it was refused, a key of its docstring, or "" if it was
    not, or because the answer lacks what the check calls. `sentence` is for whoever
    answered; `detail` has the numbers.
    """

    check: Check
    passed: bool | None
    way: str
    sentence: str
    detail: str
    report: Report | None = None


def checks_of(folder: Path) -> list[Check]:
    """The checks of an exercise, in order. Raises ExerciseError."""
    files = sorted((folder / "checks").glob("*.py"))
    if not files:
        raise ExerciseError(f"{folder}/checks: there is no check, so add one")
    return [Check.parse(f.stem, f.read_text("utf-8"), str(f)) for f in files]


def judge(
    answer: str,
    checks: Sequence[Check],
    seconds: float = SECONDS,
    progress: Callable[[Check, int], bool] | None = None,
    runner: Runner | None = None,
) -> Iterator[Judgment]:
    """Judges the source of an answer, up to the first check that refuses it.

    Each search takes at most `seconds`. `progress(check, orders)` is called now and
    then; when it returns true, that search ends.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ANSWER).write_text(answer, "utf-8")
        for check in checks:
            judged = _judged(folder, check, seconds, progress, runner)
            yield judged
            if judged.passed is False:
                return


def program_of(folder: Path, check: Check) -> Program:
    """The program of a check, beside the answer in this folder. Raises ProgramError."""
    file = folder / f"{check.name}.py"
    file.write_text(check.source, "utf-8")
    return load(file)


def _judged(
    folder: Path,
    check: Check,
    seconds: float,
    progress: Callable[[Check, int], bool] | None,
    runner: Runner | None,
) -> Judgment:
    def told(orders: int) -> bool:
        return progress is not None and progress(check, orders)

    try:
        report = explore(
            program_of(folder, check),
            expect="deadlock" if check.waits else None,
            preemptions=check.preemptions,
            seconds=seconds,
            progress=told,
            runner=runner,
        )
    except ProgramError as error:
        return Judgment(check, False, "", str(error), "")
    return _told(check, report)


def _told(check: Check, report: Report) -> Judgment:
    """The judgment that follows from what the search found."""
    if report.verdict == "unsupported":
        sentence = (
            f"This answer cannot be judged here: {report.detail} It may be right."
        )
        return Judgment(check, None, "", sentence, "", report)
    if report.verdict == "holds" and report.exhaustive:
        return Judgment(check, True, "", report.sentence(), "", report)
    if report.verdict in ("holds", "incomplete"):
        return Judgment(check, True, "", _so_far(report, check), "", report)
    if report.verdict == "raises" and _is_missing(report, check):
        sentence = f"The checks use what your answer does not have: {report.detail}"
        return Judgment(check, False, "", sentence, report.detail, report)
    way = WAYS[report.verdict]
    return Judgment(check, False, way, check.says.get(way, ""), report.detail, report)


def _is_missing(report: Report, check: Check) -> bool:
    """Whether the check itself stumbles: over a name, or over what a call takes."""
    kind = report.detail.partition(":")[0]
    return kind in MISSING and report.file == f"{check.name}.py"


def _so_far(report: Report, check: Check) -> str:
    """What is known where not all orders were run."""
    if report.preemptions is None:
        return f"No failure in {report.orders:,} orders. There are more."
    most = f"at most {report.preemptions} switches"
    return f"No order with {most} breaks it. Running all orders takes longer."
