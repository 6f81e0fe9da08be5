"""The engine's outcomes of many programs, each from a process of its own.

As a script it is a process that waits for programs, on whatever Python it is run with:
it forks itself for each, so that none sees what another left behind and one that does
not end costs no other. `Engine` is the caller's side. Lines of JSON go both ways.
"""

import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import astuple, dataclass
from pathlib import Path

from everyorder.execution import Runner
from everyorder.instrument.program import ProgramError, load_source
from everyorder.outcomes import Outcome, outcomes

SOURCE = Path(__file__).parents[1] / "src"
PATIENCE = 10.0  # seconds more than the search was given


@dataclass(frozen=True)
class Answer:
    """What the engine says of a program: its outcomes, in so many orders.

    Unless `why` is empty, there may be more of them.
    """

    found: frozenset[Outcome]
    orders: int
    why: str = ""


class Engine:
    """The engine in a process on a Python that has greenlet; use it inside `with`."""

    def __init__(self, python: str):
        self.python = python

    def __enter__(self):
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": "0"}
        self.process = subprocess.Popen(
            [self.python, "-W", "ignore", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def outcomes(self, name: str, source: str, seconds: float) -> Answer:
        """What the engine says after at most so many seconds, and some more."""
        request = json.dumps({"name": name, "source": source, "seconds": seconds})
        self.process.stdin.write(f"{request}\n")
        self.process.stdin.flush()
        found, orders, why = json.loads(self.process.stdout.readline())
        return Answer(frozenset(Outcome(*one) for one in found), orders, why)


def serve() -> None:
    """Answer until stdin ends."""
    runner = Runner(load_source("import threading, queue, concurrent.futures"))
    for line in sys.stdin:
        request = json.loads(line)
        here, there = os.pipe()
        child = os.fork()
        if not child:
            os.close(here)
            try:
                _write(there, _answer(runner, request))
            finally:
                os._exit(0)
        os.close(there)
        told = _read(here, request["seconds"] + PATIENCE)
        os.close(here)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(told or '[[], 0, "too slow"]', flush=True)


def _answer(runner, request) -> str:
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    try:
        program = load_source(request["source"], request["name"])
    except ProgramError as error:
        why = f"{error.verdict}: {str(error).partition('does not support ')[2]}"
        return json.dumps([[], 0, why.rstrip(".")])
    try:
        mine = outcomes(program, seconds=request["seconds"], runner=runner)
    except Exception as error:
        return json.dumps([[], 0, f"mistake: {type(error).__name__}: {error}"])
    why = f"{mine.why}: {mine.detail}" if mine.detail else mine.why
    return json.dumps([[astuple(one) for one in mine.found], mine.orders, why])


def _write(pipe: int, text: str) -> None:
    left = text.encode()
    while left:
        left = left[os.write(pipe, left) :]


def _read(pipe: int, seconds: float) -> str:
    """What a child writes; nothing if it does not write it in time, or ended."""
    if not select.select([pipe], [], [], seconds)[0]:
        return ""
    with os.fdopen(os.dup(pipe), "rb") as file:
        return file.read().decode()


if __name__ == "__main__":
    serve()
