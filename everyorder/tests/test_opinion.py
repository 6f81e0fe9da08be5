"""A second opinion: exit statuses, sentences, and what contradicts what.

The oracle itself has its own tests; here its answers are put into its mouth, but for
one program that it really runs where there is a Python for it.
"""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from oracle_pythons import pair
from programs import threads

from everyorder import Outcome, opinion
from everyorder.command import main
from everyorder.oracle import OracleError, Seen, Tried
from everyorder.oracle import Outcome as Seeable

LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
QUIET = threads("pass", "pass", end="print(1)")
FEW = ["--limit", "30"]
DEADLOCK = ("deadlock", "", "")
TWO, ONE, NONE = ("ends", "", "2\n"), ("ends", "", "1\n"), ("ends", "", "0\n")


@pytest.fixture
def ask(tmp_path, capsys, monkeypatch):
    """Runs the command with an oracle that says this: (status, stdout, stderr)."""

    def ask(source, *told, options=()):
        def try_all(programs, options, *, python):
            seen = {Seeable(*one): Seen(1, 10 + n) for n, one in enumerate(told)}
            return [Tried("program", "3.13.1", 99, 1.0, seen)]

        monkeypatch.setattr(opinion, "try_all", try_all)
        monkeypatch.setattr("everyorder.command.find_python", lambda: "python3.13")
        file = tmp_path / "program.py"
        file.write_text(source)
        status = main([str(file), "--second-opinion", "1", *options])
        return status, *capsys.readouterr()

    return ask


def test_nothing_else_is_status_0(ask):
    status, out, _ = ask(LOST, TWO, ONE)
    assert status == 0
    assert (
        "opinion of 99 random schedules on CPython 3.13.1 saw no outcome that everyorder lacks."
        in out
    )


def test_an_outcome_that_the_engine_lacks_contradicts_it(ask):
    status, out, _ = ask(LOST, TWO, NONE)
    assert status == 1
    last = out.splitlines()[-1]
    assert "contradicts this: of 99 random schedules" in last
    assert 'one (seed 11) printed "0\\n"' in last
    assert "python -m everyorder.oracle" in last
    assert "--schedules 1 --seed 11 --python python3.13" in last


def test_a_deadlock_that_the_engine_lacks_is_told_first(ask):
    status, out, _ = ask(LOST, NONE, DEADLOCK)
    assert status == 1
    assert "(seed 11) came to a deadlock" in out


def test_json_has_the_opinion(ask):
    status, out, _ = ask(LOST, NONE, options=["--json"])
    told = json.loads(out)["second_opinion"]
    assert (status, told["against"], told["seed"]) == (1, "the verdict", 10)
    assert told["outcome"] == {"ending": "ends", "detail": "", "output": "0\n"}
    assert told["sentence"].startswith("A second opinion contradicts this")


def test_a_failure_that_it_does_not_see_is_not_denied(ask):
    status, out, _ = ask(LOST, TWO, options=["--same-output"])
    assert status == 1
    assert out.splitlines()[-1].endswith("saw no failure, which proves nothing.")


def test_a_failure_beyond_the_bound_of_the_search_speaks_against_the_program(ask):
    bounded = ["--same-output", "--preemptions", "0"]
    status, out, _ = ask(LOST, TWO, ONE, options=bounded)
    assert status == 1
    assert "A second opinion finds a failure: " in out


def test_a_failure_that_both_find_keeps_its_status(ask):
    status, out, _ = ask(LOST, TWO, ONE, options=["--same-output"])
    assert status == 1
    assert "saw a failure, too (seed 11), and no outcome that everyorder lacks." in out


def test_where_orders_are_left_only_a_failure_counts(ask):
    many = threads(*["\n".join(["log.append(0)"] * 9)] * 2, setup="log = []")
    status, out, _ = ask(many, NONE, options=FEW)
    assert (status, out.splitlines()[-1].endswith("proves nothing.")) == (0, True)
    status, out, _ = ask(many, NONE, DEADLOCK, options=FEW)
    assert status == 1
    assert "A second opinion finds a failure" in out


def test_what_is_only_slow_or_not_supported_contradicts_nothing(ask):
    status, out, _ = ask(LOST, TWO, ("too long", "", ""), ("unsupported", "fork", ""))
    assert (status, "saw no outcome that everyorder lacks" in out) == (0, True)
    status, out, _ = ask(LOST, ("unsupported", "fork", ""))
    assert (status, "There is no second opinion" in out) == (0, True)


def test_plain_time_is_the_oracles_as_well(ask):
    _, out, _ = ask(LOST, NONE, options=["--plain-time"])
    assert "--punctual" in out


@pytest.mark.parametrize("seconds", ["0", "-1", "soon"])
def test_seconds_must_be_a_number_above_0(ask, seconds):
    assert ask(LOST, options=["--second-opinion", seconds])[0] == 2


def test_without_a_python_for_it_the_status_is_2(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 11, 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "program.py"
    file.write_text(QUIET)
    assert main([str(file), "--second-opinion", "1"]) == 2
    assert "needs Python 3.12 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<A object at 0x7f00aa11bb22>", "<A object at 0x7f00ffffffff>"),
        ("<Thread(T, started 1397)>", "<Thread(T, started daemon 2398)>"),
        ("NameError: no 'lok'. Did you mean: 'lock'?", "NameError: no 'lok'"),
    ],
)
def test_what_means_nothing_is_taken_away(one, other):
    other = other.replace(" daemon", "")
    ends = [opinion.meaning(Outcome("raises", text, text)) for text in (one, other)]
    assert ends[0] == ends[1]


@pytest.fixture
def path(tmp_path):
    """A value of PATH with a Python for the oracle, where there is one."""
    try:
        python = pair().oracle
    except OracleError as error:
        pytest.skip(str(error))
    command = tmp_path / "bin" / "python3.13"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {python} "$@"\n')
    command.chmod(0o755)
    return f"{command.parent}{os.pathsep}{os.environ['PATH']}"


def test_cpython_agrees_on_a_lost_update(tmp_path, path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", path)
    file = tmp_path / "program.py"
    file.write_text(LOST)
    assert main([str(file), "--second-opinion", "0.5"]) == 0
    assert "saw no outcome that everyorder lacks" in capsys.readouterr().out


def test_an_interrupt_leaves_the_verdict_and_one_line(tmp_path, path):
    file = tmp_path / "program.py"
    file.write_text(LOST)
    process = subprocess.Popen(
        [sys.executable, "-m", "everyorder", str(file), "--second-opinion", "60"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout.readline().startswith("Ends in every order")
    time.sleep(2)  # it begins meanwhile
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert errors == "The second opinion was interrupted.\n"
