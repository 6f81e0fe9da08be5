"""Trying a program: a process for it, and a fork of that one for each schedule.

It imports what the program is about to import, so that each fork, which runs the
program once (run.py), starts from a clean interpreter that has it already. Requests and
answers are lines of JSON; client.py writes and reads them.
"""

import ast
import contextlib
import gc
import importlib
import json
import os
import queue
import signal
import site
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import CodeType
from typing import IO

from . import clocks
from .choices import SCOPES, Plan, measuring, planned
from .outcome import Options, Outcome, Program, Seen
from .run import describe, run

WARM = (queue,)  # with threading: what most programs import
MOST_HANGS = 3  # a program that hangs so often will go on hanging
UNWANTED = frozenset(("antigravity", "idlelib", "this", "tkinter", "turtle"))


def serve() -> None:
    """Answer requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the caller tells of it
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in 0, 1:
        os.dup2(nothing, descriptor)
    site.setquit()
    _answer(answers, {"python": sys.version.split()[0]})
    for line in requests:
        request = json.loads(line)
        child = os.fork()  # so that no program inherits what another imported
        if not child:
            program = Program(**request["program"])
            options = Options(**request["options"])
            _answer(answers, Trial(program, options).result())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(f"the process of {request['program']['name']} ended: {status}")


def _answer(answers: IO[bytes], value: object) -> None:
    answers.write(json.dumps(value).encode() + b"\n")
    answers.flush()


class Trial:
    """A program under many schedules."""

    program: Program
    options: Options
    schedules: int
    hangs: int
    started: float

    def __init__(self, program: Program, options: Options):
        self.program, self.options = program, options
        self.parent: int = os.getppid()
        self.seen: dict[Outcome, Seen] = {}
        self.schedules, self.hangs, self.started = 0, 0, clocks.monotonic()

    def result(self) -> dict[str, object]:
        """The outcomes, as JSON."""
        try:
            code = compile(
                self.program.source, self.program.name, "exec", dont_inherit=True
            )
        except (SyntaxError, ValueError) as error:
            failed = Outcome("raises", describe(error), "")
            self.seen, self.schedules = {failed: Seen(1, self.options.first_seed)}, 1
        else:
            prepare(self.program)
            self._run_all(code)
        return {
            "schedules": self.schedules,
            "seconds": clocks.monotonic() - self.started,
            "outcomes": [
                {**asdict(outcome), **asdict(seen)}
                for outcome, seen in self.seen.items()
            ],
        }

    def _run_all(self, code: CodeType) -> None:
        lengths = {scope: self._run(code, measuring(scope))[1] for scope in SCOPES}
        self.hangs = min(self.hangs, MOST_HANGS - 1)  # what is told was a seed's
        for seed in self._seeds():
            plan = planned(seed, self.options.early, lengths)
            outcome, _ = self._run(code, plan)
            before = self.seen.get(outcome, Seen(0, seed))
            self.seen[outcome] = Seen(before.count + 1, before.seed)
            self.schedules += 1

    def _seeds(self) -> Iterator[int]:
        """All seeds, unless it is no use to go on."""
        options = self.options
        for seed in range(options.first_seed, options.first_seed + options.schedules):
            late = clocks.monotonic() - self.started > (options.seconds or float("inf"))
            alone = os.getppid() != self.parent  # nobody waits for the answer
            if late or alone or self.hangs >= MOST_HANGS:
                return
            yield seed

    def _run(self, code: CodeType, plan: Plan) -> tuple[Outcome, int]:
        """What one schedule came to, and how many steps it took."""
        here, there = os.pipe()
        child = os.fork()
        if not child:
            os.close(here)
            run(self.program, code, plan, self.options, there)
        os.close(there)
        written = self._read(here, clocks.monotonic() + self.options.wall_limit)
        os.close(here)
        if written is None:
            self.hangs += 1
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if written is None:
            return Outcome("too long", "it blocks out of the scheduler's sight", ""), 1
        if not written:
            return Outcome("unsupported", f"the process ended ({status})", ""), 1
        ending, detail, output, steps = json.loads(written)
        return Outcome(ending, detail, output), steps

    def _read(self, pipe: int, deadline: float) -> bytes | None:
        """What a child writes until it closes the pipe; None if it does not in time."""
        assert clocks.SELECT
        parts = []
        while (left := deadline - clocks.monotonic()) > 0:
            if clocks.SELECT([pipe], [], [], left)[0]:
                parts.append(os.read(pipe, 1 << 16))
                if not parts[-1]:
                    return b"".join(parts)
        return None


def prepare(program: Program) -> None:
    """Import what a program imports from the library, so that no schedule has to."""
    for node in ast.walk(ast.parse(program.source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                _import(alias.name, program.folder)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            _import(node.module, program.folder)
            for alias in node.names:
                getattr(sys.modules.get(node.module), alias.name, None)
    if "concurrent.futures" in sys.modules:
        importlib.import_module("concurrent.futures.thread")  # it is lazy otherwise
    gc.collect()
    gc.freeze()
    gc.disable()  # a collection at a point that depends on the past would not repeat


def _import(name: str, folder: str) -> None:
    top = name.partition(".")[0]
    own = Path(folder, top)
    if top in UNWANTED or top not in sys.stdlib_module_names:
        return
    if own.exists() or own.with_suffix(".py").exists():
        return
    with contextlib.suppress(Exception):  # the program will tell
        importlib.import_module(name)
