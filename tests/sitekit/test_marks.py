"""A mark is one entry, read and never run; people are shown what the code says."""

import dataclasses

import pytest

from sitekit.pages.marks import (
    FREE,
    MARKS,
    Claims,
    Ending,
    MarkError,
    Measuring,
    claims_of,
    hangs,
    read_mark,
    table,
)
from sitekit.rules import Rule
from tests.conftest import ROOT

READ = {
    "output(order='any')": Claims(rule=Rule(order="any")),
    r'output(like=r"\d+")': Claims(rule=Rule(like=r"\d+")),
    'exits("ValueError", code=3)': Claims(ending=Ending(3, "ValueError", stderr=True)),
    'stderr("x")': Claims(ending=Ending(0, "x", stderr=True)),
    'hangs(1, "waits")': Claims(ending=Ending(None, "waits", seconds=1)),
    "hangs(0.5)": Claims(ending=Ending(None, seconds=0.5)),
    "output(like=None)": Claims(),
    "hangs(1)": Claims(ending=Ending(None, seconds=1)),
    'since("3.13")': Claims(since=(3, 13)),
    'needs("screen", "fork")': Claims(needs=frozenset({"screen", "fork"})),
    'one_order("opens a window")': Claims(one_order="opens a window"),
    "measured": Claims(measured=Measuring()),
    'measured(speed_up="a / b", computes=True)': Claims(
        measured=Measuring(("a", "b"), computes=True)
    ),
    'measured(ascending="a < b < c")': Claims(
        measured=Measuring(ascending=("a", "b", "c"))
    ),
    'kept("the lock", "why")': Claims(kept=(("the lock", "why"),)),
}


@pytest.mark.parametrize(("text", "claims"), READ.items(), ids=READ.keys())
def test_a_mark_sets_one_claim(text, claims):
    assert claims_of([f"pytest.mark.{text}"]) == claims


def test_every_mark_is_read_in_a_test_and_every_example_can_be_read():
    assert {text.partition("(")[0] for text in READ} == set(MARKS)
    for mark in MARKS.values():
        for call, _ in mark.examples:
            assert read_mark(f"pytest.mark.{call}")[0] is mark


REFUSED = {
    "ouput()": "there is no mark 'ouput'. Did you mean 'output'? The marks are exits,",
    "xyz": "there is no mark 'xyz'. The marks are exits, hangs,",
    "hangs.output()": "it begins with 'pytest.mark.hangs', not with 'pytest.mark'",
    "hangs(**{'seconds': 1})": "keywords must be strings",
    "output(order='up')": "'exact' or 'any'",
    "output(ordr='any')": "unexpected keyword argument 'ordr'. Usage: output",
    "output(like='(')": "unterminated subpattern",
    "hangs()": "missing a required argument: 'seconds'",
    "hangs(print('ran'))": "plain values",
    "hangs(1": "cannot be read",
    "needs('luck')": "'screen' or 'fork'",
    "needs()": "'screen' or 'fork'",
    "since('new')": "two numbers",
    "since('3.13rc1')": "two numbers",
    "since('3')": "two numbers",
    "since(3.13)": "cannot be 3.13: text stands in quotes. Usage: since(version: str)",
    "since(3.10)": 'Such as since("3.13").',
    "needs(screen)": 'screen stands without quotes. Values are never looked up: write "',
    "output(order=a.b)": "a.b stands without quotes",
    "hangs('1')": "seconds cannot be '1'. Usage: hangs(seconds: float",
    "hangs((1, 2))": "seconds cannot be",
    "exits(3)": "text cannot be 3",
    "needs('fork', 3)": "what cannot be 3",
    "output(glued='no')": "glued cannot be 'no'",
    "one_order('')": "say the reason",
    "kept('the join', ' ')": "say which tool, and the reason",
    "measured(speed_up='faster')": "two labels",
    "measured(speed_up='one / ')": "two labels",
    "measured(speed_up=' / two')": "two labels",
    "measured(ascending='tasks')": "two labels",
    "measured(ascending='tasks < ')": "two labels",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items(), ids=REFUSED.keys())
def test_a_mark_that_cannot_be_read_says_how_to_write_it(text, said, capsys):
    with pytest.raises(MarkError) as refused:
        read_mark(f"pytest.mark.{text}")
    assert said in str(refused.value)
    assert capsys.readouterr().out == ""


def test_two_marks_for_one_field_are_refused_but_repeated_ones_add_up():
    kept = [f'pytest.mark.kept("{tool}", "why")' for tool in "ab"]
    assert claims_of(kept).kept == (("a", "why"), ("b", "why"))
    with pytest.raises(MarkError, match="another mark above this program"):
        claims_of(["pytest.mark.hangs(1)", 'pytest.mark.exits("x")'])


def test_what_no_run_is_held_to_leaves_the_fingerprint_alone():
    free = claims_of(['pytest.mark.one_order("x")', 'pytest.mark.kept("a", "b")'])
    assert free.held() == Claims().held() == {}
    assert claims_of(["pytest.mark.hangs(1)"]).held() == {
        "ending": "Ending({'status': None, 'seconds': 1})"
    }
    needs = claims_of(['pytest.mark.needs("screen", "fork")'])
    assert needs.held() == {"needs": "['fork', 'screen']"}


def test_pytest_is_told_how_a_mark_is_written_and_what_it_means():
    assert MARKS["hangs"].usage == (
        "hangs(seconds: float, text: str = ''): it must still be running after so many"
        " seconds"
    )


@pytest.mark.parametrize(
    ("mark", "merged"),
    [('exits("", code=0)', True), ('stderr("x")', True), ("hangs(1)", True)],
)
def test_a_page_shows_both_streams_where_a_program_may_not_end_quietly(mark, merged):
    assert claims_of([f"pytest.mark.{mark}"]).ending.merged is merged
    assert Claims().ending.merged is False


def test_every_claim_is_held_or_named_as_free():
    fields = {field.name for field in dataclasses.fields(Claims)}
    assert set(FREE) < fields
    changed = {
        "ending": hangs(1),
        "rule": Rule("any"),
        "since": (3, 13),
        "needs": {"x"},
    }
    assert set(Claims(**changed).held()) == fields - set(FREE)


def test_contributing_shows_the_table_of_marks():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert table() in text, "Put in what .venv/bin/python -m sitekit marks prints."


@pytest.mark.parametrize(
    ("text", "wrong", "advice"),
    [
        ('hangs("a. b")', "seconds cannot be 'a. b'", "Usage: hangs(seconds: float"),
        ("hang(1)", "there is no mark 'hang'", "Did you mean 'hangs'? The marks are"),
        ("hangs(1", "it cannot be read", "Write a name and plain values: <!--pytest."),
        ("output(like='(')", "missing ), unterminated", "Usage: output("),
    ],
)
def test_what_is_wrong_with_a_mark_and_what_to_do_are_two(text, wrong, advice):
    with pytest.raises(MarkError) as refused:
        read_mark(f"pytest.mark.{text}")
    assert refused.value.wrong.startswith(wrong)
    assert refused.value.advice.startswith(advice)
    assert refused.value.advice.endswith((".", "-->"))


def test_a_mistake_inside_a_mark_is_no_mistake_of_its_page(monkeypatch):
    def broken(seconds: float):
        """a mark with a mistake in it"""
        return seconds + "s"

    monkeypatch.setitem(
        MARKS, "hangs", dataclasses.replace(MARKS["hangs"], read=broken)
    )
    with pytest.raises(TypeError, match="unsupported operand"):
        read_mark("pytest.mark.hangs(1)")
