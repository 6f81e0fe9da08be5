"""A page being read: its lines with the snippets put in, and its fences.

The real snippet preprocessor expands each line, with the settings of the build.
What the fences mean is reading.py's affair.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from pymdownx.snippets import SnippetMissingError

from sitekit.pages.values import Include, Line, Refusal, Span
from sitekit.problem import meant
from sitekit.site import Site

INCLUDE = re.compile(r"""\s*-+8<-+[ \t]+["'](?P<path>[^"':]+)(?::(?P<part>.+))?["']""")
ALIKE = re.compile(r"""\s*[-–—]+ *8 *< *[-–—]+\s+(?:["'“”‘’„«]|[\w./-]+\.\w+\s*$)""")
BLOCK_INCLUDE = re.compile(r"\s*-+8<-+\s*$")
INFO = re.compile(r"\s*\{?\s*\.?(?P<language>[\w+#-]*)")
SECTION = re.compile(r"--8<-- \[start:(?P<name>[\w-]+)\]")
TITLE = re.compile(r"""title=(["'])(?P<title>.*?)\1""")


@dataclass(frozen=True)
class Fence:
    """A backtick fence in the expanded page; `at` and `end` index the lines."""

    at: int
    end: int
    info: str
    indent: int

    @property
    def language(self) -> str:
        return INFO.match(self.info)["language"].lower()

    @property
    def title(self) -> str | None:
        found = TITLE.search(self.info)
        return found and found["title"]


class Source:
    """One page being read; every refusal names its place."""

    def __init__(self, site: Site, path: Path):
        self.site, self.path = site, path
        self.refuse = Refusal(site.name(path))
        self.lines = list(self._expand(site.read(path).split("\n")))
        self.fences = list(self._fences())

    @property
    def embedded(self) -> frozenset[PurePosixPath]:
        return frozenset(line.include.path for line in self.lines if line.include)

    @cached_property
    def inside(self) -> frozenset[int]:
        """Indexes of the lines of fences, opening and closing ones included."""
        spans = (range(fence.at, fence.end + 1) for fence in self.fences)
        return frozenset(index for span in spans for index in span)

    def outside(self):
        """Indexes of the lines outside fences, where directives count."""
        return (index for index in range(len(self.lines)) if index not in self.inside)

    def body(self, fence: Fence) -> list[Line]:
        return self.lines[fence.at + 1 : fence.end]

    def span(self, fence: Fence) -> Span:
        return Span(self.lines[fence.at].number, self.lines[fence.end].number)

    def line(self, fence: Fence) -> int:
        return self.lines[fence.at].number

    def _expand(self, raw: list[str]):
        run = self.site.preprocessor.run
        for number, text in enumerate(raw, 1):
            if BLOCK_INCLUDE.match(text):
                self.refuse(
                    number,
                    "the block form of --8<-- is not supported",
                    'Write one line for each file: --8<-- "path/name.py".',
                )
            include = self._include(number, text)
            if include is None and ALIKE.match(text):
                self.refuse(
                    number,
                    f"{text.strip()} embeds nothing",
                    'Write --8<-- "path/name.py": no space within the first word,'
                    " straight quotes around the second.",
                )
            if include and (file := self.site.snippets / include.path).is_file():
                self.site.read(file)  # a bad file is told by its own name
            try:
                expanded = run([text])
            except SnippetMissingError as error:
                self.refuse(number, str(error).rstrip("."), self._where(include))
            except UnicodeDecodeError:
                wrong = "it embeds a file that is not UTF-8"
                self.refuse(number, wrong, "Save it as UTF-8.")
            if include and expanded == [text]:
                self.refuse(
                    number,
                    f"{text.strip()} would be shown as it stands",
                    "Let the line end with the closing quote.",
                )
            for line in expanded or [""]:  # an empty file is still embedded here
                yield Line(line, number, include)

    def _where(self, include: Include | None) -> str:
        """What to do about a file or section that is not there."""
        if include and include.path.suffix == ".out":
            return "`make records` records it."
        folder = self.site.name(self.site.snippets)
        file = self.site.snippets / include.path if include else None
        if file and file.is_file() and include.section:
            known = SECTION.findall(self.site.read(file))
            there = f"There are {', '.join(known)}." if known else "It has none."
            return (
                f"{meant(include.section, known)}{there} A section is marked"
                " '# --8<-- [start:name]' and '[end:name]'."
            )
        return f"{self._nearest(include)}Look for it under {folder}/."

    def _nearest(self, include: Include | None) -> str:
        """A file that may be meant: one of the same folder before any other."""
        if include is None:
            return ""
        files = self.site.snippets.rglob(f"*{include.path.suffix}")
        names = [f.relative_to(self.site.snippets).as_posix() for f in files]
        folder = f"{include.path.parent}/"
        beside = [name for name in names if name.startswith(folder)]
        alike = [name for name in names if name.endswith(f"/{include.path.name}")]
        wanted = str(include.path)
        return meant(include.path.name, [n.removeprefix(folder) for n in beside]) or (
            meant(wanted, alike) or meant(wanted, names)
        )

    def _include(self, number: int, text: str) -> Include | None:
        found = INCLUDE.match(text)
        if not found:
            return None
        if found["part"] and not found["part"][0].isalpha():
            self.refuse(
                number,
                f"{found['path']}:{found['part']} embeds lines by number",
                "Numbers go stale: mark a section in the file and name it here.",
            )
        return Include(PurePosixPath(found["path"]), found["part"])

    def _refuse_margin(self, line: Line) -> None:
        """Refuse a fence where readers of Markdown disagree on what it belongs to."""
        margin = line.text[: len(line.text) - len(line.text.lstrip())]
        if "\t" in margin or len(margin) % 4:
            what = "a tab" if "\t" in margin else f"{len(margin)} spaces"
            self.refuse(
                line.number,
                f"this fence is indented by {what}",
                "Begin it at the left margin; in a tab or a note, after four spaces.",
            )

    def _fences(self):
        at, ticks = None, 0
        for index, line in enumerate(self.lines):
            text = line.text.lstrip()
            run = len(text) - len(text.lstrip("`"))
            if at is None and run >= 3:
                self._refuse_margin(line)
                at, ticks = index, run
            elif at is not None and run >= ticks and not text.strip("`").strip():
                opening = self.lines[at].text
                indent = len(opening) - len(opening.lstrip())
                yield Fence(at, index, opening.strip()[ticks:], indent)
                at = None
            elif at is not None and run >= ticks:
                self.refuse(
                    self.lines[at].number,
                    f"this fence is not closed before line {line.number}, which begins"
                    f" with {'`' * ticks} again",
                    f"Close it with {'`' * ticks} above that line; if that line is to"
                    f" be shown, open and close it with {'`' * (run + 1)}.",
                )
            elif at is None and re.match(r"~~~|>\s*(```|~~~)", text):
                self.refuse(
                    line.number,
                    f"a fence that opens with {text[:3]!r} would not be tested",
                    "Use ``` at the start of the line (indented in a tab or a note).",
                )
        if at is not None:
            self.refuse(
                self.lines[at].number,
                "this fence is never closed",
                "Close it with as many backticks as it opens with.",
            )
