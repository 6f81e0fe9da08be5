"""What was measured, as bars: on one axis, with words, and in no color of its own."""

import re

import pytest

from sitekit.publishing import plots
from sitekit.records.measurements import Unrecorded
from tests.sitekit.made import made

RECORD = {
    "date": "2026-01-02",
    "machine": "2 cores",
    "runs": 5,
    "builds": {
        "default": {
            "python": "CPython 3.11.7",
            "numbers": {
                "in a row": ["2.00", "s", "1.50", "4.00"],
                "in threads": ["1.00", "s", "1.00", "1.00"],
            },
        },
        "free-threaded": {
            "python": "CPython 3.13.15, free-threaded build",
            "numbers": {"in a row": ["3.00", "s", "3.00", "3.00"]},
        },
    },
}


def test_bars_are_as_long_as_their_numbers_on_one_axis():
    figure = plots.plot(made(), RECORD)
    widths = [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)%"', figure)]
    assert [round(w / widths[-1], 1) for w in widths] == [2.0, 3.0, 1.0]
    assert max(widths) < plots.FIELD


def test_a_line_goes_from_the_least_to_the_most_on_the_same_axis():
    figure = plots.plot(made(), RECORD)
    bar = float(re.search(r'<rect [^>]*width="([\d.]+)%"', figure)[1])  # 2 seconds
    lines = re.findall(r'<line [^>]*x1="([\d.]+)%" x2="([\d.]+)%"', figure)
    ends = [tuple(float(x) / (bar / 2) for x in line) for line in lines]
    expected = [(1.5, 4.0), (3.0, 3.0), (1.0, 1.0)]
    assert [tuple(round(x, 1) for x in line) for line in ends] == expected


@pytest.mark.parametrize(("unit", "said"), [("s", True), ("MB/s", False), ("", False)])
def test_shorter_is_said_to_be_better_of_times_alone(unit, said):
    numbers = {"in a row": ["1", unit, "1", "1"]}
    record = {**RECORD, "builds": {"default": {"python": "3.11", "numbers": numbers}}}
    assert ("Shorter is better." in plots.plot(made(), record)) is said


def test_the_numbers_stand_in_words_for_those_who_do_not_see_it():
    figure = plots.plot(made(), RECORD)
    described = re.search(r"<desc[^>]*>(.*?)</desc>", figure)[1]
    assert described.startswith("in a row: 2.00 s on 3.11, 3.00 s on 3.13t, GIL off.")
    assert 'role="img"' in figure
    assert not re.search(r'(fill|stroke|style)="', figure)
    assert "\n\n" not in figure


def test_numbers_of_two_units_have_no_axis():
    numbers = {"time": ["1", "s", "1", "1"], "memory": ["1", "MB", "1", "1"]}
    record = {**RECORD, "builds": {"default": {"python": "3.11", "numbers": numbers}}}
    with pytest.raises(Unrecorded, match="different units"):
        plots.plot(made(), record)
