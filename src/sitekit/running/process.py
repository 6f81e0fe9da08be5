"""Runs programs the way a reader would: as `__main__`, in a fresh interpreter.

Each run gets an empty folder, no standard input, UTF-8 and a time limit, so that no
run can see another. What an outcome is worth is said in verdict.py; it knows nothing
of pytest.
"""

import functools
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from sitekit.programs import Program, published
from sitekit.rules import neutral
from sitekit.running.outcome import TIME_LIMIT, NotRun, Outcome
from sitekit.running.pythons import Python, environment_of_runs
from sitekit.running.verdict import check

BROKEN_TRIES = 4
TKINTER = "import tkinter"
HEADERS = "import os, sysconfig; os.stat(sysconfig.get_path('include') + '/Python.h')"


def run(program: Program, python: Python, *, hurried: bool = False) -> Outcome:
    """Run the program once; raises NotRun where this machine lacks what it needs.

    With `hurried` the interpreter may switch threads every microsecond.
    """
    command = _command(program, python)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        around = Path(name).resolve()
        folder = around / "program"
        _fill(folder, program)
        environment = _environment(program, python, around, hurried)
        out = around / "stdout"
        err = out if program.claims.ending.merged else around / "stderr"
        with out.open("ab") as stdout, err.open("ab") as stderr:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                start_new_session=True,
            )
            started = time.monotonic()
            try:
                outcome = _awaited(process, program, python, folder, out, err)
            finally:
                _kill(process)
    return replace(outcome, seconds=time.monotonic() - started)


def _environment(
    program: Program, python: Python, around: Path, hurried: bool
) -> dict[str, str]:
    """The variables of a run; the files that they name are made in `around`."""
    environment = {**environment_of_runs(), **dict(python.environment)}
    if program.claims.ending.status is None or program.claims.ending.merged:
        # Otherwise a full pipe or a kill would change what the page can show.
        environment["PYTHONUNBUFFERED"] = "1"
    if hurried:
        hurry = "import sys; sys.setswitchinterval(1e-6)"
        (around / "sitecustomize.py").write_text(hurry, "utf-8")
        environment["PYTHONPATH"] = str(around)
    if program.language == "bash":
        script = around / "python"
        script.write_text(f'#!/bin/sh\nexec "{python.path}" "$@"\n', "utf-8")
        script.chmod(0o755)
        environment["PATH"] = f"{around}{os.pathsep}{environment['PATH']}"
    return environment


def _awaited(
    process: subprocess.Popen, program: Program, python: Python, folder: Path, *files
) -> Outcome:
    """What the run did until it ended, or for as long as it may take.

    On a busy machine, a program that is to hang may not have come to that in its time:
    it gets more, until it has written what the page shows.
    """
    ending = program.claims.ending
    status = _wait(process, ending.seconds or TIME_LIMIT)
    outcome = _outcome(status, folder, *files)
    patience = TIME_LIMIT if ending.status is None else 0
    while status is None and patience > 0 and check(program, outcome, python):
        status, patience = _wait(process, 1), patience - 1
        outcome = _outcome(status, folder, *files)
    return outcome


def run_as_shown(program: Program, python: Python) -> Outcome:
    """Run the program; a broken one, if need be, until it does what typically happens.

    Its page says that some orders break it, and a run may take one of those. So one
    run that keeps the page is enough, out of a few.
    """
    outcome = run(program, python)
    for _ in range(BROKEN_TRIES - 1):
        if not program.broken or not check(program, outcome, python):
            break
        outcome = run(program, python)
    return outcome


def _wait(process: subprocess.Popen, seconds: float) -> int | None:
    """The exit status, or None if it still runs after so many seconds.

    Popen.wait with a timeout sleeps between looks for up to 50 ms, which is longer than
    most programs take; where the system can tell when a process ends, we let it.
    """
    if hasattr(os, "pidfd_open"):
        watch = os.pidfd_open(process.pid)
        try:
            select.select([watch], [], [], seconds)
        finally:
            os.close(watch)
        return process.poll()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _outcome(status: int | None, folder: Path, *files: Path) -> Outcome:
    written = (neutral(file.read_text("utf-8", "replace"), folder) for file in files)
    return Outcome(status, *written)


def _kill(process: subprocess.Popen) -> None:
    """End the process and whatever it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except AttributeError:  # Windows has no process groups of this kind
        process.kill()
    except ProcessLookupError:
        pass
    process.wait()


def _fill(folder: Path, program: Program) -> None:
    """Make the program's folder; a shell script also finds the programs beside it."""
    folder.mkdir()
    (folder / program.path.name).write_text(program.text, "utf-8")
    if program.language == "bash":
        for file in program.file.parent.glob("*.py"):
            (folder / file.name).write_text(published(file.read_text("utf-8")), "utf-8")


def _command(program: Program, python: Python) -> list[str]:
    if program.language == "bash":
        if not shutil.which("bash"):
            raise NotRun("needs bash")
        return ["bash", "-e", program.path.name]
    _refuse_lacking(program.claims.needs, python)
    command = [python.path, program.path.name]
    screen = "screen" in program.claims.needs and shutil.which("xvfb-run")
    return ["xvfb-run", "--auto-servernum", *command] if screen else command


def _refuse_lacking(needs: frozenset[str], python: Python) -> None:
    """Raise NotRun where the machine, or this Python, has not what a program needs."""
    if "fork" in needs and not hasattr(os, "fork"):
        raise NotRun("needs os.fork")
    if "compiler" in needs and not shutil.which("cc"):
        raise NotRun("needs a C compiler")
    if "compiler" in needs and not _runs(python.path, HEADERS):
        raise NotRun("needs the headers of Python", of_python=True)
    if "screen" in needs and not _runs(python.path, TKINTER):
        raise NotRun("needs tkinter", of_python=True)
    if "tqdm" in needs and not _runs(python.path, "import tqdm"):
        raise NotRun("needs tqdm", of_python=True)
    shown = shutil.which("xvfb-run") or os.environ.get("DISPLAY")
    if "screen" in needs and not shown:
        raise NotRun("needs a screen")


@functools.cache
def _runs(path: str, code: str) -> bool:
    """Whether a Python runs this code to its end."""
    return subprocess.run([path, "-c", code], capture_output=True).returncode == 0


def run_all(programs, python: Python):
    """Start every program, side by side on all cores; a future for each, by path.

    Several run on each core, since many sleep for a while. Programs that are meant to
    hang only wait, so they get a pool of their own and take no place from the others.
    """
    pool, idle = ThreadPoolExecutor(4 * (os.cpu_count() or 1)), ThreadPoolExecutor(8)
    try:
        return {
            p.path: (idle if p.claims.ending.status is None else pool).submit(
                run_as_shown, p, python
            )
            for p in programs
        }
    finally:
        pool.shutdown(wait=False)
        idle.shutdown(wait=False)
