"""Measured numbers are quoted as they are recorded, and must be possible."""

import pytest

from sitekit.pages.marks import Measuring
from sitekit.records import measurements
from sitekit.records.store import Records
from tests.sitekit.made import made

NBSP = "\N{NO-BREAK SPACE}"


PRINTED = "Two loads:\none: 1,200.50 s\ntwo: 3\nbad: x\na: b: 1 ms\n"
SPEEDY = Measuring(("one thread", "two threads"), computes=True)
TAKEN = {
    "one thread": ["1.50", "s", "1.40", "1.60"],
    "two threads": ["0.80", "s", "0.80", "0.80"],
}
RECORD = {
    "date": "2026-01-02",
    "machine": "2 cores",
    "runs": 5,
    "builds": {
        "default": {"python": "CPython 3.13.1", "numbers": TAKEN},
        "free-threaded": {
            "python": "CPython 3.14.2, free-threaded",
            "numbers": {**TAKEN, "rows": ["1,000", "", "1,000", "1,000"]},
        },
        "free-threaded+gil": {
            "python": "CPython 3.14.2, free-threaded",
            "numbers": TAKEN,
        },
    },
}


def test_numbers_are_the_lines_with_a_label_and_a_number():
    assert measurements.numbers(PRINTED) == {
        "one": ("1,200.50", "s"),
        "two": ("3", ""),
    }


def test_a_summary_has_the_median_and_the_spread_with_the_digits_as_printed():
    runs = [
        {"time": (text, "ms"), "rows": (rows, "")}
        for text, rows in (("1,300.5", "7"), ("90.25", "9"), ("1,200.0", "7"))
    ]
    assert measurements.summary(runs) == {
        "time": ["1,200.0", "ms", "90.2", "1,300.5"],
        "rows": ["7", "", "7", "9"],
    }


def test_a_measurement_is_current_as_long_as_its_program_is(tmp_path, a_file):
    records = Records(tmp_path)
    assert not measurements.is_current(a_file, records)
    records.put(a_file, "measured", {"of": measurements.timed(a_file)})
    assert measurements.is_current(a_file, records)
    a_file.file.write_text("x = 2\n")
    assert not measurements.is_current(a_file, records)


def test_a_comment_takes_no_time_so_that_its_program_stays_measured(tmp_path, a_file):
    records = Records(tmp_path)
    a_file.file.write_text("x = 1  # one\n")
    records.put(a_file, "measured", {"of": measurements.timed(a_file)})
    a_file.file.write_text("# --8<-- [start:a]\n# just one\nx = 1\n# --8<-- [end:a]\n")
    assert measurements.is_current(a_file, records)
    a_file.file.write_text("x = = 1\n")
    assert not measurements.is_current(a_file, records)


def test_one_number_is_quoted_with_its_unit_and_a_ratio_without():
    program = made(measured=SPEEDY)
    for label, quoted in {
        "one thread": f"1.50{NBSP}s",
        "rows": "1,000",
        "speed-up": "1.88",
    }.items():
        assert measurements.quote(program, RECORD, "free-threaded", label) == quoted


@pytest.mark.parametrize(
    ("build", "label"), [("default", "rows"), ("gone", "one thread"), ("gone", "speed-up")]
)  # fmt: skip
def test_a_number_that_is_not_recorded_is_answered_with_those_that_are(build, label):
    with pytest.raises(measurements.Unrecorded) as told:
        measurements.quote(made("two_loads.py", measured=SPEEDY), RECORD, build, label)
    assert str(told.value).startswith(
        f"two_loads has no number '{build} | {label}'; there are: default | one thread;"
        " default | two threads; default | speed-up; free-threaded | one thread;"
    )


def test_without_two_labels_there_is_no_speed_up():
    with pytest.raises(measurements.Unrecorded) as told:
        measurements.quote(made(measured=Measuring()), RECORD, "default", "speed-up")
    assert str(told.value).count("speed-up") == 1
    table = measurements.table(made(measured=Measuring()), RECORD)
    assert "peed-up" not in table
    assert table.endswith("CPython 3.14.2, free-threaded.*\n{ .measured }")


def test_a_table_has_all_numbers_of_all_builds_their_spread_and_where():
    time = f"1.50{NBSP}s (1.40{measurements.TO}1.60)"
    assert measurements.table(made(measured=SPEEDY), RECORD).splitlines() == [
        "|  | 3.13 | 3.14t, GIL off | 3.14t, GIL on |",
        "| --- | --: | --: | --: |",
        f"| one thread | {time} | {time} | {time} |",
        "| two threads |" + f" 0.80{NBSP}s |" * 3,
        "| rows |  | 1,000 |  |",
        "| **speed-up** | **1.88** | **1.88** | **1.88** |",
        "",
        "*Medians of 5 runs, with the least and the most in parentheses; January 2,"
        " 2026, on 2 cores. CPython 3.13.1; CPython 3.14.2, free-threaded. Speed-up:"
        " one thread divided by two threads.*",
        "{ .measured }",
    ]


def on(build, before, after):
    """A record of one build, whose two ways took from least to most."""
    numbers = {"one thread": [before[0], "s", *before]}
    numbers["two threads"] = [after[0], "s", *after]
    return {"builds": {build: {"python": "CPython 3.13.1", "numbers": numbers}}}


SLOW, FAST, BETWEEN = ("1.40", "1.60"), ("1.20", "1.39"), ("1.20", "1.40")


@pytest.mark.parametrize(
    ("computes", "build", "before", "after", "says"),
    [
        (True, "free-threaded", SLOW, FAST, None),
        (True, "free-threaded", SLOW, BETWEEN, "the second is faster there"),
        (True, "free-threaded+gil", SLOW, FAST, "the second cannot be faster there"),
        (True, "default", SLOW, FAST, "the second cannot be faster there"),
        (True, "default", SLOW, BETWEEN, None),
        (True, "default", FAST, SLOW, None),
        (False, "default", SLOW, FAST, None),
        (False, "default", SLOW, BETWEEN, "the second is faster there"),
    ],
)
def test_a_speed_up_is_what_its_page_says_by_more_than_the_spread(
    computes, build, before, after, says
):
    program = made(measured=Measuring(SPEEDY.speed_up, computes))
    wrong = measurements.contradiction(program, on(build, before, after))
    assert wrong == (
        says
        and f"{build} | on CPython 3.13.1, 'one thread' and 'two threads' took"
        f" {before[0]} to {before[1]} and {after[0]} to {after[1]} s, and {says} by"
        " more than the spread"
    )


def test_a_program_without_a_speed_up_has_none_to_contradict():
    assert measurements.contradiction(made(), on("default", FAST, SLOW)) is None


def test_a_mark_whose_number_was_not_recorded_contradicts_the_record():
    program = made(measured=Measuring(("one thread", "three threads")))
    wrong = measurements.contradiction(program, on("default", SLOW, FAST))
    assert wrong == (
        "default | its mark names 'three threads', and there is no such number"
    )


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        (["1.50", "s", "1.50", "1.50"], None),
        (["1,000", "", "999", "1,001"], None),
        (["1.39", "s", "1.40", "1.60"], "1.39 is not within 1.40 to 1.60"),
        (["1.61", "s", "1.40", "1.60"], "1.61 is not within 1.40 to 1.60"),
    ],
)
def test_a_median_lies_within_its_spread(numbers, says):
    record = {"builds": {"default": {"numbers": {"one": numbers}}}}
    wrong = measurements.contradiction(made(), record)
    assert wrong == (says and f"default | one: {says}")


def test_a_speed_up_of_labels_that_were_not_recorded_is_none():
    program = made(measured=Measuring(("one thread", "three threads")))
    for ask in (
        measurements.table,
        lambda *of: measurements.quote(*of, "default", "speed-up"),
    ):
        with pytest.raises(measurements.Unrecorded) as told:
            ask(program, RECORD)
        assert str(told.value) == (
            "its mark names 'three threads', and there is no such number"
        )
        assert told.value.advice == (
            "Write labels that it prints: one thread, two threads."
        )


def test_a_row_that_only_a_newer_build_has_keeps_its_place():
    old, new = dict.fromkeys(("a", "c", "d")), dict.fromkeys(("a", "b", "c"))
    printed = [old, {**new, "d": None}]
    record = {"builds": {str(n): {"numbers": on} for n, on in enumerate(printed)}}
    assert measurements.labels(record) == ["a", "b", "c", "d"]


ASCENDING = Measuring(ascending=("one thread", "two threads"))


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [(FAST, SLOW, True), (BETWEEN, SLOW, False), (SLOW, FAST, False)],
)
def test_numbers_ascend_as_their_mark_says_by_more_than_the_spread(
    before, after, holds
):
    program = made(measured=ASCENDING)
    wrong = measurements.contradiction(program, on("free-threaded", before, after))
    assert wrong == (
        None
        if holds
        else f"free-threaded | on CPython 3.13.1, 'one thread' was {before[0]} to"
        f" {before[1]} and 'two threads' {after[0]} to {after[1]}, and its mark says"
        " that the first is less by more than the spread"
    )


def test_a_label_that_is_to_ascend_must_be_recorded():
    program = made(measured=Measuring(ascending=("one thread", "three threads")))
    wrong = measurements.contradiction(program, on("default", FAST, SLOW))
    assert wrong == (
        "default | its mark names 'three threads', and there is no such number"
    )


def test_a_median_of_nothing_makes_no_speed_up():
    taken = {**TAKEN, "two threads": ["0.00", "s", "0.00", "0.00"]}
    with pytest.raises(measurements.Unrecorded) as told:
        measurements.speed_up(SPEEDY, taken)
    assert "the median of 'two threads' is 0" in str(told.value)
    assert told.value.advice == "Let it print more digits, or run for longer."


@pytest.mark.parametrize("number", ["1.2.3", "1,2", "1,2345", "1.", ".5", "1,234,"])
def test_what_only_looks_like_a_number_is_none(number):
    assert measurements.numbers(f"one: {number} s") == {}


@pytest.mark.parametrize("number", ["7", "1234", "12.50", "1,234", "12,345,678.9"])
def test_a_number_may_have_commas_between_thousands(number):
    assert measurements.numbers(f"one: {number} s") == {"one": (number, "s")}


ONE = {"one": ("1", "s")}


@pytest.mark.parametrize(
    ("runs", "says"),
    [
        ([ONE, {}], "run 2 has no `one`"),
        ([ONE, {**ONE, "two": ("2", "s")}], "run 1 has no `two`"),
        ([{}, {}], "no run has a `label: number unit` line"),
    ],
)
def test_a_run_without_a_number_of_the_others_is_told(runs, says):
    with pytest.raises(measurements.Unrecorded) as told:
        measurements.summary(runs)
    assert str(told.value) == says
    assert told.value.advice == measurements.LET_IT_PRINT
