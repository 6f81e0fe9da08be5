"""The Pythons on this machine that the engine can run on: they have greenlet.

Looks along PATH and where `make records` looks; a virtual environment with greenlet
is put on PATH to be found.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

NAME = re.compile(r"python3\.\d+t?")
ASK = """
import sys, sysconfig
print(*sys.version_info[:2], bool(sysconfig.get_config_var("Py_GIL_DISABLED")))
"""


def pythons(wanted: str = "import greenlet") -> dict[str, Path]:
    """Version ("3.13", "3.13 True" if free-threaded) -> a Python other than this.

    Those that can do what is `wanted`: to run the engine, they need greenlet.
    """
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    for place in ("~/.pyenv/versions", "~/.cache/pythons"):
        for pattern in ("*/bin", "*/usr/bin"):
            folders += sorted(Path(place).expanduser().glob(pattern))
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("python3.*")):
            if NAME.fullmatch(path.name) and (version := _version(path, wanted)):
                found.setdefault(version, path)
    own = (*sys.version_info[:2], not getattr(sys, "_is_gil_enabled", lambda: True)())
    found.pop("{}.{} {}".format(*own), None)
    return found


def _version(path: Path, wanted: str) -> str | None:
    command = [str(path), "-W", "ignore", "-c", wanted + ASK]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    major, minor, free = done.stdout.split()
    return f"{major}.{minor} {free}" if int(minor) >= 11 else None
