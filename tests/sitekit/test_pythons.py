"""Interpreters are found where they lie, and asked what they are."""

import json
import sys

import pytest

from sitekit.releases import numbers
from sitekit.running import Python, found_pythons, python_at, pythons


def test_a_python_has_a_short_and_a_long_name():
    default = Python("python", "3.13.1", "CPython", gil=True, free_threaded=False)
    assert default.numbers == (3, 13, 1)
    assert (default.short, default.long) == ("3.13", "CPython 3.13.1")
    free = Python("python", "3.14.0rc2", "CPython", gil=False, free_threaded=True)
    assert free.numbers == (3, 14, 0)
    assert (free.short, free.long) == (
        "3.14t",
        "CPython 3.14.0rc2, free-threaded build",
    )
    slow = Python("python", "3.14.0", "CPython", gil=True, free_threaded=True)
    assert slow.long == "CPython 3.14.0, free-threaded build, GIL enabled"


@pytest.mark.parametrize(
    ("version", "found"),
    [
        ("3.9", (3, 9)),
        ("3.13t", (3, 13)),
        ("3.14.2", (3, 14, 2)),
        ("3.14.2+", (3, 14, 2)),
        ("3.15.0b1", (3, 15, 0)),
        ("3.15.0rc1", (3, 15, 0)),
    ],
)
def test_a_version_begins_with_its_numbers(version, found):
    assert numbers(version) == found


def test_an_interpreter_says_what_it_is():
    here = python_at(sys.executable)
    assert here.numbers == sys.version_info[:3]
    assert (here.path, here.environment) == (sys.executable, ())
    assert pythons.this_python() is here


@pytest.fixture
def install(tmp_path):
    """Puts something that answers as a Python into a folder; a text is its error."""

    def install(path, answer):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        says = f"echo '{json.dumps(answer)}'" if isinstance(answer, list) else answer
        file.write_text(f"#!/bin/sh\n{says}\n")
        file.chmod(0o755)
        return str(file)

    return install


@pytest.mark.parametrize("answer", ["exit 3", "echo no", "echo '[1]'"])
def test_what_is_no_python_is_told(install, answer):
    path = install("python3", answer)
    with pytest.raises(ValueError, match=f"{path} is not a Python that runs: "):
        python_at(path)


def test_a_python_is_asked_as_it_will_be_run(install, monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    asks = (
        'echo "[\\"3.13.1\\", \\"$PYTHON_GIL$PYTHONSTARTUP$PYTHONUTF8\\", true, true]"'
    )
    python = python_at(install("python3", asks), (("PYTHON_GIL", "1"),))
    assert python.implementation == "11"
    assert python.environment == (("PYTHON_GIL", "1"),)


def test_runs_inherit_what_does_not_change_python(monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    monkeypatch.setenv("LANG", "C.UTF-8")
    kept = pythons.environment_of_runs()
    assert kept["LANG"] == "C.UTF-8"
    assert {
        name: kept[name] for name in kept if "PYTHON" in name or "COLOR" in name
    } == {
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "NO_COLOR": "1",
        "PYTHON_COLORS": "0",
    }


def test_each_version_and_build_is_found_once_by_its_newest_release(
    install, monkeypatch, tmp_path
):
    def put(path, version, implementation="CPython", free_threaded=False):
        return install(path, [version, implementation, True, free_threaded])

    here = python_at(put("here/python", "3.12.1"))
    monkeypatch.setattr(sys, "executable", here.path)
    monkeypatch.setattr(pythons, "PLACES", ("{cache}/pythons/*/bin/python3*",))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'one'}:{tmp_path / 'two'}:/bin")
    put("one/python3.12", "3.12.9")
    put("one/python3.13", "3.13.10")
    put("one/python3.9", "3.9.9")
    put("one/python3.13-config", "3.16.0")
    put("one/python4", "4.0.0")
    put("two/python3", "3.13.9")
    put("two/python3.13t", "3.13.2", free_threaded=True)
    put("two/python3.11", "3.11.9", "PyPy")
    install("two/python3.15", "exit 1")
    put("cache/pythons/a/bin/python3.14", "3.14.0")
    put("cache/pythons/b/bin/python3.14", "3.14.2")
    monkeypatch.setattr(pythons, "_candidates", candidates_below(tmp_path))
    found = [(python.short, python.version) for python in found_pythons()]
    assert found == [
        ("3.12", "3.12.1"),
        ("3.13t", "3.13.2"),
        ("3.13", "3.13.10"),
        ("3.14", "3.14.2"),
    ]


def candidates_below(folder):
    """The real search, without what this machine has beside the test's folder."""
    real = pythons._candidates
    return lambda: [path for path in real() if path.is_relative_to(folder)]


def test_the_oldest_python_is_found_and_none_that_is_older(install, monkeypatch):
    here = python_at(install("here/python", ["3.15.0", "CPython", True, False]))
    monkeypatch.setattr(sys, "executable", here.path)
    oldest = ["3.11.0", "CPython", True, False]
    paths = [
        install("python3.11", oldest),
        install("python3.10", ["3.10.99", *oldest[1:]]),
    ]
    monkeypatch.setattr(pythons, "_candidates", lambda: paths)
    assert [python.short for python in found_pythons()] == ["3.11", "3.15"]
