"""What passed is not run again until something that it rests on changes: each way to.

Each test is a small project, whose tests write down that they ran.
"""

import datetime

import pytest

from tests.standing import digests, plugin
from tests.standing.records import COMMITTED, OWN

TEST = """
import tool
from pathlib import Path

def test_it():
    with Path({root!r}, "ran").open("a") as file:
        file.write({name!r})
    assert tool.GOOD
"""
HAS_ITS_DAY = plugin.Standing.has_its_day


class Project:
    """A project with an engine and two files of tests; `run` is what `make test` does."""

    def __init__(self, pytester):
        self.pytester, self.root = pytester, pytester.path
        self.write("everyorder/src/everyorder/engine.py", "x = 1\n")
        self.write("everyorder/README.md", "An engine.\n")
        self.write("everyorder/tests/tool.py", "GOOD = True\n")
        self.write("snippets/a.py", "print(1)\n")
        self.write("docs/a.md", "A page.\n")
        for name in "ab":
            self.test(name)

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def test(self, name, more=""):
        text = TEST.format(root=str(self.root), name=name)
        self.write(f"everyorder/tests/test_{name}.py", text + more)

    def run(self, *args):
        """What pytest says."""
        self.pytester.syspathinsert(self.root / "everyorder/tests")
        found = self.pytester.runpytest(
            *("-p", "tests.standing.plugin", "-p", "no:cacheprovider", "-n0", "-ra"),
            *("--rootdir", self.root, *(args or ("--standing=use",))),
        )
        return found.stdout.str()

    def ran(self):
        """Which tests ran since this was asked last."""
        file = self.root / "ran"
        found = sorted(file.read_text()) if file.exists() else []
        file.unlink(missing_ok=True)
        return found

    def lines(self, folder=COMMITTED):
        file = self.root / folder / "engine.jsonl"
        return file.read_text("utf-8").splitlines() if file.exists() else []


@pytest.fixture
def project(pytester, monkeypatch):
    """One on a day that is no test's own."""
    monkeypatch.setattr(plugin.Standing, "has_its_day", lambda self, test: False)
    return Project(pytester)


@pytest.fixture
def passed(project):
    """One whose tests have passed."""
    project.run()
    assert project.ran() == ["a", "b"]
    return project


def test_what_passed_stands_and_is_counted(passed):
    said = passed.run()
    assert passed.ran() == []
    assert "passed: 2 test files of the engine. `make test FULL=1`" in said
    assert "SKIPPED [2]" in said
    assert plugin.REASON in said


@pytest.mark.parametrize(
    "name",
    [
        "everyorder/src/everyorder/engine.py",
        "everyorder/src/everyorder/new.py",
        "everyorder/README.md",
        "everyorder/tests/tool.py",
        "everyorder/tests/new_tool.py",
    ],
)
def test_a_change_that_any_test_may_see_has_all_run_again(passed, name):
    passed.write(name, "GOOD = 1\n")
    passed.run()
    assert passed.ran() == ["a", "b"]
    passed.run()
    assert passed.ran() == []


def test_a_file_that_is_gone_is_a_change(passed):
    (passed.root / "everyorder/README.md").unlink()
    passed.run()
    assert passed.ran() == ["a", "b"]


def test_a_changed_test_runs_again_alone_and_with_it_those_that_use_it(passed):
    passed.test("a", "# changed\n")
    passed.run()
    assert passed.ran() == ["a"]
    passed.test("b", "import test_a\n")
    passed.run()
    assert passed.ran() == ["b"]
    passed.test("a", "# changed again\n")
    passed.run()
    assert passed.ran() == ["a", "b"]


def test_programs_of_the_site_count_where_they_are_spoken_of(passed):
    passed.test("b", "PLACE = 'snippets'\n")
    passed.run()
    passed.ran()
    passed.write("snippets/a.py", "print(2)\n")
    passed.run()
    assert passed.ran() == ["b"]


def test_a_page_is_no_matter_of_the_engine(passed):
    passed.write("docs/a.md", "Another page.\n")
    passed.run()
    assert passed.ran() == []


def test_what_fails_is_not_recorded_and_what_failed_is_forgotten(passed):
    passed.write("everyorder/tests/tool.py", "GOOD = False\n")
    for _ in range(2):
        passed.run()
        assert passed.ran() == ["a", "b"]
    passed.write("everyorder/tests/tool.py", "GOOD = True\n")
    passed.run()
    assert passed.ran() == ["a", "b"]


def test_a_file_of_which_one_test_fails_is_not_recorded(project):
    project.test("a", "def test_wrong():\n    assert 0\n")
    for wanted in (["a", "b"], ["a"]):
        project.run()
        assert project.ran() == wanted


def test_what_is_skipped_as_a_whole_did_not_pass(project):
    mark = "import pytest\npytestmark = pytest.mark.skip('no tool')\n"
    project.test("a", mark)
    said = [project.run() for _ in range(2)][-1]
    assert "no tool" in said
    assert project.ran() == ["b"]


@pytest.mark.parametrize("part", [["-k", "test_it"], ["--deselect", "x"]])
def test_a_part_of_a_file_is_not_the_file(project, part):
    project.run("--standing=use", *part)
    assert project.ran() == ["a", "b"]
    project.run()
    assert project.ran() == ["a", "b"]


def test_each_has_its_day(passed, monkeypatch):
    monkeypatch.setattr(plugin.Standing, "has_its_day", HAS_ITS_DAY)
    monkeypatch.setattr(plugin, "DAYS", 1)
    said = passed.run()
    assert passed.ran() == ["a", "b"]
    assert "Run again though nothing changed: 2, whose day it is; in 1 days" in said


def test_within_so_many_days_each_has_one():
    standing = plugin.Standing(None, "use", 0)
    days = []
    for day in range(plugin.DAYS):
        standing.day = datetime.date(2026, 11, 27).toordinal() + day
        days.append({n for n in range(200) if standing.has_its_day(f"test {n}")})
    assert sum(map(len, days)) == 200
    assert set().union(*days) == set(range(200))
    assert max(map(len, days)) < 40


def test_everything_runs_where_everything_is_wanted(passed):
    passed.run("--standing=renew")
    assert passed.ran() == ["a", "b"]
    passed.run("-q")  # by hand
    assert passed.ran() == ["a", "b"]


def test_nothing_is_recorded_by_hand(project):
    project.run("-q")
    assert project.lines() == project.lines(OWN) == []


def test_on_another_machine_all_runs_and_is_kept_for_it_alone(passed, monkeypatch):
    before = passed.lines()
    there = {"Python": "3.99", "libc": "other"}
    monkeypatch.setattr(digests, "machine", lambda: there)
    said = passed.run()
    assert passed.ran() == ["a", "b"]
    assert "engine.jsonl passed on another machine (Python, libc, packages)" in said
    assert passed.lines() == before
    assert len(passed.lines(OWN)) == 3
    passed.run()
    assert passed.ran() == []


def test_whoever_deletes_the_lines_gets_those_of_this_machine(passed, monkeypatch):
    before = passed.lines()
    monkeypatch.setattr(digests, "machine", lambda: {"Python": "3.99"})
    (passed.root / COMMITTED / "engine.jsonl").unlink()
    passed.run()
    assert len(passed.lines()) == len(before)
    assert passed.lines() != before


def test_what_changes_while_tests_run_is_recorded_by_none(project):
    where = str(project.root / "docs/a.md")
    project.test("a", f"def test_more():\n    Path({where!r}).write_text('.')\n")
    said = project.run()
    assert "Nothing is recorded: docs changed while the tests ran." in said
    assert project.lines() == []


def test_a_merge_may_take_the_lines_of_both_sides(passed):
    mine = passed.lines()
    passed.test("a", "# changed\n")
    passed.run()
    theirs = passed.lines()
    lines = [mine[0], "<<<<<<< mine", *mine[1:], "=======", *theirs[1:], ">>>>>>> x"]
    passed.write(f"{COMMITTED}/engine.jsonl", "\n".join(lines))
    passed.ran()
    passed.run()
    assert passed.ran() == []
    assert not [line for line in passed.lines() if "<<<" in line]


@pytest.mark.parametrize("line", ["", "[]", "7", '["a"]', "{", '["a", 1, []]', "null"])
def test_a_line_that_is_none_says_nothing(passed, line):
    lines = passed.lines()
    passed.write(f"{COMMITTED}/engine.jsonl", "\n".join([line, *lines]))
    passed.run()
    assert passed.ran() == []


def test_a_line_of_other_sources_says_nothing(passed):
    text = "\n".join(passed.lines())
    digest = text.rpartition('"')[0].rpartition('"')[2]
    passed.write(f"{COMMITTED}/engine.jsonl", text.replace(digest, "0" * 16))
    passed.run()
    assert passed.ran() == ["b"]


def test_workers_tell_and_the_first_process_writes(project):
    project.write("tests/__init__.py", "")
    project.run("--standing=use", "-n2")
    assert project.ran() == ["a", "b"]
    assert len(project.lines()) == 3
    said = project.run("--standing=use", "-n2")
    assert project.ran() == []
    assert "2 test files of the engine" in said


def test_a_test_that_is_gone_is_forgotten_when_all_are_run(passed):
    (passed.root / "everyorder/tests/test_a.py").unlink()
    passed.write("pytest.ini", "[pytest]\ntestpaths = everyorder/tests\n")
    passed.run()
    assert len(passed.lines()) == 2


def test_a_test_may_say_what_it_rests_on(project):
    mark = '@pytest.mark.rests_on("docs", "snippets/a.py")'
    ran = f"pathlib.Path({str(project.root / 'ran')!r}).write_text('m')"
    test = f"import pathlib\nimport pytest\n\n{mark}\ndef test_m():\n    {ran}\n"
    project.write("tests/site/test_m.py", test)
    project.run("--standing=use", "tests")
    for name in ("docs/a.md", "docs/new/b.md", "snippets/a.py"):
        project.ran()
        project.run("--standing=use", "tests")
        assert project.ran() == []
        project.write(name, "something else\n")
        project.run("--standing=use", "tests")
        assert project.ran() == ["m"]
    project.write("snippets/other.py", "")
    project.run("--standing=use", "tests")
    assert project.ran() == []


CASES = """
from pathlib import Path

def test_cases(standing, request):
    cases = dict(x.split("=") for x in Path({root!r}, "cases").read_text().split())
    due = standing.due(request.node, "proofs", cases)
    Path({root!r}, "ran").write_text("".join(due))
    assert "bad" not in cases.values()
"""


def test_cases_of_a_test_are_recorded_one_by_one(project):
    project.write("tests/test_c.py", CASES.format(root=str(project.root)))

    def run(cases):
        project.write("cases", cases)
        said = project.run("--standing=use", "tests")
        return project.ran(), said

    assert run("x=1 y=1")[0] == ["x", "y"]
    assert run("x=1 y=2 z=1")[0] == ["y", "z"]
    due, said = run("x=1 y=2")
    assert due == []
    assert "they passed: 2 proofs." in said
    assert run("x=1 y=bad")[0] == ["y"]
    assert run("x=1 y=bad")[0] == ["y"]
    assert run("x=1 y=2")[0] == ["y"]
