"""Records are kept as files that show each change, and are told in words that fit."""

import json

import pytest

from sitekit.problem import ProblemError
from sitekit.records import store, versions
from sitekit.records.store import Records
from tests.sitekit.made import made


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
    assert store.day_in_words("2026-11-02") == "November 2, 2026"


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


@pytest.mark.parametrize("name", ["learn/records.json", "engine.json"])
def test_a_file_that_cannot_be_read_is_told_with_its_line(tmp_path, records, name):
    file = tmp_path / name
    file.write_text(f"{{\n<<<<<<< ours\n{file.read_text()}")
    with pytest.raises(ProblemError) as told:
        Records(tmp_path)
    assert told.value.problem.place == f"{tmp_path.name}/{name}"
    assert told.value.problem.line == 2
    assert "`make records`" in told.value.problem.advice
