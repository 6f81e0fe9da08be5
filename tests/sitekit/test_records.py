"""Records are kept as files that show each change, and are told in words that fit."""

import json

import pytest

from sitekit.pages.marks import Measuring
from sitekit.records import measurements, store, versions
from sitekit.records.store import Records
from tests.sitekit.made import made

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def a_file(tmp_path):
    """A program whose file can be changed."""
    (tmp_path / "a.py").write_text("x = 1\n")
    return made("learn/a.py", tmp_path / "a.py")


@pytest.fixture
def records(tmp_path):
    """Records of two programs in two folders, saved."""
    (tmp_path / "learn").mkdir()
    found = Records(tmp_path)
    found.put(made("learn/b.py"), "ran", {"on": {}})
    found.put(made("learn/a.py"), "ran", {"on": {"3.13": ["3.13.1", "2026-01-01"]}})
    found.put(made("learn/a.py"), "proof", {"verdict": "holds"})
    found.put(made("top.py"), "ran", {"on": {}})
    found.engine = "abc"
    found.save()
    return found


def test_records_are_read_as_they_were_saved(tmp_path, records):
    again = Records(tmp_path)
    assert again.engine == "abc"
    assert again.get(made("learn/a.py"), "proof")["verdict"] == "holds"
    assert again.get(made("learn/a.py"), "measured") is None
    assert again.get(made("learn/gone.py"), "ran") is None
    assert sorted(again.kinds("ran")) == ["learn/a.py", "learn/b.py", "top.py"]
    assert sorted(again.kinds("proof")) == ["learn/a.py"]
    assert again.edited() == []


def test_each_folder_has_a_file_sorted_by_program_and_kind(tmp_path, records):
    text = (tmp_path / "learn/records.json").read_text()
    kept = json.loads(text)
    assert list(kept) == ["a.py", "b.py"]
    assert list(kept["a.py"]) == ["proof", "ran"]
    assert text.startswith('{\n "a.py": {\n  "proof": {\n')
    assert text.endswith("}\n")
    assert list(json.loads((tmp_path / "records.json").read_text())) == ["top.py"]
    assert (tmp_path / "engine.json").read_text() == '{"engine": "abc"}\n'


def test_only_what_changed_is_written(tmp_path, records):
    again = Records(tmp_path)
    assert again.save() == []
    again.put(made("top.py"), "ran", {"on": {"3.13": ["3.13.1", "2026-01-01"]}})
    assert again.save() == [tmp_path / "records.json"]


def test_a_file_without_records_goes(tmp_path, records):
    again = Records(tmp_path)
    again.drop(made("top.py"), "ran")
    again.drop(made("top.py"), "ran")
    again.drop(made("never.py"), "ran")
    assert again.save() == []
    assert not (tmp_path / "records.json").exists()
    again = Records(tmp_path)
    assert again.gone([made("learn/b.py")]) == ["learn/a.py"]
    again.keep([made("learn/b.py")])
    assert again.gone([made("learn/b.py")]) == []
    assert again.save() == [tmp_path / "learn/records.json"]
    assert list(json.loads((tmp_path / "learn/records.json").read_text())) == ["b.py"]


def test_without_an_engine_no_file_names_one(tmp_path):
    found = Records(tmp_path)
    assert found.engine == ""
    assert found.save() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after", "edited"),
    [
        ('"holds"', '"output"', [("learn/a.py", "proof")]),
        ('"3.13.1"', '"3.13.2"', [("learn/a.py", "ran")]),
        ('"proof"', '"tools"', [("learn/a.py", "tools")]),
        ('"b.py"', '"c.py"', [("learn/c.py", "ran")]),
        ('"seal"', '"sael"', [("learn/a.py", "proof"), ("learn/a.py", "ran"), ("learn/b.py", "ran")]),
    ],
)  # fmt: skip
def test_a_seal_is_of_program_kind_and_contents(
    tmp_path, records, before, after, edited
):
    file = tmp_path / "learn/records.json"
    file.write_text(file.read_text().replace(before, after))
    assert Records(tmp_path).edited() == [(file, *which) for which in edited]


def test_a_seal_has_not_the_order_of_what_it_seals():
    one, two = store._seal("a", "b", {"x": 1, "y": 2}), {"y": 2, "x": 1}
    assert store._seal("a", "b", {**two, "seal": one}) == one


def test_a_day_is_told_in_words():
    assert store.words("2026-11-02") == "November 2, 2026"


# Which Pythons


NAMES = ["3.9", "3.10", "3.11", "3.13", "3.13t", "3.14t"]


def test_pythons_are_sorted_by_version_and_then_by_build():
    on = [dict.fromkeys(reversed(NAMES)), {"3.9": None}]
    assert versions.pythons({"on": names} for names in on) == NAMES


@pytest.mark.parametrize(
    ("names", "listed", "span"),
    [
        ([], "", ""),
        (["3.11"], "3.11", "3.11"),
        (["3.11", "3.12"], "3.11 and 3.12", "3.11 and 3.12"),
        (["3.11", "3.12", "3.13"], "3.11, 3.12 and 3.13", "3.11 to 3.13"),
        (["3.11", "3.13t"], "3.11 and 3.13t", "3.11 and 3.13t"),
        (
            NAMES,
            "3.9, 3.10, 3.11, 3.13, 3.13t and 3.14t",
            "3.9 to 3.13, 3.13t and 3.14t",
        ),
    ],
)
def test_pythons_are_listed_whole_or_from_the_oldest_to_the_newest(names, listed, span):
    assert versions.listed(names) == listed
    assert versions.span(names) == span


def test_a_sentence_names_the_pythons_that_ran_a_program_as_it_is(tmp_path, a_file):
    records = Records(tmp_path)
    assert versions.sentence(a_file, records) == "Not yet run on other Pythons."
    on = {"3.13": ["3.13.1", "2026-01-02"], "3.9": ["3.9.1", "2025-12-31"]}
    records.put(a_file, "ran", {"of": a_file.fingerprint, "on": on})
    assert versions.sentence(a_file, records) == (
        "Ran on Python 3.9 and 3.13; January 2, 2026."
    )
    a_file.file.write_text("x = 2\n")
    assert versions.ran(a_file, records) == {}


def test_a_program_that_needs_a_newer_python_says_so_first(tmp_path, a_file):
    newer = made("learn/a.py", a_file.file, since=(3, 13))
    assert versions.sentence(newer, Records(tmp_path)) == (
        "Needs Python 3.13 or newer. Not yet run on other Pythons."
    )


@pytest.mark.parametrize(
    ("name", "version", "says"),
    [
        ("3.13", "3.13.7", None),
        ("3.13t", "3.13.0rc1", None),
        ("3.14", "3.13.7", "3.14 is said to be 3.13.7"),
        ("3.13", "3.1", "3.13 is said to be 3.1"),
        ("3.12", "3.12.9", "it needs a newer Python than 3.12"),
    ],
)
def test_a_record_of_a_python_that_cannot_be_is_told(name, version, says):
    record = {"on": {name: [version, "2026-01-01"]}}
    assert versions.contradiction(made(since=(3, 13)), record) == says


# Measured numbers


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
    records.put(a_file, "measured", {"of": a_file.source_digest})
    assert measurements.is_current(a_file, records)
    a_file.file.write_text("x = 2\n")
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
    time = f"1.50{NBSP}s (1.40\N{EN DASH}1.60)"
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


def taken(before, after):
    """Numbers of one thread and two, whose least and most are these."""
    return {
        "one thread": ["1", "s", *before],
        "two threads": ["1", "s", *after],
    }


def test_threads_that_compute_under_a_gil_cannot_gain_by_more_than_the_spread():
    impossible = measurements.impossible
    gain = taken(("1.40", "1.60"), ("1.20", "1.39"))
    assert impossible(SPEEDY, "CPython 3.13.1", gain) == (
        "on CPython 3.13.1, which has a GIL, 'one thread' and 'two threads' took 1.40 to"
        " 1.60 and 1.20 to 1.39 s: threads that compute in Python cannot gain there."
        " Measure again on a quiet machine, or let the program run longer."
    )
    even = taken(("1.40", "1.60"), ("1.20", "1.40"))
    assert impossible(SPEEDY, "CPython 3.13.1", even) is None
    waiting = Measuring(SPEEDY.speed_up)
    assert impossible(waiting, "CPython 3.13.1", gain) is None
    assert impossible(Measuring(None, computes=True), "CPython 3.13.1", gain) is None


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
