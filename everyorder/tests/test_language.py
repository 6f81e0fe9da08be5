"""LANGUAGE.md says what each operation does that others see; the engine must know it.

Every program there races in the operation of its section, so the engine may not say
that it holds. What it refuses, the section names. Its index has every section, every
syntax node and every special method, so that none can go without a word.
"""

import sys
from collections.abc import Iterator

import pytest
from complaints import none
from language import (
    LANGUAGE,
    WHERE,
    Section,
    doubled,
    lost,
    sections,
    unplaced,
    untold,
)
from python_lists import REWRITTEN, anywhere

from everyorder import explore
from everyorder.instrument.nodes import KIND, PASSES
from everyorder.instrument.program import ProgramError, load_source

LENGTH = 25  # lines of a program
PAGE = LANGUAGE.read_text("utf-8")
SECTIONS = sections(PAGE)
RUN = [s for s in SECTIONS if s.program and s.since <= sys.version_info[:2]]
ENDINGS = ("raises", "deadlock", "hangs")  # which every order may have

# --- the programs


def found(program: str) -> tuple[str, str]:
    """The engine's verdict on a program that must give the same, and its sentence."""
    try:
        report = explore(load_source(program), same_output=True)
        if report.verdict in ENDINGS and _always(program, report.verdict):
            return "holds", f"In every order: {report.sentence()}"
    except ProgramError as error:
        return error.verdict, str(error)
    return report.verdict, report.sentence()


def _always(program: str, ending: str) -> bool:
    """Whether every order ends so, and not just some."""
    return explore(load_source(program), expect=ending).verdict == "holds"


def no_python(section: Section) -> list[str]:
    """What the compiler has against the program."""
    try:
        compile(section.program, WHERE, "exec", dont_inherit=True)
    except SyntaxError as error:
        line = section.program_line + (error.lineno or 1) - 1
        return [
            f"{WHERE}:{line}, {section.title}: {error.msg}. Mend the program; or, if it"
            " is for a newer Python, say so in the section: - Since 3.14."
        ]
    return []


def wrong(section: Section) -> list[str]:
    """What is wrong with a section whose program can be run, and what to do."""
    if complaints := no_python(section):
        return complaints
    verdict, sentence = found(section.program)
    where = f"{WHERE}:{section.program_line}, {section.title}: {sentence}"
    if section.says("Refused"):
        return [f"{where}\n{RUNS}"] if verdict != "unsupported" else []
    advice = ADVICE.get(verdict)
    return [f"{where}\n{advice}"] if advice else []


RUNS = (
    "The section says that the engine refuses this. If it now runs it soundly, remove"
    " the line **Refused**."
)
ADVICE = {
    "unsupported": (
        "Support the operation; or, if the engine cannot answer for it, add a line"
        " **Refused** with the reason to the section."
    ),
    "holds": (
        "The two threads must race in this operation, so that some order prints"
        " something else. First look at the program: does one thread change what the"
        " operation of the other reads, and does it print what came of it? If so, the"
        " engine misses the race: give the operation a switch point that touches the"
        " places under Reads and Writes, and steps for what it may call."
    ),
    "wrong use": "Mend the program.",
}


@pytest.mark.parametrize("section", RUN, ids=lambda section: section.title)
def test_the_engine_finds_two_outcomes_of(section):
    none(wrong(section))


RACE = """\
import threading
def one(): {}
def two(): {}
x = [1]
threads = [threading.Thread(target=target) for target in (one, two)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(x)
"""


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("x.append(2)", "x.append(3)", None),
        ("x.remove(1)", "x.remove(1) if x else 0", None),
        ("pass", "x.append(3)", "LANGUAGE.md:14, `a`: Holds in every order"),
        ("1 / 0", "x.append(3)", "LANGUAGE.md:14, `a`: In every order: Raises at line"),
        ("x = = 1", "pass", "LANGUAGE.md:15, `a`: invalid syntax. Mend the program"),
        ("import socket", "pass", "LANGUAGE.md:14, `a`: Unsupported at line 2"),
    ],
)
def test_a_program_that_does_not_race_is_told(one, two, said):
    text = f"### `a`\n\n\n\n```python\n{RACE.format(one, two)}```\n"
    complaints = wrong(Section("`a`", 9, text))
    assert len(complaints) == bool(said)
    assert all(f"everyorder/{said}" in each for each in complaints)


def test_a_program_that_is_said_to_be_refused_and_is_not_is_told():
    program = RACE.format("x.append(2)", "x.append(3)")
    text = f"### `a`\n\n- **Refused**: why.\n```python\n{program}```\n"
    (said,) = wrong(Section("`a`", 9, text))
    assert said.endswith("remove the line **Refused**.")


# --- the sections


def incomplete(section: Section) -> Iterator[str]:
    """What a section lacks, or has too much."""
    program = section.program
    if section.says("Atomic"):
        if program:
            yield "is Atomic, and cannot race: take out the program, or that line"
        return
    if not program:
        yield "has no program: write one that races in it, or say that it is **Atomic**"
        return
    for word in ("Reads", "Writes", "May call"):
        if not section.says(word):
            yield f"has no line **{word}**: add it, with `nothing` if it is nothing"
    if program.count("\n") > LENGTH:
        yield f"has over {LENGTH} lines in its program: make it shorter"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_a_section_is_complete(section):
    none(f"{section.where}: the section {lack}." for lack in incomplete(section))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n- **Atomic**: why.\n", []),
        ("\n- **Atomic**: why.\n```python\n1\n```\n", ["is Atomic"]),
        ("", ["has no program"]),
        (
            "\n- **Reads** a\n```python\n" + "1\n" * 26 + "```\n",
            ["has no line **Writes**", "has no line **May call**", "has over 25 lines"],
        ),
    ],
)
def test_what_a_section_lacks_is_told(text, said):
    complaints = list(incomplete(Section("`a`", 9, text)))
    assert len(complaints) == len(said)
    assert all(map(str.startswith, complaints, said))


def test_no_operation_has_two_sections():
    none(doubled(PAGE))


# --- the index

# Syntax nodes that only hold others. (Those in lower case are parts of a node.)
HOLDERS = {"Module", "Expr"}
# Methods that no operation of the language calls: for pickle, copy, sys and help.
UNCALLED = {
    *("__getnewargs__", "__getstate__", "__setstate__"),
    *("__reduce__", "__reduce_ex__", "__replace__", "__sizeof__", "__getformat__"),
    *("__subclasses__", "__subclasshook__", "__alloc__", "__base__"),
}
# Special methods that not every Python has in a builtin type.
MORE = {"__getattr__", "__aenter__", "__aexit__", "__slots__", "__match_args__"}
MORE |= {"__deepcopy__", "__length_hint__", "__buffer__", "__release_buffer__"}
OPERATORS = "add sub mul matmul truediv floordiv mod pow lshift rshift and xor or"
MORE |= {f"__{way}{name}__" for way in ("", "r", "i") for name in OPERATORS.split()}


def test_the_index_has_every_section_and_leads_to_one():
    none([*lost(PAGE), *unplaced(PAGE)])


def test_every_syntax_node_has_a_section():
    passing = {name for name, reason in PASSES.items() if reason != KIND}
    named = {name for name in REWRITTEN | passing if name[0].isupper()} - HOLDERS
    none(untold(PAGE, named, "syntax node"))


def test_every_special_method_has_a_section():
    none(untold(PAGE, (anywhere("special") | MORE) - UNCALLED, "special method"))


SMALL = """\
# Page

### `a`

### A property

## Index

- `If`, `IfExp` → `a` · A proprty
"""


def test_a_section_that_is_gone_is_told():
    (said,) = lost(SMALL)
    assert said == (
        "everyorder/LANGUAGE.md:9: the index leads from If and IfExp to the section"
        ' "A proprty", which is not there. Put the section back; or write its new title'
        ' here: is it "A property"?'
    )


def test_a_section_that_no_line_of_the_index_has_is_told():
    (said,) = unplaced(SMALL)
    assert said.startswith(
        "everyorder/LANGUAGE.md:5, A property: no line of the index leads here."
    )


def test_a_name_without_a_line_in_the_index_is_told():
    (said,) = untold(SMALL, ["If", "While"], "syntax node")
    assert said.startswith(
        "everyorder/LANGUAGE.md:9: the index has no line for the syntax node While."
    )
    assert said.endswith("- `While` → the section's title")


def test_a_title_that_stands_twice_is_told():
    (said,) = doubled(SMALL + "\n### `a`\n")
    assert said.startswith("everyorder/LANGUAGE.md:11, `a`: line 3 begins a section")
