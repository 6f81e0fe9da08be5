"""A page as text alone: its description, its lines outside fences, and its sections.

Nothing is refused here, so that rules can speak of pages that cannot be read.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from sitekit.pages import asked

HEADING = re.compile(r"(?P<level>#{1,6}) (?P<title>.+)")
FIELD = re.compile(r"(?P<name>\w+):\s*(?P<value>.*)")
FENCE = re.compile(r"\s*(?P<ticks>`{3,})")


@dataclass(frozen=True)
class Section:
    """From a heading to the next; `anchor` is "" for that of the page itself."""

    level: int
    title: str
    anchor: str
    lines: range  # their numbers, fences included
    asked: tuple[str, ...]  # what readers call it


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside fences and front matter, with their numbers."""
    fence, front = "", False
    for number, line in enumerate(text.splitlines(), 1):
        if number == 1 and line == "---":
            front = True
        elif front:
            front = line != "---"
        elif found := FENCE.match(line):
            closes = fence and found["ticks"].startswith(fence)
            fence = "" if closes else fence or found["ticks"]
        elif not fence:
            yield number, line


def front_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of the front matter, with their numbers."""
    numbered = enumerate(text.splitlines(), 1)
    if next(numbered, (0, ""))[1] == "---":
        yield from itertools.takewhile(lambda each: each[1] != "---", numbered)


def sections(text: str) -> Iterator[Section]:
    """The sections of a page, with the anchors that Markdown gives their headings."""
    ids: set[str] = set()
    lines = list(prose_lines(text))
    heads = [at for at, (_, line) in enumerate(lines) if HEADING.fullmatch(line)]
    for at, end in itertools.pairwise([*heads, len(lines)]):
        (first, head), below = lines[at], [line for _, line in lines[at + 1 : end]]
        last = lines[end][0] if end < len(lines) else text.count("\n") + 2
        found = HEADING.fullmatch(head)
        title, level = found["title"], len(found["level"])
        anchor = unique(slugify(re.sub(r"[`*]", "", title), "-"), ids)
        said = asked.LINE.match(below[0].strip()) if below else None
        yield Section(
            level,
            title,
            "" if level == 1 else anchor,
            range(first, last),
            tuple(asked.phrases(said)) if said else (),
        )


def description_of(text: str) -> str:
    """The `description` of the front matter, on one line; "" without one."""
    return field_of(text, "description")


def field_of(text: str, name: str) -> str:
    """A field of the front matter, on one line; "" without it."""
    if not text.startswith("---\n"):
        return ""
    front = text[4:].partition("\n---")[0]
    taking, parts = False, []
    for line in front.splitlines():
        field = FIELD.match(line)
        if field:
            taking = field["name"] == name
            line = field["value"].removeprefix(">-").removeprefix(">")
        if taking:
            parts.append(line.strip())
    return " ".join(filter(None, parts)).strip("\"'")
