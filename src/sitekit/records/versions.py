"""Which program ran on which Python, and when: read and worded.

`make versions` writes the record (commands/versions.py).
"""

import re
from collections.abc import Iterable

from sitekit.programs import Program
from sitekit.records.store import words

VERSIONS = "versions.json"


def order_of(version: str) -> tuple:
    """Sorts 3.9 before 3.11 before 3.13 before 3.13t."""
    return tuple(int(n) for n in re.findall(r"\d+", version)[:2]), version.endswith("t")


def shorten(version: str) -> str:
    """`3.13t` for `3.13.15t`."""
    major, minor = re.findall(r"\d+", version)[:2]
    return f"{major}.{minor}" + ("t" if version.endswith("t") else "")


def pythons(records: Iterable[dict]) -> list[str]:
    """The short names of all Pythons in these version records, oldest first."""
    names = {shorten(version) for record in records for version in record["ran"]}
    return sorted(names, key=order_of)


def ran_line(program: Program, records: dict) -> str:
    """The sentence under a program: on which Pythons it ran, and when."""
    since = ".".join(map(str, program.since))
    needs = f"Needs Python {since} or newer. " if since else ""
    record = records.get(str(program.path))
    if not record or not record["ran"]:
        return f"{needs}Not yet run on other Pythons."
    names = ", ".join(pythons([record]))
    return f"{needs}Ran on Python {names}; {words(max(record['ran'].values()))}."
