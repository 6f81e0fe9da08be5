"""The commands beside the tests: they record what ran, and refuse what they cannot do."""

import json
import socket
import sys

import pytest

from sitekit.commands import measure, page, versions
from sitekit.commands.measure import medians
from sitekit.commands.page import new_page
from sitekit.commands.programs import all_programs
from sitekit.commands.serve import serve
from sitekit.commands.stress import stress
from sitekit.commands.versions import record_versions
from sitekit.records import measurements, store
from sitekit.records.versions import VERSIONS
from sitekit.running import python_at
from sitekit.site import Site

MEASURED = 'print("one thread: 1.50 s")\nprint("speed-up: 1.9 times")\n'


@pytest.fixture
def only_this_python(monkeypatch):
    monkeypatch.setattr(page, "prove", lambda site: 0)
    monkeypatch.setattr(versions, "found_pythons", lambda: [python_at(sys.executable)])


@pytest.fixture
def small(site, only_this_python):
    site.write(
        "mkdocs.yml", (site.root / "mkdocs.yml").read_text() + "\nnav:\n  - index.md\n"
    )
    site.page("# Home\n", "docs/index.md")
    return site


def test_a_new_page_passes_at_once(small, capsys):
    assert new_page(Site(small.root), "learn/my-topic") == 0
    small.run().assert_outcomes(passed=1)
    assert (small.root / "snippets/learn/my_topic/hello.out").read_text() != ""
    assert "  - learn/my-topic.md\n" in (small.root / "mkdocs.yml").read_text()
    assert "docs/learn/my-topic.md" in capsys.readouterr().out


def test_a_second_page_goes_below_its_part_of_the_nav(small):
    new_page(Site(small.root), "learn/one")
    small.write("mkdocs.yml", (small.root / "mkdocs.yml").read_text() + "  - faq.md\n")
    small.page("# FAQ\n", "docs/faq.md")
    new_page(Site(small.root), "learn/two")
    nav = (small.root / "mkdocs.yml").read_text().split("nav:")[1].split()
    assert nav[1::2] == ["index.md", "learn/one.md", "learn/two.md", "faq.md"]


@pytest.mark.parametrize("name", ["", "My Topic", "../up", "learn/", "learn/a.md"])
def test_a_page_name_that_cannot_be_is_refused(small, name, capsys):
    assert new_page(Site(small.root), name) == 2
    assert "NAME=learn/my-topic" in capsys.readouterr().out


def test_an_existing_page_is_left_alone(small, capsys):
    new_page(Site(small.root), "learn/one")
    before = (small.root / "mkdocs.yml").read_text()
    assert new_page(Site(small.root), "learn/one") == 1
    assert "nothing was changed" in capsys.readouterr().out
    assert (small.root / "mkdocs.yml").read_text() == before


def test_a_changed_program_makes_its_record_stale(small):
    small.program('print("x")\n', "x\n")
    made = Site(small.root)
    assert record_versions(made) == 0
    (program,) = all_programs(made)
    recorded = store.load(made.snippets, VERSIONS)
    assert not store.stale(program, recorded)
    small.write("snippets/program.py", 'print("x")  # changed\n')
    assert store.stale(program, recorded)


def test_a_program_that_fails_is_not_recorded(small, capsys):
    small.program('print("x")\n', "y\n")
    made = Site(small.root)
    assert record_versions(made) == 1
    assert "the output is not what the page shows" in capsys.readouterr().out
    assert store.load(made.snippets, VERSIONS)["program.py"]["ran"] == {}


def test_records_of_other_pythons_are_kept(small):
    small.program('print("x")\n', "x\n")
    made = Site(small.root)
    record_versions(made)
    recorded = store.load(made.snippets, VERSIONS)
    recorded["program.py"]["ran"]["3.99.1"] = "2026-01-01"
    store.save(made.snippets, VERSIONS, recorded)
    record_versions(made)
    again = store.load(made.snippets, VERSIONS)
    assert again["program.py"]["ran"]["3.99.1"] == "2026-01-01"


def test_the_numbers_of_a_measured_program_are_recorded_and_quoted(small, monkeypatch):
    small.program(
        MEASURED,
        MEASURED.replace('print("', "").replace('")', ""),
        "<!--pytest.mark.measured-->",
    )
    made, python = Site(small.root), python_at(sys.executable)
    monkeypatch.setattr(measure, "builds", lambda: {"3.11": python, "3.13t": python})
    assert measure.measure(made) == 0
    recorded = json.loads((small.root / "snippets/measurements.json").read_text())
    quotes = measurements.Measured(recorded, folder="learn/x")
    quoted = quotes.expand("It took {{ measured program | 3.13t | one thread }}.")
    assert quoted == "It took 1.50\N{NO-BREAK SPACE}s."
    assert "| speed-up | 1.9 times | 1.9 times |" in quotes.expand(
        "{{ measured program }}"
    )


def test_a_number_that_was_never_measured_is_refused():
    record = {"a.py": {"builds": {"3.11": {"numbers": {"one thread": ["1.5", "s"]}}}}}
    quotes = measurements.Measured(record, folder="")
    with pytest.raises(measurements.Unrecorded, match=r"there are: 3\.11 | one thread"):
        quotes.expand("{{ measured a | 3.11 | two threads }}")
    with pytest.raises(measurements.Unrecorded, match="make measure"):
        quotes.expand("{{ measured b }}")


def test_medians_keep_the_digits_they_were_printed_with():
    runs = [{"time": (n, "ms")} for n in ("9.10", "1,000.50", "20.00")]
    assert medians(runs) == {"time": ["20.00", "ms"]}


def test_stress_counts_the_runs_that_fail(small, capsys):
    small.program("import os\nprint(1)\nif os.getpid() % 2: print(2)\n", "1\n")
    assert stress(Site(small.root), sys.executable, times=20) == 1
    said = capsys.readouterr().out
    assert "20 runs of 1 programs" in said
    assert "runs failed; the first: the output is not what the page shows" in said


def test_a_taken_port_is_said_in_one_sentence(small, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve(Site(small.root), port) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"Port {port} is taken")
    assert said.count("\n") == 1
