"""Each output rule lets vary what it says, and nothing more."""

import re
from pathlib import Path

import pytest

from sitekit.rules import EXACT, Rule, accepts_too_much, neutral

ANY = Rule(order="any")


def test_exact_forgives_only_space_at_line_ends():
    assert EXACT.keeps("a\nb\n", "a \nb\n\n")
    assert not EXACT.keeps("a\nb\n", "b\na\n")
    assert not EXACT.keeps("a\n", " a\n")


@pytest.mark.parametrize("wrote", ["b\na\n", "ab\n\n", "ba\n\n", "a\nb"])
def test_any_order_takes_lines_in_any_order_even_glued(wrote):
    assert ANY.keeps("a\nb\n", wrote)


@pytest.mark.parametrize("wrote", ["a\n", "a\nb\nb\n", "a\nc\n", "", "a\nb\nx\n"])
def test_any_order_misses_no_line_and_adds_none(wrote):
    assert not ANY.keeps("a\nb\n", wrote)


def test_any_order_splits_a_glued_line_where_it_can_be_split():
    assert ANY.keeps("ab\na\nb\n", "aabb\n\n\n")


def test_a_line_that_is_shown_twice_must_be_glued_twice():
    shown = "a\na\na\nb\n"
    assert ANY.keeps(shown, "aaab\n\n\n\n")
    assert not ANY.keeps(shown, "aab\n\n\n")
    assert not ANY.keeps(shown, "aaaab\n\n\n\n")


def test_a_flood_of_text_is_refused_without_a_search():
    assert not ANY.keeps("a\n" * 6_000, "a" * 6_000)


def test_glued_lines_can_be_refused():
    strict = Rule(order="any", glued=False)
    assert strict.keeps("a\nb\n", "b\na\n")
    assert strict.keeps("b\na\n", "a\nb\n")
    assert not strict.keeps("a\nb\n", "ab\n\n")


def test_a_pattern_holds_the_text_around_it():
    rule = Rule(like=r"\d+\.\d+ s")
    assert rule.keeps("took 1.00 s\n", "took 23.4 s\n")
    assert not rule.keeps("took 1.00 s\n", "lasted 1.00 s\n")
    assert not rule.keeps("took 1.00 s\n", "took long\n")
    assert not Rule(like=r"\d+").keeps("took 1 s\n", "took  s\n")


def test_an_ellipsis_stands_for_any_text():
    assert Rule(ellipsis=True).keeps("a ... z\n", "a b\nc z\n")
    assert not Rule(ellipsis=True).keeps("a ... z\n", "a b\n")


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": "up"},
        {"like": "("},
        {"ellipsis": True, "order": "any"},
        {"ellipsis": True, "like": "x"},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(wrong):
    with pytest.raises((TypeError, re.error)):
        Rule(**wrong)


def test_tracebacks_lose_folders_library_frames_and_carets():
    text = (
        'Traceback (most recent call last):\n  File "/tmp/x/a.py", line 1, in <module>\n'
        "    work()\n    ~~~~^^\n"
        '  File "/usr/lib/python3.13/threading.py", line 7, in start\n    self.go()\n'
        "    ^^^^^^^^^\nValueError: no\n    ^ not a caret line\n"
    )
    assert neutral(text, Path("/tmp/x")) == (
        'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n'
        "    work()\nValueError: no\n    ^ not a caret line\n"
    )


def test_frames_that_are_of_no_file_are_lost_with_their_lines():
    text = (
        '  File "<frozen runpy>", line 198, in _run_module_as_main\n'
        '  File "a.py", line 2, in <module>\n    ~mask\n'
    )
    assert neutral(text, Path("/x")) == text.partition("\n")[2]


def test_what_only_looks_like_a_traceback_is_kept():
    text = (
        "    ^^^\n    the price went up\n"
        'see   File "/usr/lib/python3.13/threading.py", line 7\n    for more\n'
    )
    assert neutral(text, Path("/tmp/x")) == text


@pytest.mark.parametrize(
    ("rule", "shown", "loose"),
    [
        (Rule(like=r"\d+\.\d+"), "took 0.5 s\n", None),
        (Rule(like=r"\w+$"), "took 0.5 s\n", None),
        (Rule(like=r"took .*"), "took 0.5 s\nand ended\n", None),
        (Rule(like=r"[a-z]+"), "Ada took 0.5 s\n", ("Ada", "Adaq")),
        (Rule(like=r"\d+|[a-z]+"), "1 of 2 Ada\n", ("Ada", "Adaq")),
        (Rule(like=r"(?<=1)\d*"), "bus 12\n", ("12", "120")),
        (Rule(like="ab|xq?"), "abx\n", ("abx", "abxq")),
        (Rule(ellipsis=True), "a ... b\n", None),
        (Rule(ellipsis=True), "a... b\n", ("a", "aq")),
        (Rule(order="any"), "a\nb\n", None),
        (EXACT, "a\n", None),
    ],
)
def test_a_rule_that_also_takes_a_false_word_is_found(rule, shown, loose):
    assert accepts_too_much(rule, shown) == loose
