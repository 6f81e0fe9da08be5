"""`python -m everyorder --exercise FOLDER ANSWER.py`: the judgments, for a terminal.

They come one by one, as they are found (judging.py), and end with the first that
refuses the answer: with the order that breaks it, line by line.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from everyorder.exercise import ANSWER, Check, ExerciseError, checks_of
from everyorder.judging import SECONDS, Judgment, judge
from everyorder.results.cause import cause
from everyorder.results.report import table

PASSED, REFUSED, UNJUDGED, STOPPED = 0, 1, 2, 3  # exit statuses
MARKS = {True: "passes", False: "REFUSED", None: "unknown"}
MARGIN = " " * 9
PATIENCE = 10  # seconds of a plain run


def judge_file(
    folder: Path,
    file: Path,
    seconds: float | None,
    progress: Callable[[int], bool],
    tell: Callable[[str], None],
) -> tuple[int, dict[str, Any]]:
    """Judge the answer in a file by the checks of a folder: status, and what to say.

    What it says is told as it is found. Raises ExerciseError.
    """
    checks, answer = checks_of(folder), _answer(file)
    found: list[Judgment] = []
    judgments = judge(
        answer,
        checks,
        SECONDS if seconds is None else seconds,
        lambda _, orders: progress(orders),
    )
    for judgment in judgments:
        found.append(judgment)
        tell(words(judgment, answer))
    left = checks[len(found) :]
    status = _status(found, left)
    tell(_closing(status, found, left))
    if status == UNJUDGED:
        tell(_plain_run(file))
    return status, {
        "judgments": [judgment.to_json() for judgment in found],
        "interrupted": status == STOPPED,
    }


def words(judgment: Judgment, answer: str) -> str:
    """A judgment as the command prints it."""
    said = [f"{MARKS[judgment.passed]:{len(MARGIN)}}{judgment.check.sentence}"]
    parts = (judgment.sentence, judgment.detail)
    said += [f"{MARGIN}{part}" for part in parts if part]
    trace = judgment.trace
    if trace is not None and judgment.way != "missing":
        why = cause(trace, ANSWER)
        lines = {ANSWER: answer, judgment.check.file: judgment.check.source}
        drawn = table(trace, _line_of(lines, judgment.check.file))
        said += ["", *([why, ""] if why else []), drawn]
    return "\n".join(said)


def _answer(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        wrong, advice = "there is no such file", "Name the file of your answer."
    except (OSError, UnicodeDecodeError) as error:
        wrong, advice = f"it cannot be read: {error}", "Save it as UTF-8."
    raise ExerciseError(f"{file}", 0, wrong, advice)


def _line_of(lines: dict[str, str], own: str) -> Callable[..., str]:
    split = {name: text.splitlines() for name, text in lines.items()}

    def line_of(number: int, file: str = "") -> str:
        known = split.get(file or own, [])
        return known[number - 1].strip() if 0 < number <= len(known) else ""

    return line_of


def _status(found: Sequence[Judgment], left: Sequence[Check]) -> int:
    if any(judgment.passed is False for judgment in found):
        return REFUSED
    if left:
        return STOPPED
    return PASSED if all(judgment.passed for judgment in found) else UNJUDGED


def _closing(status: int, found: Sequence[Judgment], left: Iterable[Check]) -> str:
    names = ", ".join(check.name for check in left)
    match status:
        case 0:
            some = sum(not judgment.exhaustive for judgment in found)
            far = f"; of {some}, not all orders were run" if some else ""
            return f"\nThe answer passes all {len(found)} checks{far}."
        case 1:
            return f"\nNot judged yet: {names}." if names else ""
        case 3:
            return f"\nStopped. Not judged: {names}."
    return "\nNo check refuses the answer, and not all of them could judge it."


def _plain_run(file: Path) -> str:
    """What one run of the answer prints, which proves nothing."""
    try:
        done = subprocess.run(
            [sys.executable, file.name],
            cwd=file.absolute().parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return f"A plain run of it was not over after {PATIENCE} seconds."
    printed = done.stdout.decode("utf-8", "replace").rstrip() or "(nothing)"
    return "\n".join(["A plain run of it prints:", *printed.splitlines()])
