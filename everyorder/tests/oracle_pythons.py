"""Which Pythons run the oracle, and the engine that is compared with it."""

import functools
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pythons import pythons

from everyorder.opinion import find_python
from everyorder.oracle import OracleError


@dataclass(frozen=True)
class Pair:
    """The Pythons that run the engine and the oracle."""

    engine: str
    oracle: str

    @property
    def same(self) -> bool:
        return self.engine == self.oracle


@functools.cache
def pair(python: str | None = None) -> Pair:
    """One Python for both if there is one. Raises OracleError if there is none at all.

    `python` is where the oracle must run.
    """
    if python is None and sys.version_info >= (3, 12):
        return Pair(sys.executable, sys.executable)
    if python is None:
        have = pythons()
        ready = [f"3.{minor} False" for minor in range(12, 20)]
        python = next((str(have[one]) for one in ready if one in have), None)
    python = python or _any_python()
    return Pair(python if has_greenlet(python) else sys.executable, python)


def _any_python() -> str:
    """One on PATH, or where pyenv keeps them."""
    try:
        return find_python()
    except OracleError:
        for found in sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python3")):
            return str(found)
        raise


def has_greenlet(python: str) -> bool:
    done = subprocess.run([python, "-c", "import greenlet"], capture_output=True)
    return not done.returncode
