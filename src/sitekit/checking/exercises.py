"""Whether an exercise is whole: its files, and its page with all its parts.

Each piece that is missing is a problem of its own, so that a new exercise is led to its
end. What its checks are good for is said in judged.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from sitekit.checking import judged
from sitekit.exercises import (
    KINDS,
    SOLUTION,
    STARTER,
    TWINS,
    Answer,
    Exercise,
    exercise_of,
    exercises,
)
from sitekit.pages import asked
from sitekit.pages.outline import HEADING, prose_lines
from sitekit.problem import Problem, ProblemError
from sitekit.publishing import Publication

LINES = range(20, 46)  # of the starter and of the solution
STORY = 120  # words, at most
HINTS = 3
WHAT = {
    STARTER: "the program to break and to mend",
    SOLUTION: "the same program, mended",
}
LEAST = {"checks": 1, "right": 2, "wrong": 3}
NEW = {
    "checks": "a_first.py, which imports answer and says in a docstring what it checks",
    "right": "one that begins with a comment, # RIGHT: why it is right",
    "wrong": "one that begins with a comment, # WRONG: why it is wrong",
}
SECTIONS = {  # of the page, and what stands in each; "" is the starter itself
    "Break it, then mend it": "",
    "What is checked": "{{ checks }}",
    "Hints": "",
    "Solutions": "{{ right }}",
    "What others tried": "{{ wrong }}",
}
HINT = re.compile(r"(?P<margin> *)\?\?\? ")
MINUTES = re.compile(r"\*\d+ minutes, after \[.+\]\(.+\)\.\*")


def problems(publication: Publication, page: Path) -> Iterator[Problem]:
    """What is wrong with the exercise of this page; nothing, if it poses none."""
    exercise = exercise_of(publication.site, page)
    if exercise is None:
        return
    yield from _page(exercise)
    yield from _missing(exercise)
    if not all(file.is_file() for file in exercise.files()):
        return  # the rest needs both programs
    try:
        exercise.checks, exercise.answers  # noqa: B018, each is read here
    except ProblemError as error:
        yield error.problem
        return
    for answer in (exercise.starter, exercise.solution):
        yield from _shape(answer)
    yield from _labels(exercise)
    yield from judged.problems(exercise, publication.records)


def without_page(publication: Publication) -> Iterator[Problem]:
    """Folders of exercises that no page poses."""
    site = publication.site
    for exercise in exercises(site):
        if not exercise.page.exists():
            wrong = f"no page poses it: there is no {site.name(exercise.page)}"
            advice = "Write the page, or delete the folder. CONTRIBUTING.md shows how."
            yield Problem(exercise.place, 0, wrong, advice)


# --- the folder


def _missing(exercise: Exercise) -> Iterator[Problem]:
    for name in TWINS:
        for file in (name, name.replace(".py", ".out")):
            if (exercise.folder / file).is_file():
                continue
            advice = f"Write it: {WHAT[name]}."
            if file.endswith(".out"):
                advice = "`make records` records it."
            yield Problem(
                f"{exercise.place}/{file}", 0, "there is no such file", advice
            )
    for kind in KINDS:
        found, least = len(exercise.files(kind)), LEAST[kind]
        if found < least:
            have = f"{found or 'no'} file{'s' * (found != 1)}, and {least} are wanted"
            if least == 1:
                have = "there is no check"
            yield Problem(f"{exercise.place}/{kind}", 0, have, f"Add {NEW[kind]}.")


def _shape(answer: Answer) -> Iterator[Problem]:
    """How long a program is; the rest of its style is as of any (programs.py)."""
    place, lines = answer.place, answer.text.splitlines()
    if len(lines) not in LINES:
        wrong = f"{len(lines)} lines"
        advice = f"Keep it between {LINES.start} and {LINES.stop - 1} lines."
        yield Problem(place, len(lines), wrong, advice)
    if 'if __name__ == "__main__":' not in lines:
        wrong = "its main part would run when a check imports it"
        advice = 'Put that under if __name__ == "__main__":'
        yield Problem(place, len(lines), wrong, advice)


def _labels(exercise: Exercise) -> Iterator[Problem]:
    for answer in (*exercise.right, *exercise.wrong):
        if not answer.why:
            label = f"# {answer.kind.upper()}: why"
            wrong = f"it does not begin with a comment {label!r}"
            advice = "Say in a sentence why it is so: the page shows that."
            yield Problem(answer.place, 1, wrong, advice)


# --- the page


def _page(exercise: Exercise) -> Iterator[Problem]:
    site, place = exercise.site, exercise.site.name(exercise.page)
    try:
        text = site.read(exercise.page)
    except ProblemError:
        return  # it is told where the page is read
    lines = list(prose_lines(text))
    advice = "CONTRIBUTING.md shows the page of an exercise."
    yield from _sections(place, text, lines, advice)
    if not any(MINUTES.fullmatch(line) for _, line in lines):
        wrong = "no line '*N minutes, after [the lesson](../learn/lesson.md).*'"
        yield Problem(place, 1, wrong, advice)
    if not text.rstrip().rpartition("\n")[2].startswith("Next"):
        wrong = "the last line does not begin with 'Next'"
        yield Problem(place, text.count("\n"), wrong, advice)
    yield from _story(place, lines)


def _sections(
    place: str, text: str, lines: list[tuple[int, str]], advice: str
) -> Iterator[Problem]:
    """Whether all sections are there, in their order, each with what belongs there."""
    found = [(n, HEADING.match(line)) for n, line in lines]
    at = {match["title"]: n for n, match in found if match and len(match["level"]) == 2}
    known = [name for name in at if name in SECTIONS]
    if known != [name for name in SECTIONS if name in at]:
        wrong = f"its sections are {', '.join(known)}"
        yield Problem(place, at[known[0]], wrong, f"Order: {', '.join(SECTIONS)}.")
    ends = sorted([*at.values(), text.count("\n") + 2])
    for name, placeholder in SECTIONS.items():
        if name not in at:
            total = text.count("\n")
            yield Problem(place, total, f"no section '## {name}'", advice)
            continue
        end = next(n for n in ends if n > at[name])
        inside = [line for n, line in lines if at[name] < n < end]
        if placeholder and placeholder not in map(str.strip, inside):
            wrong = f"'{name}' has no line {placeholder}"
            yield Problem(place, at[name], wrong, "Add it: the build puts them there.")
        if name == "Hints":
            yield from _hints(place, at[name], inside)


def _hints(place: str, number: int, inside: list[str]) -> Iterator[Problem]:
    margins = [len(found["margin"]) for line in inside if (found := HINT.match(line))]
    if margins != [4 * n for n in range(HINTS)]:
        wrong = f"{len(margins)} hints, and {HINTS} are wanted, each within the last"
        if len(margins) == HINTS:
            wrong = f"the hints are indented by {', '.join(map(str, margins))} spaces"
        advice = 'Begin each with ??? question "Hint N", four spaces further in.'
        yield Problem(place, number, wrong, advice)


def _story(place: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    """From the title to the first section, without minutes and what it is asked for."""
    headings = [n for n, line in lines if HEADING.match(line)]
    if not headings:
        return  # lessons.py tells
    end = next((n for n in headings if n > headings[0]), lines[-1][0] + 1)
    told = [line for n, line in lines if headings[0] < n < end]
    told = [x for x in told if not (MINUTES.fullmatch(x) or asked.LINE.match(x))]
    words = sum(len(line.split()) for line in told)
    if words >= STORY:
        wrong, advice = f"a story of {words} words", f"Keep it under {STORY}."
        yield Problem(place, headings[0], wrong, advice)
