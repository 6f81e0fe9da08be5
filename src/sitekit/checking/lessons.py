"""What a page must have: a description, an outline, words for its pictures.

And a lesson: how long it takes, something to try with its answer, the next page. And a
guide: a question that is answered before its program, and the lesson that explains it.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from sitekit.pages import asked
from sitekit.pages.outline import HEADING, description_of, field_of, prose_lines
from sitekit.problem import Problem

DESCRIPTION = range(80, 166)
LENGTH = range(30, 161)  # 60 or more is meant; a page that is begun has fewer
GUIDE_LENGTH = range(25, 111)  # 40 or more is meant
SHORT = 40  # characters of a title in the navigation
MINUTES = re.compile(r"\*\d+ minutes\. After this page you can .+\*$")
ATTRIBUTES = re.compile(r"\{[:#. ][^}`]*\}\s*$")
NO_WORDS = re.compile(r"!\[\s*\]\(")
TO_A_LESSON = re.compile(r"\]\(\.\./learn/[\w-]+\.md[)#]")
ANSWER = re.compile(r"^/// details \| Answer\n.*?^///\n", re.MULTILINE | re.DOTALL)


def problems(place: str, text: str) -> Iterable[Problem]:
    """What one page lacks; `place` names it."""
    description = description_of(text)
    length = len(description)
    if '"' in description:
        wrong, advice = "a double quote ends the description", "Write it without."
        yield Problem(place, 1, wrong, advice)
    if length not in DESCRIPTION:
        yield Problem(
            place,
            1,
            f"a description of {length} characters" if length else "no description",
            "Write `description:` in the front matter, 80 to 160 characters.",
        )
    lines = list(prose_lines(text))
    yield from _outline(place, lines)
    for number, line in lines:
        if NO_WORDS.search(line):
            yield Problem(
                place, number, "a picture without words", "Write ![what it shows](...)."
            )
    if place.endswith("/index.md"):  # it leads through its part
        return
    if place.startswith("docs/learn/"):
        yield from _lesson(place, text, lines)
    if place.startswith("docs/guides/"):
        yield from _guide(place, text, lines)


def _outline(place: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    found = [(n, HEADING.match(line)) for n, line in lines]
    headings = [(n, len(match["level"])) for n, match in found if match]
    titles = [n for n, level in headings if level == 1]
    advice = "One # title a page, then ##, then ###."
    if len(titles) != 1:
        at = titles[1] if len(titles) > 1 else 1
        yield Problem(place, at, f"{len(titles)} titles (#)", advice)
    yield from _titles(place, [(n, match["title"]) for n, match in found if match])
    for (_, before), (number, after) in itertools.pairwise(headings):
        if after > before + 1:
            wrong = f"a heading of level {after} below one of level {before}"
            yield Problem(place, number, wrong, advice)


def _titles(place: str, titles: list[tuple[int, str]]) -> Iterator[Problem]:
    """A heading gives its part an address, which must be its own and lasting."""
    seen: dict[str, int] = {}
    for number, title in titles:
        first = seen.setdefault(title.strip().casefold(), number)
        if first != number:
            wrong = f"the heading {title!r} stands here again, after line {first}"
            yield Problem(place, number, wrong, "Say what this part is about.")
        if "{{" in title:
            wrong, advice = "a placeholder in a heading", "Move it to the text below."
            yield Problem(place, number, wrong, advice)
        elif ATTRIBUTES.search(title):
            wrong = "attributes in a heading, whose address comes from its words"
            yield Problem(place, number, wrong, "Take the braces away.")


def _lesson(place: str, text: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    advice = "CONTRIBUTING.md says how a lesson is built."
    total = text.count("\n")
    length = _length(text)
    if length not in LENGTH:
        wrong = f"a lesson of {length} lines, without its folded answers"
        remedy = "write" if length < LENGTH.start else "move or cut"
        yield Problem(place, total, wrong, f"It has 60 to 160: {remedy} a part.")
    if not any(MINUTES.match(line) for _, line in lines):
        wrong = "no line '*N minutes. After this page you can ...*'"
        yield Problem(place, 1, wrong, advice)
    tries = [number for number, line in lines if line == "## Try it"]
    if not tries:
        yield Problem(place, total, "no section '## Try it'", advice)
    elif not any("| Answer" in line for number, line in lines if number > tries[0]):
        wrong = "'Try it' has no answer"
        yield Problem(place, tries[0], wrong, "Fold one below it: /// details | Answer")
    if not text.rstrip().rpartition("\n")[2].startswith("Next: ["):
        wrong = "the last line does not begin with 'Next: ['"
        yield Problem(place, total, wrong, advice)


def _guide(place: str, text: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    advice = "CONTRIBUTING.md says how a guide is built."
    total = text.count("\n")
    length = _length(text)
    if length not in GUIDE_LENGTH:
        wrong = f"a guide of {length} lines"
        yield Problem(
            place, total, wrong, "Keep it to 40 to 110: one question a guide."
        )
    title = next((n for n, line in lines if line.startswith("# ")), 1)
    head = next((line for n, line in lines if n == title), "")
    if not ("?" in head or '"' in head):
        wrong = "the title is neither a question nor a message in quotes"
        yield Problem(place, title, wrong, "Ask as a reader would: # How do I ...?")
    short = field_of(text, "short")
    if not 0 < len(short) <= SHORT:
        wrong = (
            f"a short title of {len(short)} characters" if short else "no short title"
        )
        advice = f"Write `short:` in the front matter, at most {SHORT} characters."
        yield Problem(place, 1, wrong, advice)
    if not _answered(text.splitlines()[title:]):
        wrong = "no answer between the title and what follows"
        yield Problem(place, title, wrong, "Answer in the first paragraph.")
    below = text.splitlines()[title : title + 1]
    if not any(asked.LINE.match(line) for line in below):
        wrong = "no words of readers below the title"
        yield Problem(place, title, wrong, "Write <!-- asked: one; another; ... -->")
    if "\n```python" not in text:
        yield Problem(place, total, "no program", f"Show one to keep. {advice}")
    if not any(TO_A_LESSON.search(line) for _, line in lines):
        wrong = "no link to a lesson"
        yield Problem(place, total, wrong, f"Name the one that explains it. {advice}")


def repeated(pages: Mapping[str, str]) -> Iterator[Problem]:
    """Short titles that another page has, too; `pages` are texts by their names."""
    seen: dict[str, str] = {}
    for place, text in pages.items():
        short = field_of(text, "short")
        first = seen.setdefault(short.casefold(), place) if short else place
        if first != place:
            wrong = f"the short title {short!r} is that of {first}, too"
            yield Problem(place, 1, wrong, "Say what this page is about.")


def _answered(below: list[str]) -> bool:
    """Whether text comes first below a title, not a fence, a heading or a figure."""
    said = (line for line in below if line.strip() and not line.startswith("<!--"))
    return next(said, "#")[0] not in "#`{"


def _length(text: str) -> int:
    counted = ANSWER.sub("", text).splitlines()
    return sum(not line.startswith("<!--") for line in counted)
