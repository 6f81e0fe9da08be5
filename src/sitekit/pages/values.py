"""What a page is once it is read: blocks, what they embed, and why it is refused.

Values only. reading.py makes them.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath


class PageError(Exception):
    """A page that cannot be published: where, what is wrong, what to do."""

    def __init__(self, place: str, wrong: str, advice: str):
        super().__init__(f"{place}: {wrong}\n  {advice}")


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
class Block:
    """A runnable fence: its code as published, and what its directives ask for."""

    language: str
    code: str
    line: int
    includes: tuple[Include, ...]
    title: str | None
    marks: tuple[str, ...]
    expected: Include | None

    @property
    def whole(self) -> bool:
        """Whether the block shows a whole file; otherwise it is an excerpt."""
        return len(self.includes) == 1 and self.includes[0].section is None


@dataclass(frozen=True)
class Page:
    """A page's runnable blocks and every snippet file it embeds."""

    path: Path
    blocks: tuple[Block, ...]
    embedded: frozenset[PurePosixPath]
