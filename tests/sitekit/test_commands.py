"""The commands beside the tests: they record what ran, and refuse what they cannot do."""

import json
import socket
import sys
from dataclasses import replace

import pytest

from sitekit.__main__ import main
from sitekit.checking import Rules
from sitekit.checking.prose import OPEN
from sitekit.commands import outputs, versions
from sitekit.commands.measure import builds, measure, record_measurements
from sitekit.commands.page import new_page
from sitekit.commands.programs import all_programs, page_named
from sitekit.commands.records import renew
from sitekit.commands.serve import serve
from sitekit.commands.stress import stress
from sitekit.commands.style import style
from sitekit.publishing import Publication
from sitekit.records import measurements
from sitekit.records.store import Records
from sitekit.records.versions import is_current, ran
from sitekit.running import NotRun, Python, python_at
from sitekit.site import Site

MEASURED = 'print("one thread: 1.50 s")\nprint("two threads: 0.75 s")\n'


@pytest.fixture
def only_this_python(monkeypatch):
    for module in (versions, outputs):
        monkeypatch.setattr(
            module, "found_pythons", lambda: [python_at(sys.executable)]
        )


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


def test_a_new_page_leads_to_the_one_that_follows(small):
    small.page("# Try it\n", "docs/try.md")
    small.write("mkdocs.yml", (small.root / "mkdocs.yml").read_text() + "  - try.md\n")
    small.page("# One\n", "docs/learn/one.md")
    nav = (small.root / "mkdocs.yml").read_text()
    small.write("mkdocs.yml", nav.replace("  - try.md", "  - learn/one.md\n  - try.md"))
    new_page(Site(small.root), "learn/two")
    assert (
        "\nNext: [Try it](../try.md).\n"
        in (small.root / "docs/learn/two.md").read_text()
    )


def test_a_second_page_goes_below_its_part_of_the_nav(small):
    new_page(Site(small.root), "learn/one")
    small.write("mkdocs.yml", (small.root / "mkdocs.yml").read_text() + "  - faq.md\n")
    small.page("# FAQ\n", "docs/faq.md")
    new_page(Site(small.root), "learn/two")
    nav = (small.root / "mkdocs.yml").read_text().split("nav:")[1].split()
    assert nav[1::2] == ["index.md", "learn/one.md", "learn/two.md", "faq.md"]


def test_a_new_page_stands_below_the_list_of_its_part_and_its_line_is_told(
    small, capsys
):
    nav = "  - Guides:\n      - All: guides/index.md\n  - try.md\n"
    small.write("mkdocs.yml", (small.root / "mkdocs.yml").read_text() + nav)
    small.page("# All\n", "docs/guides/index.md")
    new_page(Site(small.root), "guides/one")
    lines = (small.root / "mkdocs.yml").read_text().splitlines()
    at = lines.index("      - guides/one.md")
    assert lines[at - 1] == "      - All: guides/index.md"
    assert f"Its entry is mkdocs.yml:{at + 1}:" in capsys.readouterr().out


@pytest.fixture
def parts(small):
    """A small site with all parts."""
    pages = ("learn/start-and-join", "guides/index", "errors/index", "faq/index")
    for page in pages:
        small.page("# Here\n", f"docs/{page}.md")
    nav = "".join(f"  - {page}.md\n" for page in pages)
    small.write("mkdocs.yml", (small.root / "mkdocs.yml").read_text() + nav)
    return small


def lines_with(text, *words):
    """The numbers of the lines that have one of these words."""
    lines = enumerate(text.splitlines(), 1)
    return {n for n, line in lines if any(word in line for word in words)}


@pytest.mark.parametrize(
    ("name", "programs", "has"),
    [
        ("learn/my-topic", 1, ("*5 minutes.", "## Try it", "| Answer")),
        (
            "guides/wait-for-all",
            1,
            ("# How do I wait for all?\n<!-- asked", "## The trap"),
        ),
        (
            "errors/waiting",
            1,
            ("## `RuntimeError: cannot join", "mark.exits(", "*What Py"),
        ),
        ("faq/my-topic", 0, ("# My topic",)),
    ],
)
def test_a_new_page_has_what_its_part_needs_and_says_what_is_left(
    parts, capsys, name, programs, has
):
    assert new_page(Site(parts.root), name) == 0
    said = capsys.readouterr().out
    text = (parts.root / f"docs/{name}.md").read_text()
    assert all(each in text for each in has)
    rules = Rules(Publication(Site(parts.root)))
    page = parts.root / f"docs/{name}.md"
    assert len(rules.publication.found.on(page)) == programs
    told = {problem.line for problem in rules.style(page)}
    undone = lines_with(text, OPEN, "<!-- asked: -->")
    assert undone
    length = {text.count("\n")} if name.startswith("learn/") else set()
    assert told == undone | length  # nothing that the skeleton could have kept
    assert all(f"docs/{name}.md:{line}: " in said for line in undone)
    kinds = ("links", "navigation", "programs", "messages", "records", "published")
    wrong = [str(p) for kind in kinds for p in getattr(rules, kind)(page)]
    assert wrong == []


def test_a_page_of_an_exercise_is_led_to_the_command_for_one(parts, capsys):
    parts.page("# All\n", "docs/exercises/index.md")
    assert new_page(Site(parts.root), "exercises/my-office") == 2
    assert "make exercise NAME=my-office" in capsys.readouterr().out
    assert not (parts.root / "docs/exercises/my-office.md").exists()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "My Topic",
        "../up",
        "learn/",
        "learn/a.md",
        "docs/learn/a",
        "learn/a/b",
        "my-topic",
        "assets/a",
    ],
)
def test_a_page_name_that_cannot_be_is_refused(small, name, capsys):
    assert new_page(Site(small.root), name) == 2
    assert "NAME=learn/my-topic" in capsys.readouterr().out


def test_an_existing_page_is_left_alone(small, capsys):
    new_page(Site(small.root), "learn/one")
    before = (small.root / "mkdocs.yml").read_text()
    assert new_page(Site(small.root), "learn/one") == 1
    assert "nothing was changed" in capsys.readouterr().out
    assert (small.root / "mkdocs.yml").read_text() == before


def records_of(small):
    """The records as they are on disk, and the one program of the small site."""
    made = Site(small.root)
    (program,) = all_programs(made)
    return Records(made.snippets), program


def test_a_changed_program_makes_its_record_stale(small):
    small.program('print("x")\n', "x\n")
    assert renew(Site(small.root)) == 0
    assert is_current(records_of(small)[1], records_of(small)[0])
    small.write("snippets/program.py", 'print("x")  # changed\n')
    records, program = records_of(small)
    assert not is_current(program, records)
    assert ran(program, records) == {}


def test_a_program_that_is_no_python_is_told_and_not_recorded(small, capsys):
    small.program('print("x"\n', "x\n")
    assert renew(Site(small.root)) == 1
    assert "snippets/program.py:1: no Python: " in capsys.readouterr().out


def test_a_second_renewal_changes_nothing(small, capsys):
    small.program('print("x")\n', "x\n")
    renew(Site(small.root))
    file = small.root / "snippets/records.json"
    before, when = file.read_text(), file.stat().st_mtime_ns
    capsys.readouterr()
    assert renew(Site(small.root)) == 0
    assert (file.read_text(), file.stat().st_mtime_ns) == (before, when)
    assert "of 1 programs recorded" not in capsys.readouterr().out


def test_an_output_that_changed_is_written_and_shown(small, capsys):
    small.program('print("new")\n', "old\n")
    assert renew(Site(small.root)) == 0
    assert (small.root / "snippets/program.out").read_text() == "new\n"
    said = capsys.readouterr().out
    assert "-old\n+new\n" in said
    assert "snippets/program.out (recorded)" in said


def test_a_missing_output_is_made(small):
    small.program('print("new")\n', "x\n")
    (small.root / "snippets/program.out").unlink()
    assert renew(Site(small.root)) == 0
    assert (small.root / "snippets/program.out").read_text() == "new\n"


def test_a_program_that_fails_is_not_recorded(small, capsys):
    small.program("1 / 0\n")
    assert renew(Site(small.root)) == 1
    assert "ZeroDivisionError" in capsys.readouterr().out
    records, program = records_of(small)
    assert ran(program, records) == {}


def test_records_of_other_pythons_are_kept(small):
    small.program('print("x")\n', "x\n")
    renew(Site(small.root))
    records, program = records_of(small)
    on = {**ran(program, records), "3.99": ["3.99.1", "2026-01-01"]}
    records.put(program, "ran", {"of": program.fingerprint, "on": on})
    records.save()
    renew(Site(small.root))
    records, program = records_of(small)
    assert ran(program, records)["3.99"] == ["3.99.1", "2026-01-01"]


def test_only_the_named_page_is_renewed(small):
    small.program('print("x")\n', "x\n", name="one")
    small.program('print("y")\n', "y\n", name="two")
    assert renew(Site(small.root), "two") == 0
    recorded = json.loads((small.root / "snippets/records.json").read_text())
    assert list(recorded) == ["two.py"]


def test_records_of_programs_that_are_gone_are_forgotten_and_saving_twice_is_fine(
    small,
):
    small.program('print("x")\n', "x\n", name="old/one")
    renew(Site(small.root))
    (small.root / "docs/old/one.md").unlink()
    small.program('print("x")\n', "x\n", name="two")
    assert renew(Site(small.root)) == 0
    assert not (small.root / "snippets/old/records.json").exists()
    records = Records(small.root / "snippets")
    records.keep([])
    assert records.save() == records.save() == []
    assert not (small.root / "snippets/records.json").exists()


def test_a_page_that_does_not_exist_is_answered_with_those_that_do(small):
    with pytest.raises(SystemExit, match=r"'loks' is no page. The pages are:\n  index"):
        page_named(Site(small.root), "loks")


def test_the_numbers_of_a_measured_program_are_recorded(small, monkeypatch):
    small.program(
        MEASURED,
        MEASURED.replace('print("', "").replace('")', ""),
        '<!--pytest.mark.measured(speed_up="one thread / two threads")-->',
    )
    python = python_at(sys.executable)
    monkeypatch.setattr(
        "sitekit.commands.measure.builds",
        lambda: {"default": python, "free-threaded": python},
    )
    records, program = records_of(small)
    assert record_measurements([program], records) == []
    record = records.get(program, measurements.KIND)
    quoted = measurements.quote(program, record, "default", "one thread")
    assert quoted == "1.50\N{NO-BREAK SPACE}s"
    assert measurements.quote(program, record, "default", "speed-up") == "2.00"
    assert record_measurements([program], records) == []


def python(version, *, free_threaded=False):
    return Python(f"/{version}", version, "CPython", not free_threaded, free_threaded)


DEFAULT = [python(version) for version in ("3.11.2", "3.13.1", "3.14.1", "3.15.0")]
FREE = [python(version, free_threaded=True) for version in ("3.13.5", "3.14.2")]


@pytest.fixture
def found_builds(monkeypatch):
    """What is measured on a machine with these Pythons, called by the one `here`."""

    def found(there, here):
        monkeypatch.setattr("sitekit.commands.measure.found_pythons", lambda: there)
        monkeypatch.setattr("sitekit.commands.measure.this_python", lambda: here)
        monkeypatch.setattr(
            "sitekit.commands.measure.python_at",
            lambda path, more=(): replace(
                next(p for p in there if p.path == path), gil=True, environment=more
            ),
        )
        return builds()

    return found


def test_this_python_the_two_newest_and_a_free_threaded_one_are_measured(found_builds):
    found = found_builds([*DEFAULT, *FREE], DEFAULT[0])
    assert {name: p.version for name, p in found.items()} == {
        "default": "3.11.2",
        "previous": "3.14.1",
        "newest": "3.15.0",
        "free-threaded": "3.14.2",
        "free-threaded+gil": "3.14.2",
    }
    assert found["free-threaded+gil"].environment == (("PYTHON_GIL", "1"),)


@pytest.mark.parametrize(("here", "names"), [(2, ["newest"]), (3, [])])
def test_no_python_is_measured_twice_nor_one_that_is_older(found_builds, here, names):
    assert list(found_builds(DEFAULT, DEFAULT[here])) == ["default", *names]


def test_one_page_is_measured_alone_and_as_often_as_asked(small, monkeypatch):
    here = python_at(sys.executable)
    monkeypatch.setattr(
        "sitekit.commands.measure.builds",
        lambda: {"default": here, "free-threaded": here},
    )
    for name in ("one", "two"):
        small.write(f"snippets/{name}.py", 'print("taken: 1 s")\n')
        title = f'title="{name}.py"\n--8<-- "{name}.py"'
        block = f"<!--pytest.mark.measured-->\n```python {title}\n```\n"
        small.page(block, f"docs/{name}.md")
    assert measure(Site(small.root), "two", runs=2) == 0
    records = Records(Site(small.root).snippets)
    one, two = sorted(
        (p for p in all_programs(Site(small.root)) if p.claims.measured),
        key=lambda program: program.path,
    )
    assert records.get(one, measurements.KIND) is None
    assert records.get(two, measurements.KIND)["runs"] == 2


def test_a_table_shows_medians_their_spread_and_the_ratio_of_what_is_printed(small):
    mark = '<!--pytest.mark.measured(speed_up="one / two")-->'
    small.program('"""Doc."""\n', None, mark)
    _, program = records_of(small)
    runs = [
        {"one": (a, "s"), "two": (b, "s")}
        for a, b in (("3.0", "1.0"), ("1.0", "2.0"), ("2.0", "1.5"))
    ]
    record = {
        "date": "2026-11-25",
        "machine": "2 cores",
        "runs": 3,
        "builds": {
            "default": {
                "python": "CPython 3.11.2",
                "numbers": measurements.summary(runs),
            }
        },
    }
    table = measurements.table(program, record).replace("\N{NO-BREAK SPACE}", " ")
    assert f"| one | 2.0 s (1.0{measurements.TO}3.0) |" in table
    assert "| **speed-up** | **1.33** |" in table
    assert "Medians of 3 runs" in table


def test_a_machine_without_a_free_threaded_python_says_what_is_missing(
    small, monkeypatch
):
    small.program(MEASURED, None, "<!--pytest.mark.measured-->")
    monkeypatch.setattr("sitekit.commands.measure.builds", lambda: {"default": None})
    records, program = records_of(small)
    (wrong,) = record_measurements([program], records)
    assert str(wrong).startswith("snippets/program.py: not measured: no free-threaded")


def measured(small, monkeypatch, code, mark="", **on):
    """What is wrong when a program is measured on this Python, called otherwise."""
    small.program(code, None, f"<!--pytest.mark.measured-->\n{mark}")
    here = python_at(sys.executable)
    on = {name: replace(here, version=version) for name, version in on.items()}
    on["free-threaded"] = on.get("free_threaded", here)
    monkeypatch.setattr("sitekit.commands.measure.builds", lambda: on)
    records, program = records_of(small)
    return records, program, record_measurements([program], records)


def test_a_program_that_cannot_run_here_is_not_measured(small, monkeypatch):
    def lacks(program, python):
        raise NotRun("needs os.fork")

    monkeypatch.setattr("sitekit.commands.measure.run", lacks)
    _, _, (wrong,) = measured(small, monkeypatch, MEASURED)
    assert str(wrong).startswith("snippets/program.py: not measured: needs os.fork\n")


def test_a_build_that_is_too_old_for_a_program_is_left_out(small, monkeypatch):
    since = '<!--pytest.mark.since("3.11")-->\n'
    records, program, wrong = measured(
        small, monkeypatch, MEASURED, since, default="3.10.1"
    )
    assert wrong == []
    record = records.get(program, measurements.KIND)
    assert list(record["builds"]) == ["free-threaded"]
    since = '<!--pytest.mark.since("3.99")-->\n'
    records, program, (wrong,) = measured(small, monkeypatch, MEASURED + "1\n", since)
    assert "not measured: every Python here is too old for it" in str(wrong)
    assert not measurements.is_current(program, records)


def test_a_measured_program_without_a_number_is_told(small, monkeypatch):
    records, program, (wrong,) = measured(small, monkeypatch, 'print("one: 1.2.3 s")\n')
    assert str(wrong).startswith(
        "snippets/program.py: not measured: no run has a `label: number unit` line\n"
    )
    assert records.get(program, measurements.KIND) is None


def test_a_command_tells_a_problem_without_a_traceback(small, monkeypatch, capsys):
    small.write("snippets/records.json", "{\n<<<<<<< ours\n}\n")
    monkeypatch.chdir(small.root)
    monkeypatch.setattr(sys, "argv", ["sitekit", "style"])
    assert main() == 1
    assert capsys.readouterr().out.startswith(
        "snippets/records.json:2: '<<<<<<< ours' is left from a merge"
    )


def test_the_style_command_tells_why_a_page_is_refused(small, capsys):
    small.page("```py\n```\n", "docs/learn/a.md")
    assert style(Site(small.root)) == 1
    assert "docs/learn/a.md:1: ```py would never run" in capsys.readouterr().out


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
