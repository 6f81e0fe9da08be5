"""Trying programs: the side of the caller.

The programs run in a process of another file (worker.py), on the Python that is asked
for, so this one may be older and may have imported whatever it likes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .outcome import SCHEDULES, Options, Outcome, Program, Seen, Tried

WORKER = Path(__file__).resolve().with_name("worker.py")


class OracleError(Exception):
    """The Python that is to run the programs cannot."""


def outcomes(
    path: str | Path,
    schedules: int = SCHEDULES,
    seconds: float | None = None,
    first_seed: int = 0,
    early: bool = True,
    *,
    python: str | None = None,
) -> dict[Outcome, Seen]:
    """All outcomes that the program in a file had, each with how often, and a seed.

    The same seed gives the same outcome on the same Python; `python` is the
    interpreter, this one if it is left out. Raises OracleError before 3.12.
    """
    options = Options(schedules, seconds, first_seed, early)
    (tried,) = try_all([Program.read(path)], options, python=python)
    return tried.outcomes


def try_all(
    programs: Iterable[Program], options: Options, *, python: str | None = None
) -> Iterator[Tried]:
    """What each program came to, one after another, all in one warm process."""
    python = python or sys.executable
    require(python)
    worker = subprocess.Popen(
        [python, "-s", "-S", "-P", str(WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    with worker:
        try:
            version = _ask(worker, None)["python"]
            for program in programs:
                request = {"program": asdict(program), "options": asdict(options)}
                yield _tried(program.name, version, _ask(worker, request))
        finally:
            worker.kill()


def require(python: str) -> None:
    """Raise OracleError if this interpreter has no `sys.monitoring`."""
    try:
        done = subprocess.run(
            [python, "-S", "-c", "import sys; print(sys.version_info >= (3, 12))"],
            capture_output=True,
            text=True,
        )
    except OSError as error:
        raise OracleError(f"{python}: {error.strerror}") from None
    if done.stdout.strip() != "True":
        raise OracleError(f"{python}: Python 3.12 or newer is needed")


def _ask(worker: Any, request: object) -> dict[str, Any]:
    try:
        if request:
            worker.stdin.write(json.dumps(request).encode() + b"\n")
            worker.stdin.flush()
        answer: dict[str, Any] = json.loads(worker.stdout.readline())
    except (OSError, ValueError):
        raise OracleError(f"{worker.args[0]} ended without an answer") from None
    return answer


def _tried(name: str, version: str, answer: dict[str, Any]) -> Tried:
    outcomes = {
        Outcome(one["ending"], one["detail"], one["output"]): Seen(
            one["count"], one["seed"]
        )
        for one in answer["outcomes"]
    }
    return Tried(name, version, answer["schedules"], answer["seconds"], outcomes)
