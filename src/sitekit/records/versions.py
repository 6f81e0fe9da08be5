"""Which program ran on which Python, and when: read and worded.

`make records` writes it (commands/versions.py).
"""

from collections.abc import Iterable

from sitekit.programs import Program
from sitekit.records.store import Records, day_in_words
from sitekit.releases import numbers

KIND = "ran"


def is_current(program: Program, records: Records) -> bool:
    """Whether the program is recorded as it is now, on whatever Pythons."""
    record = records.get(program, KIND)
    return record is not None and record["of"] == program.fingerprint


def ran(program: Program, records: Records) -> dict[str, list[str]]:
    """By short name, `3.13t`, the version that ran it as it is now and the day."""
    return records.get(program, KIND)["on"] if is_current(program, records) else {}


def order_of(version: str) -> tuple:
    """Sorts 3.9 before 3.11 before 3.13 before 3.13t."""
    return numbers(version), version.endswith("t")


def pythons(records: Iterable[dict]) -> list[str]:
    """The short names of all Pythons in these records, oldest first."""
    names = {name for record in records for name in record["on"]}
    return sorted(names, key=order_of)


def listed(names: list[str]) -> str:
    """`3.11, 3.12 and 3.13t`."""
    head, last = names[:-1], names[-1:]
    return " and ".join([", ".join(head), *last] if head else last)


def span(names: list[str]) -> str:
    """`3.11 to 3.15 and 3.13t`: default builds from oldest to newest, then the rest."""
    default = [name for name in names if not name.endswith("t")]
    others = [name for name in names if name.endswith("t")]
    between = [f"{default[0]} to {default[-1]}"] if len(default) > 2 else default
    return listed([*between, *others])


def sentence(program: Program, records: Records) -> str:
    """On which Pythons it ran, and when, as a sentence."""
    since = ".".join(map(str, program.claims.since))
    needs = f"Needs Python {since} or newer. " if since else ""
    on = ran(program, records)
    if not on:
        return f"{needs}Not yet run on other Pythons."
    names = listed(sorted(on, key=order_of))
    last = day_in_words(max(day for _, day in on.values()))
    return f"{needs}Ran on Python {names}; {last}."


def contradiction(program: Program, record: dict) -> str | None:
    """How a record cannot be, in words; None where it can."""
    for name, (version, _day) in record["on"].items():
        release = numbers(version)[:2]
        if order_of(name) != (release, name.endswith("t")):
            return f"{name} is said to be {version}"
        if release < program.claims.since:
            return f"it needs a newer Python than {name}"
    return None
