"""What stands is left out, counted and recorded; in a small project, with workers too."""

import re
import subprocess

import pytest

from tests.conftest import ROOT
from tests.standing import FILE

TEST = """
import pytest

@pytest.mark.parametrize("page", ["learn/locks", "learn/pools"])
def test_a_page(page):
    assert page != {fails!r}

def test_without_a_page():
    pass
"""
HOOKS = """
import tests.leaving_out as it
from pathlib import Path

it.ROOT = Path(__file__).parent
from tests.leaving_out import pytest_addoption, pytest_configure
"""


@pytest.fixture
def project(pytester, monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    root = pytester.path
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    for page in ("locks", "pools"):
        (root / f"docs/learn/{page}.md").parent.mkdir(parents=True, exist_ok=True)
        (root / f"docs/learn/{page}.md").write_text(page, "utf-8")
    (root / "everyorder/tests").mkdir(parents=True)
    (root / "tests").mkdir()
    (root / "conftest.py").write_text(HOOKS, "utf-8")
    write(root)
    return pytester


def write(root, fails=""):
    text = TEST.format(fails=fails)
    (root / "everyorder/tests/test_it.py").write_text(text, "utf-8")


def run(project, *options):
    done = project.runpytest_subprocess(*options)
    if done.ret not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return done, {}
    return done, {k: n for k, n in done.parseoutcomes().items() if k != "deselected"}


@pytest.mark.parametrize("workers", [0, 2])
def test_what_passed_is_left_out_and_counted(project, workers):
    parallel = ("-n", str(workers))
    assert run(project, "--record-standing", *parallel)[1] == {"passed": 3}
    done, outcomes = run(project, "--leave-out-standing", *parallel)
    assert outcomes.get("passed", 0) == 0
    assert re.search(r"Left out: 3 tests \(3 of the engine\)", done.stdout.str())
    assert run(project, *parallel)[1] == {"passed": 3}


def test_a_unit_with_a_failure_is_not_recorded(project):
    write(project.path, fails="learn/pools")
    assert run(project, "--record-standing")[1] == {"passed": 2, "failed": 1}
    recorded = (project.path / FILE).read_text("utf-8")
    assert "test_it.py learn/locks" in recorded
    assert "test_it.py learn/pools" not in recorded


def test_a_part_of_a_file_is_not_recorded(project):
    done, _ = run(project, "--record-standing", "-k", "locks")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done, _ = run(
        project, "--record-standing", "everyorder/tests/test_it.py::test_a_page"
    )
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert not (project.path / FILE).exists()


def test_an_interrupted_run_records_nothing(project):
    test = project.path / "everyorder/tests/test_it.py"
    stopping = "\ndef test_that_is_stopped():\n    raise KeyboardInterrupt\n"
    test.write_text(test.read_text("utf-8") + stopping, "utf-8")
    run(project, "--record-standing")
    assert not (project.path / FILE).exists()


def test_without_git_everything_runs(project, monkeypatch):
    run(project, "--record-standing")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    done, outcomes = run(project, "--leave-out-standing")
    assert outcomes == {"passed": 3}
    assert "Everything runs" in done.stdout.str()
