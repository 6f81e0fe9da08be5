"""Read a page the way it is published, and refuse what would escape the tests.

`read_page` expands the snippets with the site's own pymdownx preprocessor, lets
pytest-codeblocks extract the blocks and their directives, and returns the blocks
with the snippet each one shows. It runs nothing: see programs.py for what a block
means, and running/ for running it.

pytest-codeblocks alone skips a fence it does not know, and would call it a pass.
Here every fence is either understood or refused, with page, line and advice.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pymdownx.snippets import SnippetMissingError
from pytest_codeblocks import extract_from_buffer

from sitekit.pages.values import Block, Include, Line, Page, PageError
from sitekit.site import Site

RUNNABLE = ("python", "bash")
LOOKALIKES = {
    "py": "python",
    "py3": "python",
    "python3": "python",
    "pycon": "python",
    "pyi": "python",
    "ipython": "python",
    "sh": "bash",
    "shell": "bash",
    "zsh": "bash",
}
DIRECTIVE = re.compile(r"\s*<!--[-\s]*(pytest-codeblocks:|pytest\.mark\.)(.*?)-->\s*$")
EXPECTED = re.compile(r"expected-output(-ignore-whitespace)?[-\s]*$")
INCLUDE = re.compile(r"""\s*-+8<-+[ \t]+["'](?P<path>[^"':]+)(?::(?P<part>.+))?["']""")
BLOCK_INCLUDE = re.compile(r"\s*-+8<-+\s*$")
INFO = re.compile(r"\s*\{?\s*\.?(?P<language>[\w+#-]*)")
TITLE = re.compile(r"""title=(["'])(?P<title>.*?)\1""")


def create_missing_outputs(site: Site) -> None:
    """Give each embedded .out file that is not there yet a start.

    A page cannot be read while a file it embeds is missing, so this comes before the
    first recording. Only files beside their program are made: the rest are typos.
    """
    for page in site.pages():
        for text in page.read_text("utf-8").splitlines():
            found = INCLUDE.match(text)
            file = site.snippets / found["path"] if found else None
            if not file or file.suffix != ".out" or file.exists():
                continue
            if any(file.with_suffix(suffix).exists() for suffix in (".py", ".sh")):
                file.write_text("(not recorded yet)\n", "utf-8")


def read_page(site: Site, path: Path) -> Page:
    """The page's blocks; raises PageError at the first thing that would escape."""
    page = _Reader(site, path)
    page.refuse_stray_code()
    return Page(path, tuple(page.blocks()), page.embedded)


@dataclass(frozen=True)
class _Fence:
    """A backtick fence in the expanded page; `at` and `end` index the lines."""

    at: int
    end: int
    info: str

    @property
    def language(self) -> str:
        return INFO.match(self.info)["language"].lower()

    @property
    def title(self) -> str | None:
        found = TITLE.search(self.info)
        return found and found["title"]


class _Reader:
    """One page being read; every refusal names its place."""

    def __init__(self, site: Site, path: Path):
        self.site, self.path = site, path
        self.lines = list(self._expand(path.read_text("utf-8").split("\n")))
        self.fences = list(self._fences())
        self.embedded = frozenset(x.include.path for x in self.lines if x.include)

    def refuse(self, number: int, wrong: str, advice: str):
        raise PageError(f"{self.site.name(self.path)}:{number}", wrong, advice)

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
            try:
                expanded = run([text])
            except SnippetMissingError as error:
                folder = self.site.name(self.site.snippets)
                advice = (
                    "`make outputs` records it."
                    if include and include.path.suffix == ".out"
                    else f"Look for it under {folder}/; sections are marked"
                    " '# --8<-- [start:name]' and '[end:name]'."
                )
                self.refuse(number, str(error).rstrip("."), advice)
            for line in expanded or [""]:  # an empty file is still embedded here
                yield Line(line, number, include)

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

    def _fences(self):
        at, ticks = None, 0
        for index, line in enumerate(self.lines):
            text = line.text.lstrip()
            run = len(text) - len(text.lstrip("`"))
            if at is None and run >= 3:
                at, ticks = index, run
            elif at is not None and run >= ticks:
                yield _Fence(at, index, self.lines[at].text.strip()[ticks:])
                at = None
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

    def refuse_stray_code(self):
        """Refuse snippets outside a fence, and languages that only look runnable."""
        inside = {n for fence in self.fences for n in range(fence.at + 1, fence.end)}
        for index, line in enumerate(self.lines):
            code = line.include and line.include.path.suffix in (".py", ".sh", ".out")
            if code and index not in inside:
                self.refuse(
                    line.number,
                    f"{line.include.path} is embedded outside a code fence",
                    "Put the --8<-- line between ```python and ```.",
                )
        for fence in self.fences:
            if fence.language in LOOKALIKES:
                self.refuse(
                    self.lines[fence.at].number,
                    f"```{fence.language} would never run",
                    f"Write ```{LOOKALIKES[fence.language]}.",
                )

    def blocks(self):
        """The runnable blocks, in page order."""
        text = "\n".join(line.text for line in self.lines) + "\n"
        try:
            extracted = extract_from_buffer(io.StringIO(text), max_num_lines=1_000_000)
        except RuntimeError as error:
            self.refuse(
                self._first_directive(),
                str(error),
                "Put the directive right above the fence it is about.",
            )
        marks = {block.lineno - 1: tuple(block.marks) for block in extracted}
        expected = self._expected_outputs()
        self._refuse_lost_directives(marks)
        for fence in self.fences:
            if fence.language in RUNNABLE and fence.at not in expected.values():
                outputs = [f for f in self.fences if f.at == expected.get(fence.at)]
                yield self._block(fence, marks.get(fence.at, ()), *outputs)
            elif fence.at not in expected.values():
                self._refuse_untied_output(fence)

    def _first_directive(self) -> int:
        return next(x.number for x in self.lines if DIRECTIVE.match(x.text))

    def _outside(self):
        """Indexes of the lines outside fences, where directives count."""
        inside = {n for fence in self.fences for n in range(fence.at, fence.end + 1)}
        return (n for n in range(len(self.lines)) if n not in inside)

    def _expected_outputs(self) -> dict[int, int]:
        """From each program's fence to the fence of its expected output."""
        found = {}
        for index in self._outside():
            directive = DIRECTIVE.match(self.lines[index].text)
            if not directive or not EXPECTED.match(directive[2].strip()):
                continue
            number = self.lines[index].number
            before = [f for f in self.fences if f.end < index]
            after = [f for f in self.fences if f.at > index]
            if not before or before[-1].language not in RUNNABLE:
                self.refuse(
                    number,
                    "expected-output has no program right above it",
                    "Place it between a ```python block and the ```text block"
                    " with the program's .out file.",
                )
            if not after:
                self.refuse(
                    number,
                    "expected-output has no output below it",
                    "Add a ```text block that embeds the program's .out file.",
                )
            found[before[-1].at] = after[0].at
        return found

    def _refuse_lost_directives(self, marks: dict[int, tuple[str, ...]]):
        """Refuse directives we do not use, and marks that reach no program."""
        runnable = {f.at for f in self.fences if f.language in RUNNABLE}
        for index in self._outside():
            directive = DIRECTIVE.match(self.lines[index].text)
            if not directive:
                continue
            number, word = self.lines[index].number, directive[2].strip(" -")
            if directive[1].startswith("pytest-codeblocks"):
                if not EXPECTED.match(word):
                    self.refuse(
                        number,
                        f"pytest-codeblocks:{word} is not used on this site",
                        "Programs are whole files: use the marks in CONTRIBUTING.md.",
                    )
                continue
            target = next((f for f in self.fences if f.at > index), None)
            if target is None or target.at not in runnable:
                what = f"a ```{target.language} block" if target else "no block"
                self.refuse(
                    number,
                    f"pytest.mark.{word} is attached to {what}",
                    "Place it right above the ```python block it is about.",
                )
            if f"pytest.mark.{word}" not in marks.get(target.at, ()):
                self.refuse(
                    number,
                    f"pytest.mark.{word} is read as part of another block",
                    "Place it right above its program, after the output before it.",
                )

    def _refuse_untied_output(self, fence: _Fence):
        body = self.lines[fence.at + 1 : fence.end]
        outputs = [x for x in body if x.include and x.include.path.suffix == ".out"]
        if outputs or (fence.title or "").startswith("Output"):
            self.refuse(
                self.lines[fence.at].number,
                "this output is not held to a program",
                "Put <!--pytest-codeblocks:expected-output--> above the fence.",
            )

    def _block(self, fence: _Fence, marks: tuple[str, ...], output=None) -> Block:
        number = self.lines[fence.at].number
        body = self.lines[fence.at + 1 : fence.end]
        includes = tuple(dict.fromkeys(x.include for x in body if x.include))
        files = {include.path for include in includes}
        suffix = ".py" if fence.language == "python" else ".sh"
        if any(x.text.strip() and not x.include for x in body) or not includes:
            self.refuse(
                number,
                "this block has code that is typed on the page",
                f"Move it to a file under {self.site.name(self.site.snippets)}/ and"
                ' embed it with --8<-- "path/name' + suffix + '".',
            )
        if len(files) > 1 or next(iter(files)).suffix != suffix:
            self.refuse(
                number,
                f"this block must show one {suffix} file, and shows"
                f" {', '.join(sorted(map(str, files)))}",
                "Give each program a fence of its own.",
            )
        path = includes[0].path
        block = Block(
            language=fence.language,
            code="".join(f"{x.text}\n" for x in body),
            line=number,
            includes=includes,
            title=fence.title,
            marks=marks,
            expected=self._expected(output, path) if output else None,
        )
        self._check_head(fence, block, path)
        return block

    def _check_head(self, fence: _Fence, block: Block, path: PurePosixPath):
        if block.title != str(path) and (block.whole or block.title):
            self.refuse(
                block.line,
                f"the title is {block.title!r}, the file {path}",
                f'Write ```{block.language} title="{path}".',
            )
        if "hl_lines" in fence.info:
            self.refuse(
                block.line,
                "hl_lines marks lines by number",
                "Numbers go stale: show the lines as an excerpt, by section.",
            )

    def _expected(self, fence: _Fence, program: PurePosixPath) -> Include:
        body = self.lines[fence.at + 1 : fence.end]
        number = self.lines[fence.at].number
        includes = dict.fromkeys(x.include for x in body if x.include)
        want = program.with_suffix(".out")
        typed = any(x.text.strip() and not x.include for x in body)
        if typed or [i.path for i in includes] != [want]:
            self.refuse(
                number,
                "an output must not be typed by hand",
                f'Embed the recorded one: --8<-- "{want}"; `make outputs` records it.',
            )
        if fence.title != "Output":
            self.refuse(
                number, "an output has no title", 'Write ```text title="Output".'
            )
        return next(iter(includes))
