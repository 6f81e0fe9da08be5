"""What the measured programs measured, read and quoted.

`make measure` writes the record (commands/measure.py).
"""

import re
from dataclasses import dataclass

from sitekit.records.store import words

MEASUREMENTS = "measurements.json"
NUMBER = re.compile(r"(?P<label>[^:]+): (?P<number>\d[\d.,]*)(?: (?P<unit>.+))?$")


def numbers(output: str) -> dict[str, tuple[str, str]]:
    """The `label: number unit` lines of a measured program's output."""
    found = (NUMBER.match(line) for line in output.splitlines())
    return {m["label"]: (m["number"], m["unit"] or "") for m in found if m}


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
