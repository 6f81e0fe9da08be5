"""Names of Python's in the code of a built page, linked to their rows in the reference.

Where a name stands is known from the syntax tree of the program that a block shows
(sitekit.reference.uses), so the links need no hand and miss no alias. They go into the
HTML of the highlighted code and add no character: what is copied, run, edited and
counted stays the same. The first use of a name in a block is linked, no other.

A keyboard would come to a dozen links in each program. Below a program, what is known
of it folds open and lists the same links (figures.py), so those in the code are left
out of the tab order; in a block without such a fold they are in it. A pointer and a
screen reader find all of them.

It reads HTML as pymdownx highlights it and is a step of the build of its own, since the
code is highlighted after a page has become Markdown.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sitekit.reference.uses import Use

FIGURE = re.compile(r'<figure [^>]*class="program".*?</figure>', re.DOTALL)
FOLD = 'class="record"'  # of a figure that lists the names below its code
BLOCK = re.compile(
    r'(?P<before><div class="language-python highlight"><pre>.*?<code>)'
    r"(?P<code>.*?)(?=</code>)",
    re.DOTALL,
)
PART = re.compile(r"(?P<tag><[^>]*>)|(?P<character>&[^;\s]+;)|(?P<text>[^<&]+)")


@dataclass(frozen=True)
class Linker:
    """`used` gives a program's uses, `address` that of a name's row from this page.

    `programs` are the texts of those that the page shows: an excerpt is one's part.
    """

    used: Callable[[str], list[Use]]
    address: Callable[[str], str | None]
    programs: tuple[str, ...]

    def page(self, built: str) -> str:
        """The HTML of a page with its links."""
        parts, at = [], 0
        for figure in FIGURE.finditer(built):
            parts.append(self._blocks(built[at : figure.start()], tabbed=True))
            parts.append(self._blocks(figure[0], tabbed=FOLD not in figure[0]))
            at = figure.end()
        return "".join([*parts, self._blocks(built[at:], tabbed=True)])

    def _blocks(self, built: str, tabbed: bool) -> str:
        return BLOCK.sub(lambda found: self._block(found, tabbed), built)

    def _block(self, found: re.Match, tabbed: bool) -> str:
        code = found["code"]
        text = "".join(part for _, part in _shown(code))
        links = {}
        for use in once(self.uses(text)):
            address = self.address(use.name)
            if address is not None:
                start = _offset(text, use)
                links[start] = start + len(use.text), address
        return found["before"] + _with_links(code, links, tabbed)

    def uses(self, text: str) -> list[Use]:
        """The uses in a block, whose lines may be a part of a program, moved left."""
        for program in self.programs:
            lines, part = program.splitlines(), text.rstrip("\n").splitlines()
            at = _found(lines, part)
            if at is None:
                continue
            moved = _indent(lines[at:], part)
            inside = range(at + 1, at + len(part) + 1)
            return [
                Use(use.line - at, use.column - moved, use.name, use.text, use.imported)
                for use in self.used(program)
                if use.line in inside
            ]
        return self.used(text)


def once(uses: Iterable[Use]) -> list[Use]:
    """The first use of each name; an import counts where there is no other."""
    first: dict[str, Use] = {}
    for use in sorted(uses, key=lambda use: (use.imported, use)):
        first.setdefault(use.name, use)
    return sorted(first.values())


def _found(lines: list[str], part: list[str]) -> int | None:
    """Where a part of a program begins, whatever its indentation."""
    bare, wanted = [line.strip() for line in lines], [line.strip() for line in part]
    starts = range(len(bare) - len(wanted) + 1)
    return next((at for at in starts if bare[at : at + len(wanted)] == wanted), None)


def _indent(lines: list[str], part: list[str]) -> int:
    """How many columns a part has moved left."""
    for line, moved in zip(lines, part, strict=False):
        if moved.strip():
            return len(line) - len(moved)
    return 0


def _offset(text: str, use: Use) -> int:
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: use.line - 1])) + use.column


def _shown(code: str) -> Iterator[tuple[str, str]]:
    """Each part of the markup, and the characters that it shows."""
    for part in PART.finditer(code):
        yield part[0], "" if part["tag"] else html.unescape(part[0])


def _with_links(code: str, links: dict[int, tuple[int, str]], tabbed: bool) -> str:
    """The markup with links from these places; none that a tag would cut through."""
    written, at = [], 0
    order = "" if tabbed else ' tabindex="-1"'
    for markup, text in _shown(code):
        inside = [start for start in links if at <= start < at + len(text)]
        done = at
        for start in sorted(inside):
            end, address = links[start]
            if len(markup) != len(text) or end > at + len(text):
                continue
            written.append(text[done - at : start - at])
            name = text[start - at : end - at]
            written.append(f'<a href="{html.escape(address)}"{order}>{name}</a>')
            done = end
        written.append(markup if done == at else text[done - at :])
        at += len(text)
    return "".join(written)
