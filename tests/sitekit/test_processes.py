"""A run sees nothing of another one, ends with all it started, and says what it did."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sitekit.pages.marks import exits, hangs
from sitekit.rules import Rule
from sitekit.running import NotRun, process, python_at, run, run_all, run_as_shown
from tests.sitekit.made import made

PYTHON = python_at(sys.executable)


@pytest.fixture
def write(tmp_path):
    """Makes a program of this text, with these claims and, if any, this output."""

    def write(text, output=None, name="a.py", **claims):
        (tmp_path / name).write_text(text)
        found = made(f"learn/{name}", tmp_path / name, **claims)
        if output is not None:
            (tmp_path / "a.out").write_text(output)
            found.outputs[""] = tmp_path / "a.out"
        return found

    return write


def test_an_outcome_has_status_both_streams_and_the_time_it_took(write):
    text = "import os, sys\nos.write(1, b'\\xff\\n')\nsys.stderr.write('no')\nsys.exit(3)\n"
    outcome = run(write(text), PYTHON)
    assert (outcome.status, outcome.out, outcome.err) == (
        3,
        "\N{REPLACEMENT CHARACTER}\n",
        "no\n",
    )
    assert 0 < outcome.seconds < process.TIME_LIMIT


def test_the_streams_of_a_program_that_must_fail_are_one_in_the_order_written(write):
    text = "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\n1 / 0\n"
    outcome = run(write(text, ending=exits("Zero")), PYTHON)
    assert outcome.out.startswith("a\nb\nc\nTraceback")
    assert outcome.err == outcome.out


def test_a_program_runs_in_a_folder_of_its_own_without_input_and_in_utf_8(write):
    text = (
        "import os, sys\nprint(os.listdir(), sys.flags.utf8_mode, sys.stdin.read())\n"
        "print(sys.getswitchinterval(), os.environ.get('PYTHON_GIL'))\n"
        "print('PYTHONUNBUFFERED' in os.environ)\n"
    )
    python = replace(PYTHON, environment=(("PYTHON_GIL", "1"),))
    assert run(write(text), python).out == "['a.py'] 1 \n0.005 1\nFalse\n"
    assert "['a.py'] 1 \n1e-06 None\n" in run(write(text), PYTHON, hurried=True).out


def test_a_shell_script_stops_at_an_error_and_finds_programs_and_python(write):
    write("# --8<-- [start:a]\nprint('beside')\n# --8<-- [end:a]\n", name="b.py")
    text = "python b.py\ncat b.py\npython -c 'import sys; print(sys.executable)'\nfalse\necho x\n"
    outcome = run(write(text, name="a.sh"), PYTHON)
    assert outcome.out == f"beside\nprint('beside')\n{PYTHON.path}\n"
    assert outcome.status == 1


def alive(number):
    """Whether a process runs; one that ended and that nobody waits for does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="has no /proc")
def test_what_a_program_started_ends_with_it(write):
    text = (
        "import subprocess, time\n"
        "print(subprocess.Popen(['sleep', '60']).pid)\ntime.sleep(60)\n"
    )
    program = write(text, "1\n", ending=hangs(1), rule=Rule(like=r"\d+"))
    outcome = run(program, PYTHON)
    assert outcome.status is None
    deadline = time.monotonic() + 5
    while alive(int(outcome.out)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not alive(int(outcome.out))


@pytest.mark.parametrize("pidfd", [True, False])
def test_a_program_that_goes_on_is_ended_at_the_limit(write, monkeypatch, pidfd):
    if not pidfd:
        monkeypatch.delattr(os, "pidfd_open", raising=False)
    monkeypatch.setattr(process, "TIME_LIMIT", 0.5)
    assert run(write("import time\ntime.sleep(60)\n"), PYTHON).status is None
    monkeypatch.setattr(process, "TIME_LIMIT", 60)
    assert run(write("import sys\nsys.exit(3)\n"), PYTHON).status == 3


def test_a_program_that_is_to_hang_gets_the_time_to_write_what_its_page_shows(write):
    late = "import time\ntime.sleep(0.5)\nprint('x')\ntime.sleep(60)\n"
    assert run(write(late, "x\n", ending=hangs(0.1)), PYTHON).out == "x\n"
    ends = "import time\ntime.sleep(0.5)\nprint('x')\n"
    assert run(write(ends, "y\n", ending=hangs(0.1)), PYTHON).status == 0


COUNTED = """
import pathlib
runs = pathlib.Path({file!r})
runs.write_text(runs.read_text() + "x")
print(len(runs.read_text()))
"""


@pytest.mark.parametrize(
    ("name", "output", "runs"),
    [
        ("a_broken.py", "1\n", 1),
        ("a_broken.py", "3\n", 3),
        ("a_broken.py", "never\n", 4),
        ("a.py", "3\n", 1),
    ],
)
def test_only_a_broken_program_is_tried_again_and_not_for_ever(
    write, tmp_path, name, output, runs
):
    file = tmp_path / "runs"
    file.write_text("")
    run_as_shown(write(COUNTED.format(file=str(file)), output, name), PYTHON)
    assert file.read_text() == "x" * runs


def test_all_programs_are_started_and_each_outcome_can_be_asked_for(write):
    programs = [
        write("print(1)\n"),
        write(
            "import time\nprint(2)\ntime.sleep(60)\n", "2\n", "b.py", ending=hangs(0.5)
        ),
    ]
    runs = run_all(programs, PYTHON)
    assert list(runs) == [program.path for program in programs]
    assert [run.result().out for run in runs.values()] == ["1\n", "2\n"]


def lacks(program, reason, of_python=False):
    with pytest.raises(NotRun) as lacking:
        run(program, PYTHON)
    assert (str(lacking.value), lacking.value.of_python) == (reason, of_python)


def only_this_python(wanted):
    return lambda path, code: (path, code) == (PYTHON.path, wanted)


def test_what_a_machine_lacks_is_said(write, monkeypatch):
    screen = write("print(1)\n", needs=frozenset({"screen"}))
    fork = write("print(1)\n", needs=frozenset({"fork"}))
    assert run(fork, PYTHON).out == "1\n"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(process, "_runs", lambda path, code: True)
    monkeypatch.setenv("DISPLAY", ":0")
    assert run(screen, PYTHON).out == "1\n"
    monkeypatch.delenv("DISPLAY")
    lacks(screen, "needs a screen")
    monkeypatch.setattr(process, "_runs", lambda path, code: False)
    lacks(screen, "needs tkinter", of_python=True)
    lacks(write("echo 1\n", name="a.sh"), "needs bash")
    lacks(write("print(1)\n", needs=frozenset({"compiler"})), "needs a C compiler")
    monkeypatch.delattr(os, "fork")
    lacks(fork, "needs os.fork")


def test_a_window_gets_a_screen_of_its_own_where_there_is_one_to_have(
    write, monkeypatch, tmp_path
):
    fake = tmp_path / "xvfb-run"
    fake.write_text('#!/bin/sh\necho "$1"\nshift\nexec "$@"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(process, "_runs", only_this_python(process.TKINTER))
    program = write("print(1)\n", needs=frozenset({"screen"}))
    assert run(program, PYTHON).out == "--auto-servernum\n1\n"


def test_a_module_in_c_is_built_where_the_headers_of_this_python_are(
    write, monkeypatch
):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    program = write("print(1)\n", needs=frozenset({"compiler"}))
    monkeypatch.setattr(process, "_runs", only_this_python(process.HEADERS))
    assert run(program, PYTHON).out == "1\n"
    monkeypatch.setattr(process, "_runs", lambda path, code: False)
    lacks(program, "needs the headers of Python", of_python=True)


def test_an_interpreter_is_asked_where_its_headers_are(tmp_path):
    code = "import sysconfig; print(sysconfig.get_path('include'))"
    done = subprocess.run([PYTHON.path, "-c", code], capture_output=True, text=True)
    header = Path(done.stdout.strip(), "Python.h")
    assert process._runs(PYTHON.path, process.HEADERS) is header.exists()
    assert process._runs(str(write_python(tmp_path, 1)), process.HEADERS) is False


def write_python(folder, status):
    """An interpreter that ends with this status, whatever it is to run."""
    file = folder / "python3"
    file.write_text(f"#!/bin/sh\nexit {status}\n")
    file.chmod(0o755)
    return file


def test_an_interpreter_is_asked_for_tkinter(tmp_path):
    for status, has in (("0", True), ("1", False)):
        file = tmp_path / f"python{status}"
        file.write_text(f'#!/bin/sh\n[ "$2" = "import tkinter" ] && exit {status}\n')
        file.chmod(0o755)
        assert process._runs(str(file), process.TKINTER) is has
