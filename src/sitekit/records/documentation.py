"""Which pages and anchors the Python documentation has: the record links are held to.

A link into https://docs.python.org/3/ cannot be opened where there is no network, so
`make anchors` records what a copy of the documentation has: the names of all its pages
and, indented below those that our pages link, their anchors. Numbered anchors (`id3`,
`index-12`) are left out: after an edit to the page they name another place.

Behind an anchor stands in which versions of Python what it names was added, changed or
deprecated, as the documentation says: ` threading.Thread.join changed 3.14`.

The record says where a link may lead, not whether the text there says what ours does.
checking/links.py holds the links to it, and checking/reference.py the reference.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sitekit.problem import Problem
from sitekit.releases import numbers
from sitekit.site import Site

HEAD = (
    "# Written by `make anchors`: the pages of the Python documentation and, indented,"
    " the anchors of those that docs/ links.\n"
)
RECORD = "tests/site/python_documentation.txt"
ROOT = "https://docs.python.org/3/"
ADVICE = (
    "Correct the link. `make anchors` renews the record from a copy of the"
    " documentation; it says where to get one."
)
_LINK = re.compile(r"(?:https?:)?//docs\.python\.org(?:[^\s<>()\[\]\"'`]*[\w/])?")
_NUMBERED = re.compile(r"(id|index-)\d+")


@dataclass(frozen=True, order=True)
class Note:
    """What became of what an anchor names, in which version of Python."""

    kind: str  # of NOTES
    version: str  # "3.14"


NOTES = ("added", "changed", "deprecated")


@dataclass(frozen=True)
class Documentation:
    """The documentation of one version: all its pages, and their recorded anchors."""

    version: str  # as its title has it: "3.15.0", or "3.16.0rc1"
    pages: Mapping[str, frozenset[str]]  # "library/queue.html": none if not recorded
    notes: Mapping[str, frozenset[Note]] = field(default_factory=dict)  # by anchor

    def page_of(self, anchor: str) -> str | None:
        """The page that has this anchor, of those whose anchors are recorded."""
        return next(
            (name for name, found in self.pages.items() if anchor in found), None
        )


@dataclass(frozen=True)
class Link:
    """A link of one of our pages into the Python documentation."""

    place: str  # "docs/learn/locks.md"
    line: int
    address: str

    @property
    def page(self) -> str | None:
        """The page's name below /3/; None for an address outside."""
        if not self.address.startswith(ROOT):
            return None
        name = self.address.removeprefix(ROOT).partition("#")[0]
        return name if name and not name.endswith("/") else f"{name}index.html"

    @property
    def anchor(self) -> str:
        return self.address.partition("#")[2]


def links(site: Site) -> list[Link]:
    """All links into the Python documentation, in the order of files and lines.

    Those of the pages, and of what is said of Python's names by hand.
    """
    files = [*site.pages(), *sorted(site.docs.rglob("*.toml"))]
    return [link for file in files for link in links_of(site, file)]


def links_of(site: Site, page: Path) -> list[Link]:
    """The links of one file, in the order of its lines."""
    return [
        Link(site.name(page), number, address)
        for number, line in enumerate(site.read(page).splitlines(), 1)
        for address in _LINK.findall(line)
    ]


def is_lasting(anchor: str) -> bool:
    """Whether the anchor will name the same place after an edit of its page."""
    return not _NUMBERED.fullmatch(anchor)


def load(file: Path) -> Documentation:
    """The record. Raises FileNotFoundError before the first recording."""
    text = file.read_text("utf-8").removeprefix(HEAD)
    first, *pages = re.split(r"\n(?! )", text.strip())  # an indented line is a page's
    anchors, notes = {}, {}
    for name, *lines in map(str.splitlines, pages):
        parts = [line.split() for line in lines]
        anchors[name] = frozenset(anchor for anchor, *_ in parts)
        notes |= {anchor: _notes(said) for anchor, *said in parts if said}
    return Documentation(first.removeprefix("Python "), anchors, notes)


def _notes(said: list[str]) -> frozenset[Note]:
    """`added 3.8 changed 3.14` in words of their own."""
    return frozenset(map(Note, said[::2], said[1::2]))


def save(file: Path, documentation: Documentation) -> None:
    lines = [f"Python {documentation.version}"]
    for name, anchors in sorted(documentation.pages.items()):
        lines.append(name)
        for anchor in sorted(anchors):
            notes = sorted(documentation.notes.get(anchor, ()), key=_by_age)
            said = (f" {note.kind} {note.version}" for note in notes)
            lines.append(f" {anchor}{''.join(said)}")
    file.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


def _by_age(note: Note) -> tuple:
    return NOTES.index(note.kind), numbers(note.version)


def problem(link: Link, documentation: Documentation) -> Problem | None:
    """What is wrong with the link; None if it is sound."""
    wrong = _wrong(link, documentation)
    if wrong is None:
        return None
    return Problem(link.place, link.line, f"{link.address} {wrong}", ADVICE)


def _wrong(link: Link, documentation: Documentation) -> str | None:
    if link.page is None:
        return f"is not below {ROOT}, which leads to the documentation as it is now"
    if link.page not in documentation.pages:
        return (
            f"leads to no page of the Python {documentation.version} documentation"
            f"{_instead(link.page, documentation.pages)}"
        )
    anchors = documentation.pages[link.page]
    if not link.anchor or link.anchor in anchors:
        return None
    if not is_lasting(link.anchor):
        return "leads to a numbered anchor, which an edit moves; link to a named one"
    if not anchors:
        return "leads to a page whose anchors are not on record: run `make anchors`"
    near = difflib.get_close_matches(link.anchor, anchors, cutoff=0.5)
    hint = f"; near it: {', '.join(f'#{anchor}' for anchor in near)}" if near else ""
    return f"leads to no anchor of that page{hint}"


def _instead(page: str, pages: Iterable[str]) -> str:
    """Where the page may have moved to, or what may have been meant."""
    name = page.rpartition("/")[2]
    moved = [other for other in pages if other.rpartition("/")[2] == name]
    if moved and name != "index.html":
        return f"; it may have moved to {' or '.join(sorted(moved))}"
    near = difflib.get_close_matches(page, pages)
    return f"; near it: {', '.join(near)}" if near else ""


def summary(found: list[Link], documentation: Documentation) -> str:
    """How many links were held to the record, in a sentence."""
    return (
        f"{len(found)} links lead to {len({link.page for link in found})} pages of the"
        f" Python {documentation.version} documentation"
    )
