"""Run one program the way a reader would: as `__main__`, in a fresh interpreter.

Each run gets an empty folder, no standard input, UTF-8 and a time limit, so that no
run can see another. `check` holds the outcome to the page and says in words what
is wrong. It knows nothing of pytest.
"""

import functools
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sitekit.programs import Program, file_lines, published
from sitekit.rules import neutral

BROKEN_TRIES = 4
TIME_LIMIT = 60  # seconds; far above any program, so that only a hang reaches it


class NotRun(Exception):
    """This machine cannot run the program; the message is the reason."""


@dataclass(frozen=True)
class Python:
    """An interpreter: its path, `3.13.1` as `version`, and whether it has a GIL now."""

    path: str
    version: str
    implementation: str
    gil: bool
    free_threaded: bool
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(int(part) for part in re.findall(r"\d+", self.version)[:3])

    @property
    def short(self) -> str:
        """`3.11`, or `3.13t` for a free-threaded build."""
        return "{}.{}".format(*self.numbers) + ("t" if self.free_threaded else "")

    @property
    def long(self) -> str:
        kind = ", free-threaded build" if self.free_threaded else ""
        gil = ", GIL enabled" if self.free_threaded and self.gil else ""
        return f"{self.implementation} {self.version}{kind}{gil}"


_ASK = """
import json, platform, sys, sysconfig
print(json.dumps([platform.python_version(), platform.python_implementation(),
    getattr(sys, "_is_gil_enabled", lambda: True)(),
    bool(sysconfig.get_config_var("Py_GIL_DISABLED"))]))
"""


@functools.cache
def python_at(path: str, environment: tuple[tuple[str, str], ...] = ()) -> Python:
    """What the interpreter at `path` says of itself; ValueError if it is none."""
    try:
        done = subprocess.run(
            [path, "-c", _ASK],
            capture_output=True,
            text=True,
            check=True,
            timeout=TIME_LIMIT,
            env={**_environment(), **dict(environment)},
        )
        version, implementation, gil, free_threaded = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise ValueError(f"{path} is not a Python that runs: {error}") from error
    return Python(path, version, implementation, gil, free_threaded, environment)


def this_python() -> Python:
    return python_at(sys.executable)


@dataclass(frozen=True)
class Outcome:
    """What a run did. `status` is None when it was still running at the limit."""

    status: int | None
    out: str
    err: str


def _environment() -> dict[str, str]:
    """The caller's environment without what would change how Python behaves."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return kept | {
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "NO_COLOR": "1",
        "PYTHON_COLORS": "0",
    }


def run(program: Program, python: Python, *, hurried: bool = False) -> Outcome:
    """Run the program once; raises NotRun where this machine lacks what it needs.

    With `hurried` the interpreter may switch threads every microsecond.
    """
    command = _command(program, python)
    environment = {**_environment(), **dict(python.environment)}
    if program.ending.status is None or program.ending.merged:
        # Otherwise a full pipe or a kill would change what the page can show.
        environment["PYTHONUNBUFFERED"] = "1"
    limit = program.ending.seconds or TIME_LIMIT
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        around = Path(name).resolve()
        folder = around / "program"
        _fill(folder, program)
        if hurried:
            hurry = "import sys; sys.setswitchinterval(1e-6)"
            (around / "sitecustomize.py").write_text(hurry, "utf-8")
            environment["PYTHONPATH"] = str(around)
        if program.language == "bash":
            script = around / "python"
            script.write_text(f'#!/bin/sh\nexec "{python.path}" "$@"\n', "utf-8")
            script.chmod(0o755)
            environment["PATH"] = f"{around}{os.pathsep}{environment['PATH']}"
        out = around / "stdout"
        err = out if program.ending.merged else around / "stderr"
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
            try:
                status = _wait(process, limit)
                outcome = _outcome(status, folder, out, err)
                # On a busy machine, a program that is to hang may not have come to
                # that yet: it gets more time to write what the page shows.
                patience = TIME_LIMIT if program.ending.status is None else 0
                while (
                    status is None and patience > 0 and check(program, outcome, python)
                ):
                    status, patience = _wait(process, 1), patience - 1
                    outcome = _outcome(status, folder, out, err)
            finally:
                _kill(process)
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
    command = [python.path, program.path.name]
    if "fork" in program.needs and not hasattr(os, "fork"):
        raise NotRun("needs os.fork")
    if "screen" in program.needs:
        if not _has_tkinter(python.path):
            raise NotRun("needs tkinter")
        if shutil.which("xvfb-run"):
            return ["xvfb-run", "--auto-servernum", *command]
        if not os.environ.get("DISPLAY"):
            raise NotRun("needs a screen")
    return command


@functools.cache
def _has_tkinter(path: str) -> bool:
    done = subprocess.run([path, "-c", "import tkinter"], capture_output=True)
    return done.returncode == 0


def too_old(program: Program, python: Python) -> bool:
    return python.numbers < program.since


def check(program: Program, outcome: Outcome, python: Python) -> str | None:
    """What is wrong with the outcome, in words; None when the page keeps its word."""
    ending, wrote = program.ending, outcome.out
    if too_old(program, python):
        return _check_refusal(program, outcome)
    if ending.status is None:
        if outcome.status is not None:
            return _tell(
                program,
                outcome,
                f"should still be running after {ending.seconds} s, but exited"
                f" with status {outcome.status}",
                "If it now ends well, take the hangs mark away.",
            )
    elif outcome.status is None:
        return _tell(
            program,
            outcome,
            f"still running after {TIME_LIMIT} s",
            "Look for a lock that is never released or a queue that is never fed;"
            " if it is meant to hang, mark it with hangs(1).",
        )
    elif outcome.status != ending.status:
        return _tell(
            program,
            outcome,
            f"exit status {outcome.status}, not {ending.status}",
            "Mend the program, or mark it with exits(...) if the error is the point."
            if ending.status == 0
            else "If it now ends well, take the exits mark away.",
        )
    if ending.text and ending.text not in wrote + outcome.err:
        return _tell(
            program,
            outcome,
            f"{ending.text!r} is not in what it wrote to stderr",
            "Mend the program or the mark.",
        )
    expects_text = ending.merged or (ending.status is None and ending.text)
    if outcome.err and not expects_text:
        return _tell(
            program,
            outcome,
            "it wrote to stderr",
            'Mend the program, or mark it with stderr("text") if that is the point.',
        )
    return _check_output(program, outcome)


def _check_output(program: Program, outcome: Outcome) -> str | None:
    if program.expected is None:
        if outcome.out and not program.measured:
            return _tell(
                program,
                outcome,
                "it prints, and the page does not show what",
                "Below it, add <!--pytest-codeblocks:expected-output--> and a"
                ' ```text title="Output" block with'
                f' --8<-- "{program.path.with_suffix(".out")}",'
                " which `make outputs` records.",
            )
        return None
    shown = program.expected.read_text("utf-8")
    if program.rule.keeps(shown, outcome.out):
        return None
    return _tell(
        program,
        outcome,
        f"the output is not what the page shows\n--- {program.expected.name}\n"
        f"{shown.rstrip()}\n--- the run",
        "If the new output is right, run `make outputs` and read the difference.",
        bare=True,
    )


def _check_refusal(program: Program, outcome: Outcome) -> str | None:
    """On a Python that is too old, a program must say so in a sentence and stop."""
    version = ".".join(map(str, program.since))
    wrote = (outcome.out + outcome.err).strip()
    if outcome.status == 1 and f"Python {version}" in wrote and "\n" not in wrote:
        return None
    return _tell(
        program,
        outcome,
        f"on an older Python it must stop in one sentence that names Python {version}",
        f"Begin it with: if sys.version_info < {program.since}:"
        f' sys.exit("This program needs Python {version} or newer.")',
    )


def _tell(
    program: Program, outcome: Outcome, wrong: str, advice: str, bare: bool = False
) -> str:
    """The whole message: what is wrong, what was written, where, what to do."""
    parts = [wrong]
    if outcome.out:
        head = "" if bare else "--- stdout\n"
        parts.append(head + outcome.out.rstrip())
    if outcome.err and not program.ending.merged:
        parts.append(f"--- stderr\n{outcome.err.rstrip()}")
    place = _raising_line(program, outcome)
    if place:
        parts.append(place)
    parts.append(advice)
    return "\n".join(parts)


def _raising_line(program: Program, outcome: Outcome) -> str | None:
    """The snippet's own line that the last traceback ends in."""
    pattern = rf'File "{re.escape(program.path.name)}", line (\d+)'
    numbers = re.findall(pattern, outcome.out + outcome.err)
    lines = file_lines(program.file.read_text("utf-8"))
    if not numbers or int(numbers[-1]) > len(lines):
        return None
    return f"raised at snippets/{program.path}:{lines[int(numbers[-1]) - 1]}"


def run_all(programs, python: Python):
    """Start every program, side by side on all cores; a future for each, by path.

    Several run on each core, since many sleep for a while. Programs that are meant to
    hang only wait, so they get a pool of their own and take no place from the others.
    """
    pool, idle = ThreadPoolExecutor(4 * (os.cpu_count() or 1)), ThreadPoolExecutor(8)
    try:
        return {
            p.path: (idle if p.ending.status is None else pool).submit(
                run_as_shown, p, python
            )
            for p in programs
        }
    finally:
        pool.shutdown(wait=False)
        idle.shutdown(wait=False)
