"""How a program must read: each rule at the first line or column that breaks it."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from sitekit.checking import programs, recorded
from sitekit.pages.marks import Measuring
from sitekit.problem import Problem
from sitekit.records import live, tools
from sitekit.records.store import FILE, Records
from sitekit.rules import Rule
from tests.sitekit.made import BROKEN, HELD, made

DOC = '"""It shows something."""\n'


@pytest.fixture
def small(tmp_path):
    """As much of a site as the rules ask for: its folder, names and texts within it."""
    return SimpleNamespace(
        snippets=tmp_path,
        name=lambda file: file.name,
        read=lambda file: file.read_text("utf-8"),
    )


@pytest.fixture
def write(tmp_path):
    """Makes a program of this text."""

    def write(text, name="a.py", **claims):
        (tmp_path / name).write_text(text)
        return made(name, tmp_path / name, name, **claims)

    return write


@pytest.fixture
def said(small, write):
    """What is wrong with programs, or with one of this text."""

    def said(*texts, **claims):
        given = [t if not isinstance(t, str) else write(t, **claims) for t in texts]
        return [str(p).partition("\n")[0] for p in programs.problems(small, given)]

    return said


def test_lines_and_columns_are_counted_as_published_and_told_as_in_the_file(said):
    wide = "# --8<-- [start:a]\nx = '{}'\n# --8<-- [end:a]\n"
    assert said(DOC + wide.format("y" * 66)) == []
    assert said(DOC + wide.format("y" * 67)) == ["a.py:3: 73 columns"]
    assert said(DOC + "x = 1\n" * 74 + "# --8<-- [start:a]\n# --8<-- [end:a]\n") == []
    assert said(DOC + "x = 1\n" * 75) == ["a.py:76: 76 lines"]


def test_what_explains_a_program_fits_a_phone(said):
    comment, code = "# " + "y" * 46, f"x = {'y' * 60!r}\n"
    assert said(f"{DOC}{code}{comment}\nx = 1  {comment[:41]}\n") == []
    told = "columns, and a phone shows 48"
    assert said(f"{DOC}# --8<-- [start:a]\n{comment}y\n# --8<-- [end:a]\n") == [
        f"a.py:3: 49 {told}"
    ]
    assert said(f"{DOC}x = 1  {comment[:43]}\n") == [f"a.py:2: 50 {told}"]
    assert said(f'"""It shows {"y" * 34}."""\n') == [f"a.py:1: 50 {told}"]


@pytest.mark.parametrize("end", ".?!")
def test_a_docstring_is_a_sentence(said, end):
    assert said(f'"""It runs{end}"""\n') == []
    assert said('"""It runs"""\n') == ["a.py:1: no docstring"]
    assert said("x = 1\n") == ["a.py:1: no docstring"]


def test_what_is_no_python_is_told_with_its_line(said):
    assert said(DOC + "x = = 1\n") == ["a.py:2: no Python: invalid syntax"]


def test_a_shell_script_is_not_read_as_python(said, write):
    assert said(write("echo 1\n", "a.sh")) == []


@pytest.mark.parametrize(
    "line",
    ["import random", "from random import choice", "    import secrets", "import uuid"],
)
def test_chance_is_told_with_its_line(said, line):
    (told,) = said(f"{DOC}if True:\n{line}\n" if line[0] == " " else f"{DOC}\n{line}\n")
    name = line.split()[1]
    assert told == f"a.py:3: it imports {name}, so that no two runs need be alike"


@pytest.mark.parametrize("line", ["import randomizer", "# import random", "random = 1"])
def test_what_is_only_called_like_chance_is_left_alone(said, line):
    assert said(f"{DOC}{line}\n") == []


def test_a_mark_that_takes_too_much_is_told_on_its_page(said, write, tmp_path):
    (tmp_path / "a.out").write_text("Ada took 0.5 s\n")
    program = write(DOC, rule=Rule(like="[a-z]+"))
    assert said(program) == []
    program.outputs[""] = tmp_path / "a.out"
    assert said(program) == [
        "a.md:1: its mark would also accept 'Adaq' where the page has 'Ada'"
    ]


def test_a_mistake_stands_beside_its_repair_and_the_repair_beside_it(said, write):
    broken = write(DOC + "x = 1\n", "a_broken.py")
    assert said(broken) == ["a_broken.py:1: no a_fixed.py beside it"]
    fixed = write(DOC + "x = 2\n", "a_fixed.py")
    assert said(broken, fixed) == []
    broken.file.unlink()
    assert said(fixed) == ["a_fixed.py:1: no a_broken.py beside it"]


def test_a_mistake_and_its_repair_have_half_of_their_lines_in_common(said, write):
    same, other = "a = 1\nb = 1\n", "c = 1\nd = 1\n"
    broken = write(DOC + same + other, "a_broken.py")
    fixed = write(DOC + same + other.replace("1", "2") + "e = 2\n", "a_fixed.py")
    assert said(broken, fixed) == []
    write(DOC + same.replace("1", "2") + other.replace("1", "2"), "a_fixed.py")
    assert said(broken, fixed) == [
        "a_broken.py:1: 20% of its lines are those of a_fixed.py"
    ]


SHUTDOWN = f"{DOC}import queue\n\nqueue.Queue().shutdown()\n"


def test_a_newer_name_needs_the_mark_of_its_version_or_of_a_newer_one(said):
    assert said(SHUTDOWN) == ["a.py:4: 'queue.Queue.shutdown' member (3.13)"]
    assert said(SHUTDOWN, since=(3, 12)) == said(SHUTDOWN)
    assert said(SHUTDOWN, since=(3, 13)) == said(SHUTDOWN, since=(3, 14)) == []


@pytest.mark.parametrize("file", ["/a/b.py", r"C:\a\b.py"])
def test_what_vermin_says_is_read_with_the_paths_of_every_system(file):
    found = programs.NEWER.match(f"{file}:3::!2:3.13:'queue.Queue.shutdown' member")
    assert found.groupdict() == {
        "file": file,
        "line": "3",
        "version": "3.13",
        "what": "'queue.Queue.shutdown' member",
    }


def test_only_the_name_that_is_asked_for_may_be_newer(said):
    asked = SHUTDOWN.replace("queue.Queue()", "if hasattr(queue.Queue, '{}'):\n    q")
    assert (
        len(said(asked.format("shutdown").replace("    q", "    queue.Queue()"))) == 0
    )
    assert len(said(asked.format("join").replace("    q", "    queue.Queue()"))) == 1


def test_each_program_that_is_not_formatted_is_told_with_its_own_line(
    said, write, tmp_path
):
    layout = 'line-length = 72\nlint.ignore = ["F401"]\n'
    (tmp_path / "ruff.toml").write_text(layout)
    fine = write(DOC, "fine.py")
    head = DOC + "\nimport sys\n\n# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\n"
    late = write(head + "y = 2\n" * 5 + "z  =  3\n", "late.py")
    assert said(fine, late) == ["late.py:13: not formatted"]
    short = write(DOC + "z  =  3\n", "short.py")
    assert said(fine, short) == ["short.py:2: not formatted"]


@pytest.mark.parametrize(
    ("tool", "place"), [("ruff", "ruff.toml"), ("vermin", "snippets")]
)
def test_a_tool_of_the_checks_that_does_not_run_is_told(
    small, write, tmp_path, monkeypatch, tool, place
):
    (tmp_path / "ruff.toml").write_text("")
    run = subprocess.run

    def broken(command, **how):
        lacking = [part.replace(tool, f"no_{tool}") for part in command]
        return run(lacking, **how)

    monkeypatch.setattr(subprocess, "run", broken)
    small.name = lambda file: "snippets" if file == tmp_path else file.name
    (problem,) = programs.problems(small, [write(DOC)])
    assert problem.place == place
    assert f"No module named 'no_{tool}'" in problem.wrong.replace(
        f"named no_{tool}", f"named 'no_{tool}'"
    )
    assert '".[dev]"' in problem.advice


def test_what_is_no_python_is_told_once(said, tmp_path):
    (tmp_path / "ruff.toml").write_text("")
    assert said(DOC + "x = = 1\n") == ["a.py:2: no Python: invalid syntax"]


def test_a_rule_of_ruff_that_is_broken_is_told_with_the_line_of_the_file(
    said, tmp_path
):
    (tmp_path / "ruff.toml").write_text("")
    head = DOC + "\n# --8<-- [start:a]\n"
    (told,) = said(head + "import sys\n\n# --8<-- [end:a]\nx = 1\n")
    assert told == "a.py:4: F401: `sys` imported but unused"


# Records of programs


@pytest.fixture
def told(small):
    """What is wrong with the records of a program."""

    def told(program, records):
        found = recorded.problems(small, [program], records)
        return [str(problem).partition("\n")[0] for problem in found]

    return told


ON = {"3.13": ["3.13.1", "2026-01-01"]}


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Records in which a program is current: its runs, its proof and its tools."""
    monkeypatch.setattr("sitekit.records.proofs.engine", lambda: "abc")

    def records(program, on=ON, **proof):
        found = Records(tmp_path)
        found.engine = "abc"
        of = {"of": program.fingerprint}
        found.put(program, "ran", {**of, "on": on})
        found.put(program, "proof", {**HELD, **of, **proof})
        without = {"by": tools.method(), "python": "3.13", "tools": []}
        found.put(program, "tools", {**of, **without})
        cannot = live.MEASURES if program.claims.measured else ""
        found.put(program, "live", {**of, "cannot": cannot})
        return found

    return records


def test_current_records_have_no_problem(told, write, records):
    program = write(DOC)
    assert told(program, records(program)) == []


def test_what_is_stale_is_told_for_each_kind(told, write, records):
    program = write(DOC)
    stale = records(program)
    stale.engine = "another"
    assert told(program, stale) == [
        "a.py: it or the engine changed since it was proven"
    ]
    measured = write(DOC, measured=Measuring())
    assert told(measured, records(measured)) == [
        "a.py: it changed since it was measured"
    ]
    write(DOC + "x = 1\n")
    assert told(program, stale) == [
        "a.py: a.py or a mark changed since the runs were recorded"
    ]


def test_a_record_that_cannot_be_or_contradicts_its_page_is_told(told, write, records):
    program = write(DOC)
    assert told(program, records(program, on={"3.14": ON["3.13"]})) == [
        f"a.py: its record in {FILE} cannot be: 3.14 is said to be 3.13.1"
    ]
    assert told(program, records(program, **{**BROKEN, "breaking": [9, 7]})) == [
        f"a.py: its record in {FILE} cannot be: 9 of 7 orders break",
        "a.py: Breaks in 9 of 7 orders with at most two switches: they print something"
        " else",
    ]


def test_the_advice_of_a_contradiction_stands_below_it(small, write, records):
    program = write(DOC)
    (problem,) = recorded.problems(small, [program], records(program, **BROKEN))
    assert problem.advice.startswith("Replay it: ")


def test_a_broken_program_that_nothing_breaks_is_told(small, write, records):
    program = write(DOC, "a_broken.py")
    first, *_ = recorded.problems(small, [program], records(program))
    assert first == Problem(
        "a_broken.py",
        0,
        "no order breaks it (1200 were enough for all), although its page says so",
        "Rename it, or mend the mistake it is to show.",
    )


def test_a_record_without_what_it_is_of_is_told_as_edited(
    told, write, records, tmp_path
):
    program = write(DOC)
    records(program).save()
    file = tmp_path / FILE
    kept = json.loads(file.read_text())
    del kept["a.py"]["proof"]["of"]
    file.write_text(json.dumps(kept))
    found = Records(tmp_path)
    assert told(program, found) == [
        f"{FILE}: the record 'proof' of a.py was edited by hand"
    ]
    assert found.get(program, "proof") is None
    assert found.kinds("proof") == {}
    assert found.get(program, "ran") is not None


def test_a_tool_whose_place_python_does_not_tell_is_told_with_its_line(
    told, small, write, records, monkeypatch
):
    def find(source):
        raise SyntaxError("line 2: write Lock outside the f-string.")

    program = write("# --8<-- [start:a]\n" + DOC + "# --8<-- [end:a]\nx = 1\n")
    monkeypatch.setattr("sitekit.removing.find", find)
    found = records(program)
    (problem,) = recorded.problems(small, [program], found)
    assert (problem.place, problem.line) == ("a.py", 4)
    assert problem.wrong.endswith("does not tell where a tool stands in it")
    assert problem.advice == "Write Lock outside the f-string."
    found.drop(program, "tools")
    assert not tools.due(program, found)


def test_a_broken_program_without_its_order_is_told(told, write, records):
    program = write(DOC, "a_broken.py")
    (wrong,) = told(program, records(program, **BROKEN))
    assert wrong == "a_broken.order: there is no such file"


def test_an_edited_record_is_told_of_the_programs_that_were_asked_for(
    small, told, write, records, tmp_path
):
    program, other = write(DOC), write(DOC, "b.py")
    found = records(program)
    found.put(other, "ran", {"of": other.fingerprint, "on": ON})
    found.save()
    file = tmp_path / FILE
    file.write_text(file.read_text().replace("2026-01-01", "2026-01-02"))
    assert told(program, Records(tmp_path)) == [
        f"{FILE}: the record 'ran' of a.py was edited by hand"
    ]


def test_what_is_recorded_of_programs_that_are_gone_is_told(
    small, write, records, tmp_path
):
    program, broken = write(DOC), write(DOC, "a_broken.py")
    found = records(program)
    for name in ("a_broken", "gone_broken", "a"):
        (tmp_path / f"{name}.order").write_text("")
    assert list(recorded.gone(small, iter([program, broken]), found)) == [
        Problem("a.order", 0, *GONE),
        Problem("gone_broken.order", 0, *GONE),
    ]
    assert [p.place for p in recorded.gone(small, [broken], found)] == [
        "a.py",
        "a.order",
        "gone_broken.order",
    ]


GONE = (
    "no page shows a broken program of this name",
    "Delete the file, or name the program _broken.",
)


LOOSE = {
    "anything": (Rule(like=".*"), "Ada took 0.5 s\n", "Ada took 0.5 s"),
    "perhaps nothing": (Rule(like=r"\d*"), "Ada took 0.5 s\n", "Ada took 0.5 s"),
    "every word": (Rule(like=r"\S+"), "Ada took 0.5 s\n", "Ada took 0.5 s"),
    "a whole line": (Rule(like=r"\d+\.\d+"), "took\n0.5\n", "0.5"),
    "all that is shown": (Rule(ellipsis=True), "...\n", "..."),
}


@pytest.mark.parametrize(("rule", "shown", "line"), LOOSE.values(), ids=LOOSE.keys())
def test_a_mark_that_leaves_nothing_to_hold_a_run_to_is_told(
    said, write, tmp_path, rule, shown, line
):
    (tmp_path / "a.out").write_text(shown)
    program = write(DOC, rule=rule)
    program.outputs[""] = tmp_path / "a.out"
    assert said(program) == [
        f"a.md:1: its mark leaves nothing to hold a run to in {line!r}"
    ]


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (Rule(like=r"\d+\.\d+"), "Ada took 0.5 s\n\nBob took 0.7 s\n"),
        (Rule(like=r"\d+\.\d+"), "---\nAda took 0.5 s\n"),
        (Rule(ellipsis=True), "...\nValueError\n"),
    ],
)
def test_a_mark_that_leaves_words_on_each_line_may_stand(
    said, write, tmp_path, rule, shown
):
    (tmp_path / "a.out").write_text(shown)
    program = write(DOC, rule=rule)
    program.outputs[""] = tmp_path / "a.out"
    assert said(program) == []


def marked(*markers):
    """A program with these section markers, each on a line of its own."""
    lines = "".join(f"# --8<-- [{marker}]\nx = 1\n" for marker in markers)
    return f"{DOC}{lines}"


@pytest.mark.parametrize(
    ("markers", "line", "wrong"),
    [
        (["start:a"], 1, "the section 'a' has no end"),
        (["start:a", "end:b", "end:a"], 3, "the end of a section 'b' that has not beg"),
        (["end:a"], 1, "the end of a section 'a' that has not begun"),
        (["start:a", "end:a", "start:a", "end:a"], 5, "the section 'a' begins here ag"),
    ],
)
def test_a_section_begins_and_ends_once(small, write, markers, line, wrong):
    program = write(marked(*markers))
    (found,) = programs._sections(small, program)
    assert str(found).startswith(f"a.py:{DOC.count(chr(10)) + line}: {wrong}")
    assert "\n  " in str(found)


def test_sections_may_follow_each_other_or_stand_in_each_other(small, write):
    inside = ["start:a", "start:b", "end:b", "end:a", "start:c", "end:c"]
    assert list(programs._sections(small, write(marked(*inside)))) == []
