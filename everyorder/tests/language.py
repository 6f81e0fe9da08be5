"""LANGUAGE.md, read: its sections, its index, and what the two lack.

A section begins with `### ` and its title. A line of the index has the names of what it
is about (syntax nodes, special methods), and the titles of the sections on that:

    - `If`, `IfExp` → `if c:`, `elif c:` · `a if c else b`
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

LANGUAGE = Path(__file__).parents[1] / "LANGUAGE.md"
WHERE = f"everyorder/{LANGUAGE.name}"
SINCE = re.compile(r"^- Since (\d+)\.(\d+)", re.MULTILINE)
PROGRAM = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^###? (.*)$", re.MULTILINE)
NAMES = re.compile(r"- ((?:`[^`]+`(?:, )?)+) → (.+)")
INDEX = "Index"


@dataclass(frozen=True)
class Section:
    """One operation of the page."""

    title: str
    line: int
    text: str

    @property
    def program(self) -> str | None:
        found = PROGRAM.search(self.text)
        return found[1] if found else None

    @property
    def program_line(self) -> int:
        """Where the page has the first line of the program."""
        found = PROGRAM.search(self.text)
        return self.line + self.text.count("\n", 0, found.start(1) if found else 0)

    @property
    def since(self) -> tuple[int, int]:
        found = SINCE.search(self.text)
        return (int(found[1]), int(found[2])) if found else (3, 11)

    @property
    def where(self) -> str:
        return f"{WHERE}:{self.line}, {self.title}"

    def says(self, word: str) -> bool:
        return f"\n- **{word}**" in self.text


@dataclass(frozen=True)
class Entry:
    """A line of the index."""

    line: int
    names: tuple[str, ...]
    titles: tuple[str, ...]


def parts(page: str) -> Iterator[Section]:
    """Chapters and sections, each until the next one begins."""
    starts = list(HEADING.finditer(page))
    ends = [found.start() for found in starts[1:]] + [len(page)]
    for found, end in zip(starts, ends, strict=True):
        line = page.count("\n", 0, found.start()) + 1
        yield Section(found[1], line, page[found.start() : end])


def sections(page: str) -> list[Section]:
    """All sections of the page, in its order."""
    return [part for part in parts(page) if part.text.startswith("### ")]


def index(page: str) -> list[Entry]:
    """The lines of the index, in its order."""
    found = [part for part in parts(page) if part.text.startswith(f"## {INDEX}\n")]
    return [
        Entry(
            part.line + number,
            tuple(re.findall("`([^`]+)`", line[1])),
            tuple(line[2].split(" · ")),
        )
        for part in found
        for number, text in enumerate(part.text.splitlines())
        if (line := NAMES.fullmatch(text))
    ]


# --- what may be wrong, each a list of complaints


def lost(page: str) -> list[str]:
    """Sections that the index has and the page has not."""
    titles = [section.title for section in sections(page)]
    return [
        f"{WHERE}:{entry.line}: the index leads from {' and '.join(entry.names)} to the"
        f' section "{title}", which is not there. Put the section back'
        f"{_renamed(title, titles)}"
        for entry in index(page)
        for title in entry.titles
        if title not in titles
    ]


def _renamed(title: str, titles: list[str]) -> str:
    near = get_close_matches(title, titles, 1, 0.8)
    return f'; or write its new title here: is it "{near[0]}"?' if near else "."


def unplaced(page: str) -> list[str]:
    """Sections that the index has not."""
    placed = {title for entry in index(page) for title in entry.titles}
    return [
        f"{section.where}: no line of the index leads here. Add this title there, to the"
        " line of its syntax node, its special method or its kind of object."
        for section in sections(page)
        if section.title not in placed
    ]


def untold(page: str, names: Iterable[str], what: str) -> list[str]:
    """Names of Python that the index has no line for."""
    entries = index(page)
    told = {name for entry in entries for name in entry.names}
    line = entries[0].line if entries else 1
    return [
        f"{WHERE}:{line}: the index has no line for the {what} {name}. Write a section on"
        f" what it reads, writes and may call, and a line of the index:"
        f" - `{name}` → the section's title"
        for name in sorted(names)
        if name not in told
    ]


def doubled(page: str) -> list[str]:
    """Sections with the title of another one."""
    seen: dict[str, int] = {}
    return [
        f"{section.where}: line {first} begins a section with the same title. Make one"
        " of the two, or say in the titles how they differ."
        for section in sections(page)
        if (first := seen.setdefault(section.title, section.line)) != section.line
    ]
