"""An exercise on its page: its checks, right answers, and what others tried.

`{{ checks }}`, `{{ right }}`, `{{ wrong }}` and `{{ exercises }}` stand for it. What is
said of an answer is recorded (records/judged.py), and the order that breaks it is run
again to be drawn. The markup is in templates/, the look in exercise.css.
"""

import ast
import functools
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment
from markupsafe import Markup

from everyorder import Check, OrderError, ProgramError, follow_check
from sitekit import drawing
from sitekit.courses import course_of_check
from sitekit.exercises import STARTER, Answer, Exercise
from sitekit.problem import ProblemError
from sitekit.programs import Collection
from sitekit.publishing import figures, kept
from sitekit.records import judged, proofs
from sitekit.records.store import Records
from sitekit.templates import templates

RENEW = "Run `make records` and read the difference."
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Said:
    """What one check says of an answer."""

    check: Check
    passed: bool
    sentence: str
    detail: str


@dataclass(frozen=True)
class Shown:
    """An answer as the page shows it, with what the checks say, and the order drawn."""

    answer: Answer
    anchor: str
    title: str
    said: tuple[Said, ...]
    order: str = ""

    @property
    def text(self) -> str:
        return self.answer.text.rstrip("\n")


def checks(exercise: Exercise, fewest: int | None, root: str) -> str:
    """The list of checks, with their code, and the folder to take home."""
    return _rendered(
        "checks.md.jinja", exercise=exercise, fewest=fewest, checks=exercise.checks,
        root=root, engine=(exercise.site.root / "everyorder").is_dir(),
    )  # fmt: skip


def fewest(exercise: Exercise, found: Collection, records: Records) -> int | None:
    """The fewest switches with which the starter breaks; None if that is not known."""
    starter = found.programs.get(PurePosixPath("exercises", exercise.name, STARTER))
    proof = starter and records.get(starter, proofs.KIND)
    if not proof or proof["verdict"] not in proofs.BREAKS:
        return None
    return proof["preemptions"]


def right(exercise: Exercise, records: Records, figure: str) -> str:
    """The solution, whose figure is given, and the other right answers."""
    entries = judged.entries(exercise, records)
    solution = _shown(exercise, exercise.solution, entries)
    others = [_shown(exercise, answer, entries) for answer in exercise.right]
    return _rendered("right.md.jinja", solution=solution, figure=figure, others=others)


def wrong(exercise: Exercise, records: Records) -> str:
    """What others tried: each with its sentence and the order that breaks it."""
    entries = judged.entries(exercise, records)
    answers = [_shown(exercise, answer, entries) for answer in exercise.wrong]
    return _rendered("wrong.md.jinja", answers=answers)


def listed(exercises: Iterable[Exercise]) -> str:
    """A table of all exercises; what is done of each is written by a script."""
    return _rendered("exercises.md.jinja", exercises=list(exercises))


def title_of(answer: Answer) -> str:
    """The first line of its docstring."""
    try:
        told = ast.get_docstring(ast.parse(answer.text)) or ""
    except SyntaxError:
        told = ""
    return told.partition("\n")[0] or answer.name


def _shown(exercise: Exercise, answer: Answer, entries: Mapping[str, dict]) -> Shown:
    anchor, title = figures.anchor(answer.path), title_of(answer)
    entry = entries.get(answer.name)
    if entry is None:
        return Shown(answer, anchor, title, ())
    by_name = {check.name: check for check in exercise.checks}
    refused = judged.refusal(entry)
    if refused is None:
        said = [
            Said(by_name[name], True, found["sentence"], found.get("detail", ""))
            for name, found in entry["checks"].items()
        ]
        return Shown(answer, anchor, title, tuple(said))
    name, found = refused
    said = [Said(by_name[name], False, found["sentence"], found.get("detail", ""))]
    if "order" not in found:
        return Shown(answer, anchor, title, tuple(said))
    check, order = by_name[name], found["order"]
    depends_on = (str(answer.path), answer.text, repr(check), order)
    draw = functools.partial(_drawn, answer, check, order)
    drawn = kept.drawn(exercise.site.root, depends_on, draw)
    return Shown(answer, anchor, title, tuple(said), drawn)


def _drawn(answer: Answer, check: Check, order: str) -> str:
    """The order that breaks an answer. Raises ProblemError."""
    try:
        trace = follow_check(answer.text, check, order)
    except (OrderError, ProgramError) as error:
        wrong = f"the order recorded for {check.name} cannot be drawn: {error}"
        raise ProblemError(answer.place, 0, wrong, RENEW) from None
    drawn = course_of_check(trace, check)
    place = str(answer.path), figures.anchor(answer.path), answer.text
    beside = {check.file: check.source}
    return drawing.run_figure(*place, drawn, "An order that breaks it.", beside)


def _rendered(template: str, **values) -> str:
    return _templates().get_template(template).render(**values)


@functools.cache
def _templates() -> Environment:
    found = templates("sitekit.publishing").overlay()
    more = {"fence": figures.fence, "numbers": figures.numbers}
    found.filters, found.globals = found.filters | {"code": _code}, found.globals | more
    return found


def _code(text: str) -> Markup:
    """A sentence as HTML, with its code between backticks."""
    return Markup(CODE.sub(r"<code>\1</code>", html.escape(text, quote=False)))
