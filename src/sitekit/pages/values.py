"""What a page is once it is read: blocks, what they embed, and why it is refused.

Values only. reading.py makes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

from sitekit.problem import ProblemError


class PageError(ProblemError):
    """A page that cannot be published: its problem keeps it from that."""


@dataclass(frozen=True)
class Include:
    """One `--8<--` line: the snippet's path below snippets/, and its section."""

    path: PurePosixPath
    section: str | None


@dataclass(frozen=True)
class Line:
    """A published line, the page's line it comes from, and through which include."""

    text: str
    number: int
    include: Include | None


@dataclass(frozen=True)
class Span:
    """Lines of the page's file, from the first to the last, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True)
class MarkLine:
    """A mark as it is written, `pytest.mark.hangs(1)`, and the line it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class Shown:
    """An output that a block shows: its .out file, and where on the page it stands.

    `when` says which Pythons write it (outputs.py); "" is all that no other one names.
    """

    path: PurePosixPath
    when: str
    span: Span


@dataclass(frozen=True)
class Block:
    """A runnable fence: its code as published, and what its directives ask for."""

    language: str
    code: str
    span: Span
    indent: int
    includes: tuple[Include, ...]
    title: str | None
    marks: tuple[MarkLine, ...]
    outputs: tuple[Shown, ...]

    @property
    def line(self) -> int:
        return self.span.first

    @property
    def path(self) -> PurePosixPath:
        """The file that it shows, whole or in part."""
        return self.includes[0].path

    @property
    def whole(self) -> bool:
        """Whether the block shows a whole file; otherwise it is an excerpt."""
        return len(self.includes) == 1 and self.includes[0].section is None


@dataclass(frozen=True)
class Tag:
    """An HTML tag, as `img` or `/p`, with its attributes and its line."""

    name: str
    attributes: Mapping[str, str | None]
    line: int


@dataclass(frozen=True)
class Page:
    """A page's runnable blocks, the lines of comments, and every file it embeds."""

    path: Path
    blocks: tuple[Block, ...]
    directives: frozenset[int]
    prose: tuple[Line, ...]
    embedded: frozenset[PurePosixPath]
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class Refusal:
    """Raises the PageErrors of one page; `page` is its path as a person types it."""

    page: str

    def __call__(self, line: int, wrong: str, advice: str) -> NoReturn:
        raise PageError(self.page, line, wrong, advice)
