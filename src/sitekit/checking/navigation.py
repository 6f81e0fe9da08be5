"""Where a page stands in the navigation: once, and before the page it calls the next.

A part is an entry of the `nav` that has others below it. Previous and next stay within
one (hooks.py), so the last page of a part leads wherever it likes.

Read from mkdocs.yml as text, since only there each entry has a line. A site without a
`nav` has all its pages in it.
"""

import difflib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath

import yaml

from sitekit.problem import Problem, ProblemError
from sitekit.site import CONFIG, Site

NEXT = re.compile(r"Next: \[[^\]]*\]\((?P<address>[^)#\s]+)")


@dataclass(frozen=True)
class Entry:
    """A page in the navigation, `learn/locks.md`, and its line in mkdocs.yml."""

    name: str
    line: int
    part: str = ""  # "Learn"; "" outside of all


class Navigation:
    """The entries of mkdocs.yml in their order, and what a page lacks in them."""

    def __init__(self, site: Site):
        self.site = site

    @cached_property
    def _nav(self) -> yaml.Node | None:
        settings = yaml.compose(self.site.read(self.site.root / CONFIG))
        return next((node for key, node in settings.value if key.value == "nav"), None)

    @cached_property
    def entries(self) -> list[Entry]:
        return list(_of_parts(self._nav)) if self._nav else []

    def follows(self, name: str) -> str | None:
        """The page that comes after this one in its part; None after the last."""
        for one, after in itertools.pairwise(self.entries):
            if one.name == name:
                return after.name if one.part == after.part else None
        return None

    def problems(self, page: Path) -> Iterator[Problem]:
        """What is wrong with the page's place, and entries that are of no page."""
        if self._nav is None:
            return
        name = page.relative_to(self.site.docs).as_posix()
        names = [p.relative_to(self.site.docs).as_posix() for p in self.site.pages()]
        for entry in self.entries:
            if entry.name not in names:
                near = difflib.get_close_matches(entry.name, names, 1)
                advice = f"Did you mean {near[0]}?" if near else "Correct its name."
                if " - " in entry.name:
                    advice = "Indent this line and those below it alike."
                wrong = (
                    f"{entry.name} is no page below {self.site.name(self.site.docs)}/"
                )
                yield Problem(CONFIG, entry.line, wrong, advice)
        mine = [entry for entry in self.entries if entry.name == name]
        if not mine:
            line = self._nav.start_mark.line  # that of the word `nav`
            advice = f"Add a line - {name} where readers are to come to it."
            yield Problem(CONFIG, line, f"{name} is not in the navigation", advice)
        for entry in mine[1:]:
            wrong = f"{name} stands here again, after line {mine[0].line}"
            yield Problem(CONFIG, entry.line, wrong, "Take one of them away.")
        if mine and page.stem != "index":  # an overview leads past its part
            yield from self._next(page, name)

    def _next(self, page: Path, name: str) -> Iterator[Problem]:
        """Whether the page that it calls the next follows it."""
        follows = self.follows(name)
        try:
            lines = self.site.read(page).splitlines()
        except ProblemError:
            return  # it is told where the page is read
        for number, line in enumerate(lines, 1):
            found = NEXT.match(line)
            if not (found and follows):
                continue
            folder = PurePosixPath(name).parent
            if normpath(folder / found["address"]) != follows:
                wrong = f"{found['address']} is not the page that follows in {CONFIG}"
                advice = f"Lead to {follows}, or change the order of the navigation."
                yield Problem(self.site.name(page), number, wrong, advice)


def _of_parts(nav: yaml.Node) -> Iterator[Entry]:
    for item in nav.value:
        part = ""
        if isinstance(item, yaml.MappingNode):
            key, inside = item.value[0]
            part = key.value if isinstance(inside, yaml.SequenceNode) else ""
        yield from _entries(item, part)


def _entries(node: yaml.Node, part: str) -> Iterator[Entry]:
    if isinstance(node, yaml.ScalarNode):
        if node.value.endswith(".md") and "://" not in node.value:
            yield Entry(node.value, node.start_mark.line + 1, part)
    else:
        inside = node.value
        if isinstance(node, yaml.MappingNode):
            inside = [value for _, value in node.value]
        for one in inside:
            yield from _entries(one, part)
