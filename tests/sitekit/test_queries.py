"""The lists of queries are read, and what is wrong in one is told with its line."""

import pytest

from sitekit.problem import ProblemError
from tests import queries

LIST = """\
# What people type.

[[query]]
text = "one at a time"
answers = ["learn/locks/#what-a-lock-does"]

[[query]]
text = "wait"
kind = "question"
answers = [
  "learn/locks/",
  "guides/wait/",
]
"""
SECTIONS = ["learn/locks/", "learn/locks/#what-a-lock-does", "guides/wait/"]


def test_a_query_has_its_text_and_its_answers_with_their_lines():
    one, two = queries.parsed(LIST, "a.toml")
    assert (one.text, one.answers) == ("one at a time", (SECTIONS[1],))
    assert (one.place, one.line, dict(two.lines)) == (
        "a.toml",
        3,
        {"learn/locks/": 11, "guides/wait/": 12},
    )
    assert list(queries.astray([one, two], SECTIONS)) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "wrong"),
    [
        ('"wait"', '"wait', 8, "it is no TOML"),
        ("[[query]]", "[[queries]]", 1, "it is no list of queries"),
        ("kind", "knid", 9, "'knid' cannot be"),
        ('"wait"', "1", 8, "'text' cannot be"),
        ('text = "wait"\n', "", 7, "a query without 'text'"),
        ('["learn/locks/#what-a-lock-does"]', "[]", 3, "a query without 'answers'"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_with_its_line(before, after, line, wrong):
    with pytest.raises(ProblemError) as told:
        queries.parsed(LIST.replace(before, after, 1), "a.toml")
    assert str(told.value).startswith(f"a.toml:{line}: {wrong}")
    assert "\n  " in str(told.value)


@pytest.mark.parametrize(
    ("before", "after", "line", "nearest"),
    [
        ("what-a-lock-does", "what-locks-do", 5, "learn/locks/#what-a-lock-does"),
        ("learn/locks/#", "guides/lock/#", 5, "learn/locks/#what-a-lock-does"),
        ('"guides/wait/"', '"guides/wait"', 12, "guides/wait/"),
        ('"guides/wait/"', '"guide/waits/"', 12, "guides/wait/"),
    ],
)
def test_an_answer_that_is_no_section_is_told_with_the_nearest(
    before, after, line, nearest
):
    asked = queries.parsed(LIST.replace(before, after, 1), "a.toml")
    (problem,) = queries.astray(asked, SECTIONS)
    assert str(problem).startswith(f"a.toml:{line}: '")
    assert f"Did you mean '{nearest}'?" in problem.advice


def test_an_answer_that_nothing_is_like_is_told_alone():
    (problem,) = queries.astray(queries.parsed(LIST, "a.toml")[:1], ["x"])
    assert problem.advice.startswith("An address ends")


def test_a_query_that_is_a_heading_is_told():
    (problem,) = queries.headings(queries.parsed(LIST, "a.toml"), ["Wait", "One"])
    assert str(problem).startswith("a.toml:7: 'wait' is a heading")
