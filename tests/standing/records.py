"""What is recorded of tests that passed: lines of JSON, in a file for each kind.

    ["test", "machine", "digest", "what else it has read", ...]
    {"machine": {"Python": "3.11.2 ...", ...}}

Two files have them. One is committed, for machines like the one that its lines name: a
green run there keeps it up to date. What passes on another is kept in .cache/, for that
machine alone. To make the committed file another machine's, delete it before the run.

A merge may take all lines of both sides: where there are several of one
test, any of them may be right. What cannot be read is not recorded.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.standing.digests import digest

COMMITTED = "tests/standing"
OWN = ".cache/standing"


@dataclass(frozen=True, order=True)
class Stand:
    """A test that passed: on which machine, on what it rested, what else it has read."""

    test: str
    machine: str
    of: str
    reads: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return json.dumps([self.test, self.machine, self.of, *self.reads])


class Book:
    """The lines of one kind, as this machine sees them."""

    def __init__(self, root: Path, kind: str, machine: dict[str, str]):
        self.committed = root / COMMITTED / f"{kind}.jsonl"
        self.own = root / OWN / f"{kind}.jsonl"
        self.machine, self.on = machine, digest(machine)
        self.found: dict[str, list[Stand]] = {}
        for file in (self.committed, self.own):
            for stand in stands(file):
                if stand.machine == self.on:
                    self.found.setdefault(stand.test, []).append(stand)

    def of(self, test: str) -> list[Stand]:
        """What is recorded of a test on a machine like this."""
        return self.found.get(test, [])

    def is_home(self) -> bool:
        """Whether the committed lines are of a machine like this, or there are none."""
        others = {stand.machine for stand in stands(self.committed)}
        return not others or self.on in others

    def strange(self) -> list[str]:
        """What differs between this machine and that of the committed lines."""
        if self.is_home():
            return []
        known = [m for m in machines(self.committed) if digest(m) != self.on]
        there = known[-1] if known else {}
        names = {**there, **self.machine}
        return [name for name in names if there.get(name) != self.machine.get(name)]

    def write(self, passed: Iterable[Stand], gone: Iterable[str]) -> None:
        """Put in what passed, and take out these tests."""
        file = self.committed if self.is_home() else self.own
        kept: dict[str, set[Stand]] = {}
        for stand in stands(file):
            if stand.machine == self.on:
                kept.setdefault(stand.test, set()).add(stand)
        kept |= {stand.test: {stand} for stand in passed}
        for test in gone:
            kept.pop(test, None)
        lines = sorted(stand.line for found in kept.values() for stand in found)
        text = "\n".join([json.dumps({"machine": self.machine}), *lines, ""])
        if not file.is_file() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return file


def stands(file: Path) -> Iterator[Stand]:
    for told in _lines(file):
        strings = isinstance(told, list) and all(isinstance(t, str) for t in told)
        if strings and len(told) >= 3:
            yield Stand(*told[:3], tuple(told[3:]))


def machines(file: Path) -> Iterator[dict[str, str]]:
    for told in _lines(file):
        if isinstance(told, dict) and isinstance(told.get("machine"), dict):
            yield told["machine"]


def _lines(file: Path) -> Iterator[object]:
    if not file.is_file():
        return
    for line in file.read_text("utf-8", "replace").splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue
