"""Interpreters: what one says of itself, and which ones this machine has.

It runs no program of the site: see process.py.
"""

import functools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitekit.releases import Release, numbers

OLDEST = (3, 11)
PLACES = (  # where to look beside PATH; add a line for another
    "~/.pyenv/versions/*/bin/python3*",
    "{cache}/pythons/*/bin/python3*",
    "{cache}/pythons/*/usr/bin/python3*",
)
NAME = re.compile(r"python3(\.\d+t?)?$")
ANSWER_LIMIT = 60  # seconds that an interpreter may take to say what it is


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
        return numbers(self.version)

    @property
    def release(self) -> Release:
        return Release(self.version, self.free_threaded)

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
            timeout=ANSWER_LIMIT,
            env={**environment_of_runs(), **dict(environment)},
        )
        version, implementation, gil, free_threaded = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise ValueError(f"{path} is not a Python that runs: {error}") from error
    return Python(path, version, implementation, gil, free_threaded, environment)


def this_python() -> Python:
    """The interpreter that runs this."""
    return python_at(sys.executable)


def environment_of_runs() -> dict[str, str]:
    """The caller's environment without what would change how Python behaves."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return kept | {
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "NO_COLOR": "1",
        "PYTHON_COLORS": "0",
    }


def found_pythons() -> list[Python]:
    """Every CPython from 3.11 in PLACES and on PATH, one for each version and build.

    This one stands for its own version; of others, the newest patch release does.
    """
    here = this_python()
    found = {here.short: here}
    for path in _candidates():
        try:
            python = python_at(str(path))
        except ValueError:
            continue
        known = found.get(python.short)
        newer = known is None or (known is not here and known.numbers < python.numbers)
        if python.numbers >= OLDEST and python.implementation == "CPython" and newer:
            found[python.short] = python
    return sorted(found.values(), key=lambda p: (p.numbers, p.free_threaded))


def _candidates() -> list[Path]:
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    patterns = [place.format(cache=cache) for place in PLACES]
    patterns += [f"{folder}/python3*" for folder in os.get_exec_path()]
    paths = (path for pattern in patterns for path in _matching(Path(pattern)))
    return sorted({path for path in paths if NAME.match(path.name)})


def _matching(pattern: Path) -> Iterator[Path]:
    whole = pattern.expanduser().absolute()
    return Path(whole.anchor).glob(str(whole.relative_to(whole.anchor)))
