"""What was recorded: which program ran on which Python, and what it measured.

Two files under snippets/, written by `make versions` and `make measure` and read by
the build and the tests. A record carries the fingerprint of the program it is about,
so a changed program makes it stale. This module reads, writes and words records; it
runs nothing (see commands.py).
"""

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitekit.programs import Program

VERSIONS, MEASUREMENTS = "versions.json", "measurements.json"
NUMBER = re.compile(r"(?P<label>[^:]+): (?P<number>\d[\d.,]*)(?: (?P<unit>.+))?$")


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


def numbers(output: str) -> dict[str, tuple[str, str]]:
    """The `label: number unit` lines of a measured program's output."""
    found = (NUMBER.match(line) for line in output.splitlines())
    return {m["label"]: (m["number"], m["unit"] or "") for m in found if m}


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


def words(date: str) -> str:
    """`November 22, 2026` for `2026-11-22`."""
    day = datetime.date.fromisoformat(date)
    return f"{day:%B} {day.day}, {day.year}"


def ran_line(program: Program, records: dict) -> str:
    """The sentence under a program: on which Pythons it ran, and when."""
    since = ".".join(map(str, program.since))
    needs = f"Needs Python {since} or newer. " if since else ""
    record = records.get(str(program.path))
    if not record or not record["ran"]:
        return f"{needs}Not yet run on other Pythons."
    names = ", ".join(pythons([record]))
    return f"{needs}Ran on Python {names}; {words(max(record['ran'].values()))}."


class Unrecorded(Exception):
    """A page quotes a number that no record holds; the message says what to do."""


@dataclass(frozen=True)
class Measured:
    """The measurements that a page may quote, from programs in its own folder first."""

    records: dict
    folder: str

    PLACEHOLDER = re.compile(r"\{\{ measured (?P<what>[^}]+?) \}\}")

    def expand(self, markdown: str) -> str:
        """The page with every `{{ measured ... }}` replaced; raises Unrecorded."""
        return self.PLACEHOLDER.sub(lambda m: self._replace(m["what"]), markdown)

    def _replace(self, what: str) -> str:
        program, *parts = [part.strip() for part in what.split("|")]
        record = self._record(program)
        if not parts:
            return self._table(record)
        build, label = parts if len(parts) == 2 else (parts[0], "")
        try:
            number, unit = record["builds"][build]["numbers"][label]
        except KeyError:
            known = "; ".join(
                f"{build} | {label}"
                for build, values in record["builds"].items()
                for label in values["numbers"]
            )
            raise Unrecorded(
                f"{program} has no number {' | '.join(parts)!r}; there are: {known}"
            ) from None
        return f"{number} {unit}".strip().replace(" ", "\N{NO-BREAK SPACE}")

    def _record(self, program: str) -> dict:
        for name in (f"{self.folder}/{program}.py", f"{program}.py"):
            if name in self.records:
                return self.records[name]
        raise Unrecorded(
            f"no measurement of {program!r}: mark the program as measured and"
            " run `make measure`"
        )

    def _table(self, record: dict) -> str:
        builds = record["builds"]
        labels = dict.fromkeys(n for b in builds.values() for n in b["numbers"])
        head = [""] + [_build_name(build) for build in builds]
        rows = [head, ["---"] + ["--:"] * len(builds)]
        for label in labels:
            cells = (b["numbers"].get(label, ("", "")) for b in builds.values())
            rows.append([label] + [" ".join(cell).strip() for cell in cells])
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        names = dict.fromkeys(b["python"] for b in builds.values())
        return (
            f"{table}\n\n*Medians of {record['runs']} runs, {words(record['date'])}, on"
            f" {record['machine']}. {'; '.join(names)}.*\n{{ .measured }}\n"
        )


def _build_name(build: str) -> str:
    if build.endswith("+gil"):
        return f"{build.removesuffix('+gil')}, GIL on"
    return f"{build}, GIL off" if build.endswith("t") else build
