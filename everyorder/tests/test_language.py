"""LANGUAGE.md says what each operation does that others see; the engine must know it.

Every program there races in the operation of its section, so the engine may not say
that it holds. What it refuses, the section names.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from everyorder import explore
from everyorder.instrument.program import ProgramError, load_source

LANGUAGE = Path(__file__).parents[1] / "LANGUAGE.md"
SINCE = re.compile(r"^- Since (\d+)\.(\d+)", re.MULTILINE)
PROGRAM = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LENGTH = 25  # lines of a program


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
    def since(self) -> tuple[int, int]:
        found = SINCE.search(self.text)
        return (int(found[1]), int(found[2])) if found else (3, 11)

    def says(self, word: str) -> bool:
        return f"\n- **{word}**" in self.text


def sections() -> list[Section]:
    """All of the page, in its order."""
    page = LANGUAGE.read_text("utf-8")
    starts = [found.start() for found in re.finditer(r"^### ", page, re.MULTILINE)]
    parts = [page[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
    lines = [page.count("\n", 0, start) + 1 for start in starts]
    titles = [part.partition("\n")[0].removeprefix("### ") for part in parts]
    return [Section(*three) for three in zip(titles, lines, parts, strict=True)]


SECTIONS = sections()
RUN = [s for s in SECTIONS if s.program and s.since <= sys.version_info[:2]]


def found(program: str) -> tuple[str, str]:
    """The engine's verdict on a program that must give the same, and its sentence."""
    try:
        report = explore(load_source(program), same_output=True)
    except ProgramError as error:
        return error.verdict, str(error)
    return report.verdict, report.sentence()


@pytest.mark.parametrize("section", RUN, ids=lambda section: section.title)
def test_the_engine_finds_two_outcomes_of(section):
    verdict, sentence = found(section.program)
    where = f"{LANGUAGE.name}:{section.line}, {section.title}: {sentence}"
    if section.says("Refused"):
        assert verdict == "unsupported", (
            f"{where}\nThe section says that the engine refuses this. If it now runs"
            " it soundly, remove the line **Refused**."
        )
        return
    assert verdict != "unsupported", (
        f"{where}\nSupport the operation; or, if the engine cannot answer for it, add"
        " a line **Refused** with the reason to the section."
    )
    assert verdict not in ("holds", "wrong use"), (
        f"{where}\nThe threads race in this operation. Give it a switch point that"
        " touches the places under Reads and Writes, and steps for what it may call."
    )


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_a_section_is_complete(section):
    where = f"{LANGUAGE.name}:{section.line}"
    if section.says("Atomic"):
        assert section.program is None, f"{where}: what is atomic cannot race"
        return
    assert section.program, f"{where}: a program that races in it is missing"
    assert section.program.count("\n") <= LENGTH, f"{where}: over {LENGTH} lines"
    missing = [w for w in ("Reads", "Writes", "May call") if not section.says(w)]
    assert not missing, f"{where}: no line for {', '.join(missing)}"


def test_no_operation_has_two_sections():
    titles = [section.title for section in SECTIONS]
    assert len(set(titles)) == len(titles)
