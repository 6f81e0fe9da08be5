"""Versions of Python as numbers, so that they can be compared.

Where a Python is on this machine, and what it says of itself, is running/pythons.py.
"""

import re


def numbers(version: str) -> tuple[int, ...]:
    """`3.9` before `3.14`: the numbers that a version begins with.

    Of `3.15.0rc1` and `3.14.2+` those are three, of the short name `3.13t` two.
    """
    return tuple(map(int, re.match(r"\d+(\.\d+)*", version)[0].split(".")))
