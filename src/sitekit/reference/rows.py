"""The reference: a row for each public name, with all that is known of it.

It joins what interpreters have (record.py), what is said by hand (entries.py), what
Python's documentation says of versions, and which programs use a name (uses.py). What a
row lacks is told in checking/reference.py.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from sitekit.programs import Collection, Program
from sitekit.records import documentation
from sitekit.reference import entries, record
from sitekit.reference.entries import Entry
from sitekit.reference.kinds import Library, class_of
from sitekit.reference.record import Name
from sitekit.reference.uses import Use, uses
from sitekit.releases import numbers
from sitekit.site import Site

RECORD = "reference/names.json"  # below docs/
CLASSES = ("class", "exception")


@dataclass(frozen=True)
class Row:
    """What the reference says of one name; `entry` is None where nobody wrote it."""

    name: Name
    entry: Entry | None
    docs: str
    since: str
    deprecated: str

    @property
    def signature(self) -> str:
        return (self.entry and self.entry.signature) or self.name.signature


class Reference:
    """All rows of a site, and the programs that show them."""

    def __init__(self, site: Site, found: Collection):
        """Raises ProblemError where a file of names cannot be read."""
        self.site, self.found = site, found
        self._uses: dict[str, list[Use]] = {}
        self.entries = entries.load(site)
        self.file = site.docs / RECORD
        self.record = record.load(self.file, site.name(self.file))
        recorded = site.root / documentation.RECORD
        self.documentation = (
            documentation.load(recorded)
            if recorded.exists()
            else documentation.Documentation("", {})
        )

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """In the order of the file by hand, then those that nobody wrote of."""
        wanted = self.record.names.keys() - self.entries.skipped.keys()
        written = [name for name in self.entries.entries if name in wanted]
        others = sorted(wanted - set(written))
        return {
            name: self._row(self.record.names[name]) for name in (*written, *others)
        }

    def _row(self, name: Name) -> Row:
        entry = self.entries.entries.get(name.name)
        return Row(
            name,
            entry,
            (entry and entry.docs) or self._docs(name.name),
            (entry and entry.since)
            or self.noted(name.name, "added")
            or self._first(name),
            (entry and entry.deprecated) or self.noted(name.name, "deprecated"),
        )

    def _first(self, name: Name) -> str:
        """The oldest Python on record that has it; "" if all on record do."""
        having = set(name.signatures)
        if having.issuperset(self.record.pythons):
            return ""
        return min(having, key=numbers).removesuffix("t")

    def _docs(self, name: str) -> str:
        """Where Python's documentation has the name, or its class; "" for nowhere."""
        for anchor in (name, name.rpartition(".")[0]):
            if page := self.documentation.page_of(anchor):
                return f"{documentation.ROOT}{page}#{anchor}"
        return ""

    def noted(self, name: str, kind: str) -> str:
        """The version with which the documentation says it was added or deprecated."""
        notes = self.documentation.notes.get(name, ())
        return min(
            (n.version for n in notes if n.kind == kind), default="", key=numbers
        )

    @cached_property
    def library(self) -> Library:
        """What programs are read with."""
        names = self.record.names.values()
        bases = {n.name: n.bases for n in names if n.kind in CLASSES}
        returned = map(class_of, self.entries.returns.values())
        bases |= {made: () for made in returned if made not in bases}
        return Library(frozenset(self.rows), bases, self.entries.returns)

    def used_in(self, text: str) -> list[Use]:
        """The names that a program uses, place by place."""
        if text not in self._uses:
            known = self.library.concerns(text)
            self._uses[text] = uses(text, self.library) if known else []
        return self._uses[text]

    @cached_property
    def _users(self) -> Mapping[str, list[Program]]:
        found = defaultdict(list)
        for program in self.found.programs.values():
            if program.language == "python":
                for name in {use.name for use in self.used_in(program.text)}:
                    found[name].append(program)
        return found

    def programs(self, row: Row) -> list[Program]:
        """Those that use the name, the best one to show it first.

        That is the one which its entry names; then come those of the pages that explain
        it, the shortest first, and then others; broken ones come last.
        """
        read = self.read(row)
        pages = {self.site.docs / page.partition("#")[0] for page in read}
        chosen = PurePosixPath(f"{row.entry.program}.py") if row.entry else None

        def rank(program: Program) -> tuple:
            far = program.of_exercise, program.broken, program.page not in pages
            return program.path != chosen, *far, program.text.count("\n"), program.path

        return sorted(self._users.get(row.name.name, ()), key=rank)

    def read(self, row: Row) -> tuple[str, ...]:
        """The pages that explain it: of a member, those of its class if it has none."""
        own = row.entry.read if row.entry else ()
        owner = self.rows.get(row.name.owner)
        return own or (owner.entry.read if owner and owner.entry else ())

    def members(self, name: str) -> list[Row]:
        """The rows of what a class has, in the order of the file by hand."""
        return self._members.get(name, [])

    @cached_property
    def _members(self) -> Mapping[str, list[Row]]:
        found = defaultdict(list)
        for row in self.rows.values():
            found[row.name.owner].append(row)
        return found
