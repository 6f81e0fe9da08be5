"""What is said of Python's names by hand: docs/reference/names.toml.

    modules = ["threading"]        whose public names are all wanted
    [returns]                      what functions return, for inference.py
    [skipped]                      names without a row, and why
    ["threading.Lock.acquire"]     a row

Nothing here knows which names there are: record.py does. checking/reference.py holds
the two together.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from sitekit.problem import ProblemError, meant
from sitekit.reference.record import Question
from sitekit.site import Site
from sitekit.text import read_text

FILE = "reference/names.toml"  # below docs/
TABLES = ("modules", "returns", "skipped")


@dataclass(frozen=True)
class Change:
    """What became different with a version; `check` is true from there on only.

    A check is an expression (probe.py). There is none where no Python that the site
    runs on is older than the change, or none can tell: then `unchecked` says why.
    """

    version: str
    line: int
    what: str
    check: str = ""
    unchecked: str = ""


@dataclass(frozen=True)
class Entry:
    """What is said of one name; each text is Markdown on one line.

    `place` is where in Python the name is, if not where it says; `docs` an address in
    its documentation; `read` has the pages that explain it, below docs/; `program` is
    the one that shows it best; `free_threaded` says what differs on that build.
    """

    name: str
    line: int
    guarantees: str
    docs: str = ""
    read: tuple[str, ...] = ()
    program: str = ""
    signature: str = ""
    since: str = ""
    deprecated: str = ""
    free_threaded: str = ""
    place: str = ""
    changed: tuple[Change, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def at(self, field: str) -> int:
        """The line that says this, of the entry itself where none does."""
        return self.lines.get(field, self.line)


@dataclass(frozen=True)
class Skip:
    """A name without a row, and why."""

    name: str
    line: int
    reason: str


@dataclass(frozen=True)
class Entries:
    """The file, read; `place` names it as a person types it."""

    place: str
    modules: tuple[str, ...] = ()
    returns: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, Skip] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)  # of modules and returns
    entries: Mapping[str, Entry] = field(default_factory=dict)

    @cached_property
    def question(self) -> Question:
        """What interpreters are to be asked."""
        names = {e.name: e.place or e.name for e in self.entries.values()}
        changes = (change for e in self.entries.values() for change in e.changed)
        checks = tuple(sorted({change.check for change in changes if change.check}))
        return Question(self.modules, names, checks)


def load(site: Site) -> Entries:
    """The file, empty where the site has none. Raises ProblemError with its line."""
    file = site.docs / FILE
    if not file.exists():
        return Entries(site.name(file))
    return parsed(read_text(file, site.name(file)), site.name(file))


def parsed(text: str, place: str) -> Entries:
    """The text of the file as values. Raises ProblemError."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        raise ProblemError(
            place, at, f"it is no TOML: {error}", "Correct it."
        ) from None
    reader = _Reader(place, text)
    return Entries(
        place,
        reader.modules(told.get("modules", [])),
        reader.texts("returns", told.get("returns", {})),
        reader.skips(told.get("skipped", {})),
        reader.lines_of("[returns]", told.get("returns", {}))
        | {"modules": reader.line("modules")},
        {e.name: e for e in reader.entries(told)},
    )


class _Reader:
    """Turns tables into values, and tells what they should not have with its line."""

    def __init__(self, place: str, text: str):
        self.place, self.lines = place, text.splitlines()

    def line(self, start: str, after: int = 0) -> int:
        """The number of the first line that begins so, below another one."""
        numbered = enumerate(self.lines[after:], after + 1)
        return next((n for n, line in numbered if line.startswith(start)), after)

    def modules(self, told: object) -> tuple[str, ...]:
        named = isinstance(told, list) and all(map(_is_text, told))
        if not named or not all(map(DOTTED.fullmatch, told)):
            at = self.line("modules")
            self._refuse(at, "`modules` is no list of names", 'Write ["queue"].')
        return tuple(told)

    def texts(self, table: str, told: object) -> dict[str, str]:
        at = self.line(f"[{table}]")
        if not isinstance(told, dict):
            self._refuse(at, f"[{table}] is no table", "Write name = text.")
        for name, value in told.items():
            if not _is_text(value):
                line = self.line(f'"{name}"', at)
                advice = f'Write "{name}" = "text".'
                self._refuse(line, f"{name!r} of [{table}] is no text", advice)
        return told

    def skips(self, told: Mapping) -> dict[str, Skip]:
        reasons = self.texts("skipped", told)
        lines = self.lines_of("[skipped]", reasons)
        return {n: Skip(n, lines[n], reasons[n]) for n in reasons}

    def lines_of(self, table: str, names: Iterable[str]) -> dict[str, int]:
        """The lines of the keys of a table."""
        at = self.line(table)
        return {name: self.line(f'"{name}"', at) for name in names}

    def entries(self, told: Mapping) -> Iterator[Entry]:
        for name, said in told.items():
            if name in TABLES:
                continue
            line = self.line(f'["{name}"]')
            if not line:
                at = self.line(f"[{name}")
                self._refuse(at, f"a table {name!r} without quotes", DOTS)
            said = dict(said) if isinstance(said, dict) else {"": said}
            if isinstance(said.get("read"), list):
                said["read"] = tuple(said["read"])
            changed = said.pop("changed", {})
            if not isinstance(changed, dict):
                self._refuse(line, f"`changed` of {name} is no table", CHANGED)
            said["changed"] = tuple(
                self._change(name, line, version, change)
                for version, change in changed.items()
            )
            yield self._entry(name, line, said)

    def _change(self, name: str, line: int, version: str, told: object) -> Change:
        at = self.line(f'changed."{version}"', line)
        if not VERSION.fullmatch(version) or not isinstance(told, dict):
            self._refuse(at, f"`changed` of {name} cannot be read", CHANGED)
        wrong = set(told) - {"what", "check", "unchecked"}
        if wrong or "what" not in told or not all(map(_is_text, told.values())):
            self._refuse(at, f"`changed` of {name} cannot be read", CHANGED)
        if {"check", "unchecked"} <= set(told):
            wrong = f"what changed of {name} has a check and is unchecked"
            self._refuse(at, wrong, "Take one of them away.")
        if "check" in told and (wrong := _no_expression(told["check"])):
            self._refuse(at, f"the check of {name} cannot be read: {wrong}", EXPRESSION)
        return Change(version, at, **told)

    def _entry(self, name: str, line: int, said: Mapping) -> Entry:
        known = [
            f.name for f in fields(Entry) if f.name not in ("name", "line", "lines")
        ]
        lines = {what: self.line(what, line) for what in said}
        for what, value in said.items():
            if what not in known:
                advice = f"{meant(what, known)}There are {', '.join(known)}."
                self._refuse(lines[what], f"{name} has no {what!r}", advice)
            if not _can_be(what, value):
                self._refuse(lines[what], f"{what!r} of {name} cannot be read", QUOTE)
        if not said.get("guarantees"):
            self._refuse(line, f"{name} has no sentence", "Write guarantees = ...")
        for what in VERSIONS:
            if said.get(what) and not VERSION.fullmatch(said[what]):
                wrong = f"{what!r} of {name} is no version"
                self._refuse(lines[what], wrong, f'Write {what} = "3.13".')
        if said.get("signature") and not _is_signature(said["signature"]):
            wrong = f"the signature of {name} is none that Python can read"
            advice = 'Write signature = "(timeout, repeat=False)".'
            self._refuse(lines["signature"], wrong, advice)
        for what, place in (("name", name), ("place", said.get("place") or name)):
            if not DOTTED.fullmatch(place):
                self._refuse(
                    lines.get(what, line), f"{place!r} is no name of Python's", DOTS
                )
        return Entry(name, line, **said, lines=lines)

    def _refuse(self, line: int, wrong: str, advice: str):
        raise ProblemError(self.place, line, wrong, advice)


VERSION, VERSIONS = re.compile(r"3\.\d+"), ("since", "deprecated")
DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
DOTS = 'Write words with points between them: ["queue.Queue.get"].'
EXPRESSION = "Write a Python expression, such as takes(queue.Queue.get, 'timeout')."
QUOTE = 'Write "text" on one line, or ["text", ...] for pages.'
CHANGED = 'Write changed."3.14" = { what = "...", check = "..." }'


def _can_be(what: str, value: object) -> bool:
    """Whether a field of an entry may be this."""
    if what == "changed":
        return isinstance(value, tuple)
    if what == "read":
        return isinstance(value, tuple) and all(map(_is_text, value))
    return _is_text(value)


def _no_expression(check: str) -> str | None:
    """Why Python cannot read this check; None if it can."""
    try:
        compile(check, "check", "eval")
    except (SyntaxError, ValueError) as error:
        return error.msg if isinstance(error, SyntaxError) else str(error)
    return None


def _is_signature(told: str) -> bool:
    """Whether it is what stands between a function's name and its colon."""
    return told[:1] + told[-1:] == "()" and not _no_expression(
        f"lambda {told[1:-1]}: 0"
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value
