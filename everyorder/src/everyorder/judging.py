"""Judges an answer to an exercise: each of its checks runs in every order.

Checks are judged in the order of their names, up to the first that refuses the answer:
one thing at a time. Of one check, all orders are searched for a while, those with few
switches first (auto.py); where that has no end, those with at most FEW switches, all of
them. An answer of which no order fails in that time passes, and the sentence says how
much is known: it may be right, and nobody is refused for the time that a search takes.
What the engine does not support is no fault of the answer, either: it is neither
refused nor accepted.

How a judgment is shown is the affair of who asks for it; the words are here, so that a
page and the command (exercise_command.py) say the same.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from everyorder.called import what_is_missing
from everyorder.execution import Runner
from everyorder.exercise import ANSWER, MODULE, Check
from everyorder.explore import replay
from everyorder.instrument.program import Program, ProgramError, load, load_source
from everyorder.results.expectation import Claim
from everyorder.results.order import Order
from everyorder.results.outcome import Waiting
from everyorder.results.report import Report
from everyorder.results.trace import Trace
from everyorder.session import Session
from everyorder.stage import OUT

SECONDS = 5.0  # of the search of one check
FEW = 2  # switches
SHARE = 0.6  # of the seconds, for all orders; the rest is for those with few switches
# What is said of a way to fail where the check has no sentence for it.
OTHERWISE = {
    "raises": "Some order ends with an error.",
    "deadlock": "In some order, threads wait forever.",
    "hangs": "In some order, a thread goes round a loop forever.",
    "holds": "In some order nobody waits, and somebody was to.",
}
LEFT = "Your answer ends the program before the check is over."
OUT_OF_TIME = (
    "This answer cannot be judged here: no order of it comes to its end within {:g}"
    " seconds. Does a loop in it go on forever?"
)
END = "\0the check is over\n"  # what each order must print at its end, unseen
BREAKS = ("raises", "deadlock", "hangs", "output")
WORDS = {0: "without a switch", 1: "with at most one switch"}
# Errors that tell of the code, where no switch comes before them.
MISTAKES = {"AttributeError", "ImportError", "NameError", "TypeError"}
MISTAKES |= {"ModuleNotFoundError", "UnboundLocalError"}
Search = Callable[..., Report]


@dataclass(frozen=True)
class Judgment:
    """What came of one check.

    `passed` is None where it cannot be judged. `way` is how an order breaks it (one of
    exercise.WAYS), or "missing", "syntax", "unsupported", or "" of one that passes.
    `sentence` is for whoever answered; `detail` has what was found: the numbers, the
    error, who waits for what. `line` of `file` is where, 0 of "" if nowhere.

    `switches` are those of the order that breaks it, or the most of the orders that
    were all run. `more` says that the time was over, so that more of it may tell more.
    """

    check: Check
    passed: bool | None
    sentence: str
    way: str = ""
    detail: str = ""
    line: int = 0
    file: str = ""
    orders: int = 0
    switches: int | None = None
    exhaustive: bool = False
    more: bool = False
    report: Report | None = None

    @property
    def order(self) -> Order | None:
        """The order that breaks the check."""
        return self.report.order if self.report and self.passed is False else None

    @property
    def trace(self) -> Trace | None:
        """What happens in it."""
        return self.report.trace if self.order is not None and self.report else None

    def to_json(self) -> dict[str, Any]:
        """The same as plain values, without what the search has told of its order."""
        return {
            "check": self.check.name,
            "passed": self.passed,
            "way": self.way,
            "sentence": self.sentence,
            "detail": self.detail,
            "line": self.line,
            "file": self.file,
            "orders": self.orders,
            "switches": self.switches,
            "exhaustive": self.exhaustive,
            "more": self.more,
            "order": str(self.order) if self.order is not None else None,
        }


class Stopped(Exception):
    """Whoever watches the search has ended it."""


def judge(
    answer: str,
    checks: Sequence[Check],
    seconds: float = SECONDS,
    progress: Callable[[Check, int], bool] | None = None,
    search: Search | None = None,
) -> Iterator[Judgment]:
    """The judgments on the source of an answer, up to the first that refuses it.

    The search of each check takes about so many seconds at most. `progress(check,
    orders)` is called now and then; once it returns true, no judgment follows.
    `search` is `Session.explore`, or what is called like it.
    """
    search = search or Session().explore
    if checks and (unread := _unreadable(answer, checks[0])):
        yield unread
        return
    for check in checks:
        try:
            found = _judged(answer, check, seconds, progress, search)
        except Stopped:
            return
        yield found
        if found.passed is False:
            return


def follow_check(answer: str, check: Check, order: str | Order) -> Trace:
    """What happens in this order of a check with this answer.

    Raises OrderError if the order does not fit, ProgramError.
    """
    with with_answer(check, answer) as program:
        return replay(program, order)


def claim_of(check: Check) -> Claim:
    """What each order of a check is held to."""
    return Claim(expect=check.ending)


def _ended(runner: Runner, _namespace: dict[str, Any]) -> None:
    """What the main thread does at the end of the check: no step, and nothing drawn."""
    runner.printed.add(OUT, END)


def _is_over(output: str) -> bool:
    return END in output


@contextlib.contextmanager
def with_answer(check: Check, answer: str) -> Iterator[Program]:
    """The program of a check that imports this answer; of other modules, the library's.

    It can be run while this is entered, as long as its folder is there. Raises
    ProgramError.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, ANSWER).write_text(answer, "utf-8")
        file = Path(folder, check.file)
        file.write_text(check.source, "utf-8")
        yield load(file, search=())


def _unreadable(answer: str, check: Check) -> Judgment | None:
    """The judgment on an answer that is no program."""
    try:
        load_source(answer, ANSWER)
    except ProgramError as error:
        if error.verdict == "unsupported":
            return None  # it is told with the check
        told = str(error).removeprefix(f"{ANSWER}, ")
        sentence = f"Python cannot read your answer: {told}"
        return Judgment(check, False, sentence, "syntax", "", error.line, ANSWER)
    return None


def _judged(
    answer: str,
    check: Check,
    seconds: float,
    progress: Callable[[Check, int], bool] | None,
    search: Search,
) -> Judgment:
    """The judgment on one check. Raises Stopped."""
    stopped = False

    def told(orders: int) -> bool:
        nonlocal stopped
        stopped = stopped or (progress is not None and bool(progress(check, orders)))
        return stopped

    def searched(preemptions: int | None, seconds: float) -> Report:
        with with_answer(check, answer) as program:
            report = search(
                replace(program, begin=_ended),
                expect=check.ending,
                promise=None if check.waits else _is_over,
                preemptions=preemptions,
                seconds=seconds,
                progress=told,
            )
            folder = f"{Path(program.name).parent}{os.sep}"
            report = replace(report, detail=report.detail.replace(folder, ""))
        if stopped:
            raise Stopped
        return report

    return _told(check, _climbed(searched, check.preemptions, seconds), seconds)


@dataclass(frozen=True)
class _Found:
    """What several searches found together: the last report that says something new.

    `bound` is with how many switches all orders were run, None if that is not known.
    """

    report: Report
    bound: int | None
    late: bool
    tried: int


def _climbed(
    searched: Callable[[int | None, float], Report], most: int | None, seconds: float
) -> _Found:
    """What is found in so many seconds; `searched(bound, seconds)` is one search."""
    share = seconds if most is not None else seconds * SHARE
    report = searched(most, share)
    late = report.verdict == "incomplete" and report.seconds >= share
    if not late or most is not None:
        return _Found(report, report.preemptions, late, report.tried)
    few = searched(FEW, seconds - share)
    tried = report.tried + few.tried
    if few.verdict not in ("holds", "incomplete"):
        return _Found(few, few.preemptions, False, tried)
    known = [r.preemptions for r in (report, few) if r.preemptions is not None]
    return _Found(report, max(known, default=None), late, tried)


def _told(check: Check, found: _Found, seconds: float) -> Judgment:
    """The judgment that follows from what was found."""
    report = found.report
    if report.verdict == "unsupported":
        at = report.line, _file(report, check)
        place = _place(*at, check)
        where = f" ({place})" if place else ""
        sentence = (
            f"This answer cannot be judged here{where}: {report.detail}"
            " It may be right."
        )
        return Judgment(check, None, sentence, "unsupported", "", *at, report=report)
    if report.verdict in BREAKS:
        return _refused(check, report)
    if not found.tried:
        sentence = OUT_OF_TIME.format(seconds)
        return Judgment(check, None, sentence, "unsupported", more=True)
    return Judgment(
        check,
        True,
        report.sentence() if report.exhaustive else _so_far(found, seconds),
        orders=report.orders if report.exhaustive else found.tried,
        switches=None if report.exhaustive else found.bound,
        exhaustive=report.exhaustive,
        more=found.late,
        report=report,
    )


def _so_far(found: _Found, seconds: float) -> str:
    """What is known where not all orders were run."""
    told = f"None of {found.tried:,} run{'' if found.tried == 1 else 's'} breaks it."
    if found.bound is not None:
        told = f"No order {at_most(found.bound)} breaks it."
    if found.late:
        return f"{told} All orders take longer than {seconds:g} seconds here."
    if found.report.verdict == "incomplete":
        return f"{told} {found.report.detail[:1].upper()}{found.report.detail[1:]}"
    return told if found.bound is None else f"{told} The check asks for no more."


def at_most(switches: int) -> str:
    """With how many switches: from a thread that could have gone on."""
    return WORDS.get(switches, f"with at most {switches} switches")


# --- how an answer is refused


def _refused(check: Check, report: Report) -> Judgment:
    file = _file(report, check)
    missing = ""
    if report.verdict == "raises" and file != ANSWER:
        missing = what_is_missing(report.detail, check.source, MODULE)
    way = "missing" if missing else report.verdict
    if report.verdict == "output":  # it ends, and was not to, or not there
        way = "holds" if check.waits else "raises"
    line = report.line
    if report.verdict == "deadlock":
        line, file = _waits_at(report.waiting, check)
    detail = _detail(check, report, line, file)
    sentence = missing or check.says.get(way, "") or OTHERWISE[way]
    if way == "raises" and file == ANSWER and _is_mistake(report):
        sentence, detail = f"Your answer ends with an error: {detail}.", ""
    if report.verdict == "output" and not check.waits:
        sentence = LEFT
    return Judgment(
        check,
        False,
        sentence,
        way,
        detail,
        line,
        file,
        report.orders,
        report.preemptions,
        report=report,
    )


def _is_mistake(report: Report) -> bool:
    """Whether the code is wrong, and not the order: a name that is mistyped."""
    kind = report.detail.partition(":")[0]
    return kind in MISTAKES and not report.preemptions


def _file(report: Report, check: Check) -> str:
    """The file of a report's line; a program of one file names none."""
    return report.file or (check.file if report.line else "")


def _detail(check: Check, report: Report, line: int, file: str) -> str:
    """What was found, in words: the numbers, the error and its line, who waits."""
    place = _place(line, file, check)
    match report.verdict:
        case "raises":
            error = report.detail
            numbers = error.removeprefix("AssertionError: ")
            if file == check.file and numbers != error:
                return numbers
            return f"{error}, {place}" if place else error
        case "deadlock":
            return "; ".join(_waits(waiting, check) for waiting in report.waiting)
        case "hangs":
            return f"A thread goes round the loop at {place}." if place else ""
    return ""


def _waits(waiting: Waiting, check: Check) -> str:
    place = _place(waiting.line, waiting.file, check)
    held = f", held by {waiting.holder}" if waiting.holder else ""
    at = f" at {place}" if place else ""
    return f"{waiting.thread} waits{at} for {waiting.what}{held}"


def _waits_at(waiting: Sequence[Waiting], check: Check) -> tuple[int, str]:
    """Where a thread waits: in the answer, if one does."""
    places = [(w.line, w.file or check.file) for w in waiting if w.line]
    mine = [place for place in places if place[1] == ANSWER]
    return next(iter((*mine, *places)), (0, ""))


def _place(line: int, file: str, check: Check) -> str:
    """A line in words: of the answer, or of the check."""
    if not line:
        return ""
    return f"line {line} of {'your answer' if file == ANSWER else 'the check'}"
