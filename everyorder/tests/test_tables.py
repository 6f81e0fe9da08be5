"""What is wrong with a table is said with its file, its line, its name and a remedy."""

from pathlib import Path

import pytest
from tables import (
    Table,
    absent,
    doubled,
    in_two,
    misread,
    parts_without_need,
    read,
    unknown,
)

SOURCE = """\
import builtins as b

WHY = "a reason"
READS = set(["get",
    "keys",
    "get"])
READS |= {"items", *("copy",)}
PASSES: dict[str, str] = {
    **dict.fromkeys(["Add", "Sub"], WHY),
    "Mult": "a text that is no entry",
}
LAZY = {b.map, b.zip}
MADE = {name for name in READS}
"""


def table(title: str) -> Table:
    return read(Path("a.py"), title, SOURCE)


def written(title: str, *names: str) -> Table:
    """A table with one name a line, from line 1."""
    return Table(title, "a.py", 1, {name: [n + 1] for n, name in enumerate(names)})


@pytest.mark.parametrize(
    ("title", "line", "entries"),
    [
        ("READS", 4, {"get": [4, 6], "keys": [5], "items": [7], "copy": [7]}),
        ("PASSES", 8, {"Add": [9], "Sub": [9], "Mult": [10]}),
        ("LAZY", 12, {"map": [12], "zip": [12]}),
        ("MADE", 13, {}),
    ],
)
def test_a_table_is_read_with_the_line_of_each_entry(title, line, entries):
    assert table(title) == Table(title, "a.py", line, entries)


def test_a_table_that_is_computed_is_told():
    assert misread(table("READS"), {"get", "keys", "items", "copy"}) == []
    (said,) = misread(table("MADE"), {"get"})
    assert said.startswith("a.py:13: MADE is not written as a literal of its names")
    assert "(get)" in said


def test_a_name_that_a_table_has_twice_is_told():
    assert doubled(table("READS")) == [
        "a.py:4: READS has 'get' a second time at line 6. Take one of them out."
    ]
    assert doubled(table("LAZY")) == []


def test_a_name_that_two_tables_have_is_told():
    one, other = written("REFUSED", "http", "ssl"), written("PURE", "re", "ssl")
    assert in_two([one, other]) == [
        "a.py:2: REFUSED has 'ssl', and PURE has it at a.py:2."
        " Only one can be right: take it out of the other."
    ]


def test_a_name_that_is_nothing_is_told_with_what_it_may_mean():
    bad = written("REFUSED", "sockett", "ssl", "zzz")
    assert unknown(bad, {"socket", "ssl"}, "module") == [
        "a.py:1: REFUSED has 'sockett', which is no module of any Python at hand."
        " Is 'socket' meant? Mend the spelling, or take the entry out.",
        "a.py:3: REFUSED has 'zzz', which is no module of any Python at hand."
        " Mend the spelling, or take the entry out.",
    ]


def test_a_name_that_is_missing_is_told_with_what_may_be_it():
    bad = written("PASSES", "Slicee", "Add")
    assert absent(bad, {"Slice", "Add"}, "a node", "Add it.") == [
        "a.py:1: PASSES lacks 'Slice', a node. Add it."
        " Or is 'Slicee' at line 1 meant to be it?"
    ]
    assert absent(written("PASSES", "Add"), {"Add"}, "a node", "Add it.") == []


def test_a_part_is_told_of_whose_package_a_table_says_otherwise():
    modeled = written("MODELED", "asyncio", "logging")
    refused = written("REFUSED", "http", "logging.handlers", "urllib.request")
    both = [modeled, refused]
    (said,) = parts_without_need(both, {})
    assert said.startswith(
        "a.py:2: REFUSED has 'logging.handlers', and MODELED has 'logging', of which"
        " that is a part, at a.py:2."
    )
    assert "PARTS" in said
    stands = {"logging.handlers": "REFUSED in MODELED"}
    assert parts_without_need(both, stands) == []


def test_a_part_is_told_that_its_package_brings_into_the_same_table():
    (said,) = parts_without_need([written("REFUSED", "http", "http.client")], {})
    assert said.endswith("The package says it all: take the part out.")
