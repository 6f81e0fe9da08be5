"""Versions of Python as numbers, so that they can be compared, and one with its build.

Where a Python is on this machine, and what it says of itself, is running/pythons.py.
"""

import platform
import re
import sysconfig
from dataclasses import dataclass


def numbers(version: str) -> tuple[int, ...]:
    """`3.9` before `3.14`: the numbers that a version begins with.

    Of `3.15.0rc1` and `3.14.2+` those are three, of the short name `3.13t` two.
    """
    return tuple(map(int, re.match(r"\d+(\.\d+)*", version)[0].split(".")))


@dataclass(frozen=True)
class Release:
    """A patch release and its build, which is what an output may depend on."""

    version: str
    free_threaded: bool = False

    def __post_init__(self):
        if len(self.numbers) != 3:
            raise ValueError(f"{self.version} is no patch release, as 3.14.2 is")

    @property
    def numbers(self) -> tuple[int, ...]:
        return numbers(self.version)


def this_release() -> Release:
    """That of the Python which runs this."""
    free_threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    return Release(platform.python_version(), free_threaded)
