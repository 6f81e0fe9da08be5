"""Every program of the site, gathered from its pages, and how each is to be run.

A program is a file under snippets/. The first page that shows it whole is its home:
the marks and the output there say what the run is held to. A page that shows only
sections of it shows an excerpt; the file still runs, once. Nothing is registered by
hand: what the pages embed is what exists.

It runs nothing (running/) and compares nothing (rules.py).
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pytest

from sitekit.pages import Block, Page, PageError, read_page
from sitekit.rules import EXACT, Rule
from sitekit.site import Site

SECTION_MARKER = re.compile(r".*(?<!;)-+8<-+[ \t]+\[[ \t]*(start|end)[ \t]*:.*\]")


def published(text: str) -> str:
    """The text of a snippet file as readers get it: without its section markers."""
    kept = [line for line in text.splitlines() if not SECTION_MARKER.match(line)]
    return "".join(f"{line}\n" for line in kept).rstrip("\n") + "\n"


def file_lines(text: str) -> list[int]:
    """For each published line, counted from 0, its line number in the file."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if not SECTION_MARKER.match(line)]


@dataclass(frozen=True)
class Ending:
    """How a run must end: a status, or None where it must not end for `seconds`."""

    status: int | None = 0
    text: str = ""  # must be in what it wrote to stderr
    seconds: float = 0
    stderr: bool = False  # may write to stderr

    @property
    def merged(self) -> bool:
        """Whether the page shows stderr too, in the order a terminal would."""
        return self.stderr or self.status != 0


def exits(text: str, code: int = 1) -> Ending:
    """The program must exit with status `code` and `text` on stderr."""
    return Ending(status=code, text=text, stderr=True)


def hangs(seconds: float, text: str = "") -> Ending:
    """The program must still be running after `seconds`."""
    return Ending(status=None, seconds=seconds, text=text)


def stderr(text: str) -> Ending:
    """The program must end well and write `text` to stderr."""
    return Ending(text=text, stderr=True)


ENDINGS: dict[str, Callable[..., Ending]] = {
    "exits": exits,
    "hangs": hangs,
    "stderr": stderr,
}
NEEDS = ("screen", "fork")
MARKS = (*ENDINGS, "output", "since", "needs", "measured", "one_order")


@dataclass(frozen=True)
class Program:
    """A snippet file that runs, as its home page describes it.

    `path` is below snippets/, `page` and `line` are its home, `expected` is its .out
    file or None, `shown` counts the blocks that show it, whole or in part.
    """

    path: PurePosixPath
    file: Path
    page: Path
    line: int
    language: str
    expected: Path | None
    ending: Ending = Ending()
    rule: Rule = EXACT
    since: tuple[int, ...] = ()
    needs: frozenset[str] = frozenset()
    measured: bool = False
    one_order: str = ""  # why it is not held to its page in every order
    shown: int = 1

    @property
    def broken(self) -> bool:
        """Whether it contains a mistake on purpose, and may fail in any run."""
        return self.path.stem.endswith("_broken")

    @property
    def text(self) -> str:
        return published(self.file.read_text("utf-8"))

    @property
    def fingerprint(self) -> str:
        """Changes with the program, its output and its marks, not with its place."""
        parts = [
            self.text,
            self.expected.read_text("utf-8") if self.expected else None,
            repr((self.ending, self.rule, self.since, sorted(self.needs))),
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


@dataclass
class Collection:
    """The site's programs by path, its readable pages, and why others are not."""

    programs: dict[PurePosixPath, Program] = field(default_factory=dict)
    pages: dict[Path, Page] = field(default_factory=dict)
    errors: dict[Path, PageError] = field(default_factory=dict)

    def on(self, page: Path) -> list[Program]:
        """The programs at home on this page, in page order."""
        here = [p for p in self.programs.values() if p.page == page]
        return sorted(here, key=lambda p: p.line)


def collect(site: Site) -> Collection:
    """All programs of the site; a page that is refused goes to `errors`."""
    found = Collection()
    for path in site.pages():
        try:
            found.pages[path] = read_page(site, path)
        except PageError as error:
            found.errors[path] = error
    showings: dict[PurePosixPath, list[tuple[Page, Block]]] = {}
    for page in found.pages.values():
        for block in page.blocks:
            showings.setdefault(block.includes[0].path, []).append((page, block))
    for path, places in showings.items():
        # A block that says what to expect makes the better home; then a whole one.
        page, block = min(
            places, key=lambda x: (not x[1].whole, not (x[1].expected or x[1].marks))
        )
        try:
            for other_page, other in places:
                _refuse_other_claims(site, other_page, other, page, block)
            program = _program(site, path, page.path, block, len(places))
        except PageError as error:
            found.errors.setdefault(page.path, error)
        else:
            found.programs[path] = program
    return found


def _refuse_other_claims(site, page: Page, block: Block, home: Page, best: Block):
    if block.marks and block.marks != best.marks:
        raise PageError(
            f"{site.name(page.path)}:{block.line}",
            f"{block.includes[0].path} has other marks here than on"
            f" {site.name(home.path)}:{best.line}",
            "Keep the marks in one place, above the block that shows the whole file.",
        )


def _program(site: Site, path, page: Path, block: Block, shown: int) -> Program:
    place = f"{site.name(page)}:{block.line}"
    how: dict = {}
    for mark in block.marks:
        try:
            value = eval(mark, {"pytest": pytest}).mark
            if value.name not in MARKS:
                raise TypeError(f"there is no mark {value.name!r}")
            how.update(_meaning(value))
        except Exception as error:
            raise PageError(
                place,
                f"{mark}: {error}",
                f"The marks are {', '.join(MARKS)}; CONTRIBUTING.md shows each.",
            ) from error
    return Program(
        path=path,
        file=site.snippets / path,
        page=page,
        line=block.line,
        language=block.language,
        expected=site.snippets / block.expected.path if block.expected else None,
        shown=shown,
        **how,
    )


def _meaning(mark) -> dict:
    """What a mark sets on its program."""
    if mark.name in ENDINGS:
        return {"ending": ENDINGS[mark.name](*mark.args, **mark.kwargs)}
    if mark.name == "output":
        return {"rule": Rule(*mark.args, **mark.kwargs)}
    if mark.name == "since":
        (version,) = mark.args
        return {"since": tuple(int(part) for part in version.split("."))}
    if mark.name == "needs":
        unknown = set(mark.args) - set(NEEDS)
        if unknown or not mark.args:
            raise TypeError(f"needs one of {', '.join(NEEDS)}")
        return {"needs": frozenset(mark.args)}
    if mark.name == "one_order":
        (reason,) = mark.args
        return {"one_order": reason}
    return {"measured": True}
