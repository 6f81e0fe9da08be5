"""Interpreters: what one says of itself, and which ones this machine has.

It runs no program of the site: see process.py.
"""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

TIME_LIMIT = 60  # seconds that an interpreter may take to say what it is


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
            env={**environment_of_runs(), **dict(environment)},
        )
        version, implementation, gil, free_threaded = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise ValueError(f"{path} is not a Python that runs: {error}") from error
    return Python(path, version, implementation, gil, free_threaded, environment)


def this_python() -> Python:
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
    """Every CPython from 3.11 on this machine, one for each version and build."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser()
    candidates = [
        Path(sys.executable),
        *sorted(Path("~/.pyenv/versions").expanduser().glob("*/bin/python3*")),
        *sorted((cache / "pythons").glob("*/bin/python3*")),
        *sorted((cache / "pythons").glob("*/usr/bin/python3*")),
        *(Path(p) for p in map(shutil.which, ("python3", "python3.14t")) if p),
    ]
    names = re.compile(r"python(3(\.\d+t?)?)?$")
    found: dict[str, Python] = {}
    for path in candidates:
        if not names.match(path.name):
            continue
        try:
            python = python_at(str(path))
        except ValueError:
            continue
        if python.numbers >= (3, 11):
            found.setdefault(key(python), python)
    return sorted(found.values(), key=lambda p: (p.numbers, p.free_threaded))


def key(python: Python) -> str:
    return python.version + ("t" if python.free_threaded else "")
