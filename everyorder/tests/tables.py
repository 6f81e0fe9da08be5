"""The engine's tables of names, as they stand in its source: each entry with its line.

What Python makes of a table has forgotten where a name stands, and that it stood there
twice. The checks here say what is wrong with tables, each in a sentence that names the
file, the line and the table, and what to do.
"""

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path

import everyorder

SOURCE = Path(everyorder.__file__).parent
ROOT = SOURCE.parents[2]


@dataclass(frozen=True)
class Table:
    """One table: where it stands, and the lines of each entry."""

    title: str
    file: str
    line: int
    entries: dict[str, list[int]]

    def at(self, name: str | None = None) -> str:
        """FILE:LINE of an entry, or of the table."""
        return f"{self.file}:{self.entries[name][0] if name else self.line}"

    def has(self, name: str) -> str:
        return f"{self.at(name)}: {self.title} has '{name}'"


def read(file: Path, title: str, text: str | None = None) -> Table:
    """The table of this name in a file of Python."""
    tree = ast.parse(file.read_text("utf-8") if text is None else text)
    found = [node for node in tree.body if _is_assigned(node, title)]
    entries: dict[str, list[int]] = {}
    for name, line in (entry for node in found for entry in _entries(node.value)):
        entries.setdefault(name, []).append(line)
    where = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
    return Table(title, str(where), found[0].lineno, entries)


def of_engine(file: str, *titles: str) -> list[Table]:
    """Tables of a file of the engine."""
    return [read(SOURCE / file, title) for title in titles]


def _is_assigned(node: ast.stmt, title: str) -> bool:
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == title
    changed = isinstance(node, (ast.AnnAssign, ast.AugAssign))
    return changed and ast.unparse(node.target) == title


def _entries(node: ast.expr) -> Iterator[tuple[str, int]]:
    """The names that a literal lists: as texts, or as attributes of a module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, node.lineno
    elif isinstance(node, ast.Attribute):
        yield node.attr, node.lineno
    for part in _parts(node):
        yield from _entries(part)


def _parts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.Dict):  # `**names`, or names and their values
        pairs = zip(node.keys, node.values, strict=True)
        return [key or value for key, value in pairs]
    if isinstance(node, ast.Call):  # frozenset(names), dict.fromkeys(names, value)
        return node.args[:1]
    if isinstance(node, ast.Starred):
        return [node.value]
    return node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else []


# --- what may be wrong with tables, each a list of complaints


def misread(table: Table, names: Collection[str]) -> list[str]:
    """Whether the source lists what Python found in it."""
    differs = sorted(table.entries.keys() ^ set(names))
    if not differs:
        return []
    return [
        f"{table.at()}: {table.title} is not written as a literal of its names, so that"
        f" they cannot be checked ({', '.join(differs)}). Write it as one, or let"
        " `_entries` in everyorder/tests/tables.py read it."
    ]


def doubled(table: Table) -> list[str]:
    """Names that one table has twice, of which Python keeps one in silence."""
    return [
        f"{table.has(name)} a second time at line {again}. Take one of them out."
        for name, (_, *more) in table.entries.items()
        for again in more
    ]


def in_two(tables: Iterable[Table]) -> list[str]:
    """Names that two tables have, where only one can be right."""
    return [
        f"{one.has(name)}, and {other.title} has it at {other.at(name)}."
        " Only one can be right: take it out of the other."
        for one, other in combinations(tables, 2)
        for name in one.entries
        if name in other.entries
    ]


def unknown(table: Table, known: Collection[str], what: str) -> list[str]:
    """Names that are nothing, most likely misspelt."""
    return [
        f"{table.has(name)}, which is no {what} of any Python at hand."
        f" {_advice(name, known)}"
        for name in table.entries
        if name not in known
    ]


def absent(table: Table, needed: Collection[str], what: str, remedy: str) -> list[str]:
    """Names that a table lacks, or has misspelt."""
    extra = [name for name in table.entries if name not in needed]
    return [
        f"{table.at()}: {table.title} lacks '{name}', {what}. {remedy}"
        + "".join(
            f" Or is '{near}' at line {table.entries[near][0]} meant to be it?"
            for near in get_close_matches(name, extra, 1, 0.75)
        )
        for name in sorted(needed)
        if name not in table.entries
    ]


def _advice(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, 1, 0.75)
    meant = f"Is '{near[0]}' meant? Mend" if near else "Mend"
    return f"{meant} the spelling, or take the entry out."


def parts_without_need(tables: list[Table], stands: dict[str, str]) -> list[str]:
    """Parts of a package ("a.b") of whose package a table says enough, or otherwise.

    `stands` has the parts for which another table than their package's is meant, with
    the two tables: "REFUSED in MODELED".
    """
    return [
        complaint
        for table in tables
        for name in table.entries
        for holder, package in [_of_package(name, tables)]
        if holder and (complaint := _of_part(table, name, holder, package, stands))
    ]


def _of_package(name: str, tables: list[Table]) -> tuple[Table | None, str]:
    """The table that has the package of a part, and that package."""
    top, _, below = name.partition(".")
    found = (table for table in tables if below and top in table.entries)
    return next(found, None), top


def _of_part(table, name, holder, package, stands) -> str:
    if stands.get(name) == f"{table.title} in {holder.title}":
        return ""
    other = f"{table.has(name)}, and {holder.title} has '{package}'"
    other += f", of which that is a part, at {holder.at(package)}."
    if table is holder:
        return f"{other} The package says it all: take the part out."
    return (
        f"{other} If the part is known in another way than its package, add"
        f" '{name}' to PARTS in everyorder/tests/test_closed.py; if not, take it out."
    )
