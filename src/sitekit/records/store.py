"""Records as files: JSON under snippets/, by program.

A record carries the fingerprint of the program it is about, so a changed program makes
it stale.
"""

import datetime
import json
from pathlib import Path

from sitekit.programs import Program


def load(snippets: Path, name: str) -> dict:
    """The records of one kind, by program; empty before the first recording."""
    file = snippets / name
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def save(snippets: Path, name: str, records: dict) -> None:
    # Sorted by program only: numbers stay in the order in which they were printed.
    text = json.dumps(dict(sorted(records.items())), indent=1)
    (snippets / name).write_text(text + "\n", "utf-8")


def stale(program: Program, records: dict) -> bool:
    """Whether the program changed since it was recorded, or never was."""
    record = records.get(str(program.path))
    return record is None or record["fingerprint"] != program.fingerprint


def words(date: str) -> str:
    """`November 22, 2026` for `2026-11-22`."""
    day = datetime.date.fromisoformat(date)
    return f"{day:%B} {day.day}, {day.year}"
