"""The HTML comments above fences: marks, and which fence is whose output.

pytest-codeblocks reads the same comments. Where it would read one as something else,
or not at all, the page is refused.
"""

import difflib
import re

from sitekit.pages import outputs
from sitekit.pages.asked import ASKED
from sitekit.pages.refusing import CODE_SPAN, RUNNABLE
from sitekit.pages.source import Fence, Source
from sitekit.pages.values import MarkLine

DIRECTIVE = re.compile(r"\s*<!--[-\s]*(pytest-codeblocks:|pytest\.mark\.)(.*?)-->\s*$")
LOOKS_LIKE_ONE = re.compile(r"<!--.*\b(pytest|codeblocks|mark\.)\b", re.IGNORECASE)
EXPECTED = "expected-output"


def directives(source: Source):
    """Each directive outside fences: index of its line, kind, and what it says."""
    for index in source.outside():
        text = source.lines[index].text
        found = DIRECTIVE.match(text)
        if found and "-->" in found[2]:
            source.refuse(
                source.lines[index].number,
                "two comments stand on one line",
                "Give each mark a line of its own.",
            )
        if found:
            yield index, found[1], found[2].strip(" -")
        elif LOOKS_LIKE_ONE.search(CODE_SPAN.sub("", ASKED.sub("", text))):
            source.refuse(
                source.lines[index].number,
                f"{text.strip()} is read by nobody",
                "A mark is <!--pytest.mark.NAME(...)--> on a line of its own;"
                " CONTRIBUTING.md shows each.",
            )


def refuse_unused(source: Source) -> None:
    """Raise PageError at a directive that pytest-codeblocks knows, or does not."""
    for index, kind, word in directives(source):
        if kind.startswith("pytest-codeblocks") and word != EXPECTED:
            near = difflib.get_close_matches(word, [EXPECTED], 1)
            source.refuse(
                source.lines[index].number,
                f"pytest-codeblocks:{word} is not used on this site",
                f"Write <!--pytest-codeblocks:{EXPECTED}-->."
                if near
                else "Programs are whole files: use the marks in CONTRIBUTING.md.",
            )


def expected_outputs(source: Source) -> dict[int, list[Fence]]:
    """From each program's fence to the fences of its outputs.

    The first has the directive; those of other Pythons follow it right away.
    """
    found: dict[int, list[Fence]] = {}
    for index, _, word in directives(source):
        if word != EXPECTED:
            continue
        number = source.lines[index].number
        before = [n for n, f in enumerate(source.fences) if f.end < index]
        after = [n for n, f in enumerate(source.fences) if f.at > index]
        if not before or source.fences[before[-1]].language not in RUNNABLE:
            source.refuse(
                number,
                "expected-output has no program right above it",
                "Place it between a ```python block and the ```text block"
                " with the program's .out file.",
            )
        if not after:
            source.refuse(
                number,
                "expected-output has no output below it",
                "Add a ```text block that embeds the program's .out file.",
            )
        program = source.fences[before[-1]]
        if program.at in found:
            source.refuse(
                number,
                "another expected-output above says what this program prints",
                "Take one of them away.",
            )
        found[program.at] = [source.fences[after[0]]]
        for fence in source.fences[after[0] + 1 :]:
            if not _is_exception(fence):
                break
            found[program.at].append(fence)
    return found


def _is_exception(fence: Fence) -> bool:
    """Whether it shows what some Pythons write instead of the output above it."""
    title = fence.title or ""
    return fence.language == "text" and title.startswith(f"{outputs.title_of('')} on ")


def marks(source: Source, read: dict[int, list[str]]) -> dict[int, list[MarkLine]]:
    """The marks of each program's fence, with their lines.

    `read` is what pytest-codeblocks made of them. Raises PageError for marks that reach
    no program or another one.
    """
    found: dict[int, list[MarkLine]] = {}
    for index, kind, word in directives(source):
        number = source.lines[index].number
        if kind.startswith("pytest-codeblocks"):
            continue
        target = next((f for f in source.fences if f.at > index), None)
        if target is None or target.language not in RUNNABLE:
            what = f"a ```{target.language} block" if target else "no block"
            source.refuse(
                number,
                f"pytest.mark.{word} is attached to {what}",
                "Place it right above the ```python block it is about.",
            )
        text = f"pytest.mark.{word}"
        if far := _between(source, index, target.at):
            source.refuse(
                number,
                f"line {far} stands between {text} and its program",
                "Place the mark right above the ```python block it is about.",
            )
        if text not in read.get(target.at, []):
            source.refuse(
                number,
                f"{text} is read as part of another block",
                "Place it right above its program, after the output before it.",
            )
        found.setdefault(target.at, []).append(MarkLine(text, number))
    return found


def _between(source: Source, above: int, below: int) -> int:
    """The line of the first text between two lines, beside comments; 0 for none."""
    for line in source.lines[above + 1 : below]:
        if line.text.strip() and not line.text.lstrip().startswith("<!--"):
            return line.number
    return 0
