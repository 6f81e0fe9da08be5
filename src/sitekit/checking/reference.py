"""What the reference lacks: names without a sentence, a program, a page, a source.

And what it says that is not so, as far as files tell: names that no interpreter has,
versions that the record of interpreters or Python's documentation contradicts. What
interpreters themselves contradict, commands/names.py asks them.
"""

import ast
import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitekit.checking import markup, prose
from sitekit.checking.links import LINK, Links
from sitekit.problem import Problem, meant
from sitekit.publishing.reference import PLACEHOLDER, Rows
from sitekit.records import documentation
from sitekit.reference.entries import Entry
from sitekit.reference.kinds import class_of
from sitekit.reference.record import UNTOLD
from sitekit.reference.rows import Row
from sitekit.releases import numbers
from sitekit.running.pythons import OLDEST

AGAIN = "`make records` asks the interpreters again."
WRITE = "CONTRIBUTING.md says how a name is added."


def problems(rows: Rows, links: Links) -> Iterator[tuple[str, Problem]]:
    """All that is wrong with the rows and the two files behind them, by names."""
    for name, row in rows.reference.rows.items():
        yield from ((name, problem) for problem in _of_row(rows, row, links))
    yield from _unknown(rows)
    yield from _documented(rows)


def on(
    rows: Rows, page: Path, found: Iterable[tuple[str, Problem]]
) -> Iterator[Problem]:
    """Those of the names that have their row on this page, or would have it.

    What no page has belongs where the names beside it are: `queue.Emtpy` on a page with
    `queue.Empty`, and `quee.Empty` on each.
    """
    here, place = rows.on(page), rows.site.name(page)
    beside, known = _owners(here) | here, _owners(rows.placed)
    for name, problem in found:
        owner = name.rpartition(".")[0]
        astray = name not in rows.placed and (owner in beside or owner not in known)
        if problem.place == place or name in here or (astray and here):
            yield problem


def _owners(names: Iterable[str]) -> set[str]:
    return {name.rpartition(".")[0] for name in names}


def _of_row(rows: Rows, row: Row, links: Links) -> Iterator[Problem]:
    yield from _lacking(rows, row)
    yield from _versions(rows, row)
    if row.entry:
        yield from _texts(rows, row.entry, links)
        yield from _links(rows, row, row.entry, links)


def _problem(
    rows: Rows, row: Row, wrong: str, advice: str = WRITE, field: str = ""
) -> Problem:
    """`field` is what of the entry is wrong, if it is one."""
    line = row.entry.at(field) if row.entry else 0
    return Problem(rows.reference.entries.place, line, wrong, advice)


def _lacking(rows: Rows, row: Row) -> Iterator[Problem]:
    name, reference = row.name.name, rows.reference
    if row.entry is None:
        having = list(row.name.signatures)
        advice = f'Write ["{name}"] with guarantees = "...", or skip it with a reason.'
        wrong = f"nothing is said of {name}, which Python {having[-1]} has"
        yield _problem(rows, row, wrong, advice)
    users = reference.programs(row)
    if not users:
        advice = "Write a small one below snippets/reference/, and show it on its page."
        yield _problem(rows, row, f"no program uses {name}", advice)
    elif (
        row.entry
        and row.entry.program
        and str(users[0].path.with_suffix("")) != row.entry.program
    ):
        wrong = f"{row.entry.program} is no program that uses {name}"
        named = [p.path.with_suffix("").as_posix() for p in users]
        advice = (
            f"{meant(row.entry.program, named)}Name one that does, without its .py."
        )
        yield _problem(rows, row, wrong, advice, "program")
    places = rows.placed.get(name, [])
    if not places:
        advice = (
            f"Add it to a {{{{ {PLACEHOLDER} ... }}}} of a page in docs/reference/."
        )
        yield _problem(rows, row, f"no page has the row of {name}", advice)
    for page, line in places[1:]:
        wrong = f"the row of {name} stands here again"
        yield Problem(rows.site.name(page), line, wrong, "Take one of them away.")


def _versions(rows: Rows, row: Row) -> Iterator[Problem]:
    """What the record of interpreters and the documentation say against it."""
    record, name = rows.reference.record, row.name
    having = set(name.signatures)
    for short in record.pythons:
        has, wanted = short in having, numbers(short) >= numbers(row.since or "3.0")
        if has != wanted:
            since = f"since {row.since}" if row.since else "without a version"
            wrong = f"{name.name} is told {since}, and Python {short} "
            wrong += "has it" if has else "lacks it"
            yield _problem(rows, row, wrong, 'Write since = "3.x".', "since")
    told = (
        {numbers(change.version) for change in row.entry.changed}
        if row.entry
        else set()
    )
    for version in sorted(_changed(row) - told):
        wrong = f"the parameters of {name.name} changed in {_dotted(version)}"
        yield _problem(rows, row, wrong, _say(version))
    for note in sorted(rows.reference.documentation.notes.get(name.name, ())):
        version = numbers(note.version)
        if note.kind == "changed" and version > OLDEST and version not in told:
            wrong = f"the documentation says that {name.name} changed in {note.version}"
            yield _problem(rows, row, wrong, _say(version))
    for change in row.entry.changed if row.entry else ():
        if numbers(change.version) > OLDEST and not (change.check or change.unchecked):
            wrong = f"what changed of {name.name} in {change.version} has no check"
            advice = "Write an expression that is true from there on."
            yield Problem(rows.reference.entries.place, change.line, wrong, advice)


def _changed(row: Row) -> set[tuple[int, ...]]:
    """The versions with which the names of its parameters became others."""
    told = [(numbers(s), t) for s, t in row.name.signatures.items() if t != UNTOLD]
    return {
        after
        for (_, one), (after, other) in itertools.pairwise(told)
        if _parameters(one) != _parameters(other)
        and (row.entry is None or not row.entry.signature)
    }


def _parameters(signature: str) -> list[str]:
    """Their names; all of the signature where its defaults are no Python."""
    try:
        made = ast.parse(f"def f{signature}: 0").body[0].args
    except SyntaxError:
        return [signature]
    return [node.arg for node in ast.walk(made) if isinstance(node, ast.arg)]


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _say(version: tuple[int, ...]) -> str:
    return f'Write changed."{_dotted(version)}" = {{ what = "...", check = "..." }}'


def _texts(rows: Rows, entry: Entry, links: Links) -> Iterator[Problem]:
    """The words of an entry, held to the rules of prose, of Markdown and of links."""
    pages = [page for page, _ in rows.placed.get(entry.name, [])]
    texts = [(entry.at(f), getattr(entry, f)) for f in ("guarantees", "free_threaded")]
    texts += [(change.line, change.what) for change in entry.changed]
    for line, text in texts:
        place = rows.reference.entries.place
        for found in (*prose.problems(place, text), *markup.problems(place, text)):
            yield Problem(
                found.place, line, f"{entry.name}: {found.wrong}", found.advice
            )
        for address in (link["address"] for link in LINK.finditer(text)):
            if pages and (wrong := links.wrong(pages[0], address)):
                advice = f"{links.nearest(pages[0], address)}Correct the link."
                yield Problem(place, line, f"{entry.name}: {address} {wrong}", advice)
        if text and not text.endswith((".", "?", ":")):
            wrong = f"{entry.name}: {text[-20:]!r} ends no sentence"
            yield Problem(
                rows.reference.entries.place, line, wrong, "Write whole ones."
            )


def _links(rows: Rows, row: Row, entry: Entry, links: Links) -> Iterator[Problem]:
    name = row.name.name
    if not row.docs:
        advice = f'Write docs = "{documentation.ROOT}...#..."'
        yield _problem(
            rows, row, f"Python's documentation has no anchor {name}", advice
        )
    elif wrong := documentation.problem(
        documentation.Link(rows.reference.entries.place, entry.at("docs"), row.docs),
        rows.reference.documentation,
    ):
        yield wrong
    read = rows.reference.read(row)
    if not read:
        yield _problem(
            rows, row, f"no page explains {name}", 'Write read = ["learn/..."].'
        )
    for address in read:
        if wrong := links.wrong(rows.site.docs / "index.md", address):
            wrong = f"{address}, where {name} is explained, {wrong}"
            near = links.nearest(rows.site.docs / "index.md", address)
            yield _problem(rows, row, wrong, f"{near}Correct it.", "read")


def _documented(rows: Rows) -> Iterator[tuple[str, Problem]]:
    """Names of the modules that Python's documentation has, and no row."""
    reference = rows.reference
    modules = tuple(f"{module}." for module in reference.entries.modules)
    anchors = (a for found in reference.documentation.pages.values() for a in found)
    said = reference.entries.entries.keys() | reference.entries.skipped.keys()
    known = reference.rows.keys() | said
    for name in sorted(a for a in anchors if a.startswith(modules) and a not in known):
        wrong = f"the documentation has {name}, and no row has"
        advice = f'Write ["{name}"], and where Python has it, or skip it with a reason.'
        yield name, Problem(reference.entries.place, 0, wrong, advice)


def _unknown(rows: Rows) -> Iterator[tuple[str, Problem]]:
    """Entries and skips of names that no interpreter on record has.

    What only the documentation has may be skipped.
    """
    reference = rows.reference
    yield from _astray(rows)
    for what in (
        *reference.entries.entries.values(),
        *reference.entries.skipped.values(),
    ):
        skipped = what.name in reference.entries.skipped
        documented = skipped and reference.documentation.page_of(what.name)
        if what.name not in reference.record.names and not documented:
            wrong = f"no interpreter on record has {what.name}"
            near = meant(what.name, reference.record.names)
            advice = f"{near}Otherwise take it away; {AGAIN}"
            problem = Problem(reference.entries.place, what.line, wrong, advice)
            yield what.name, problem
    both = reference.entries.entries.keys() & reference.entries.skipped.keys()
    for name in sorted(both):
        line = reference.entries.skipped[name].line
        wrong = f"{name} is skipped and has an entry"
        advice = "Take one of them away."
        yield name, Problem(reference.entries.place, line, wrong, advice)


def _astray(rows: Rows) -> Iterator[tuple[str, Problem]]:
    """Modules and functions of the file by hand that no interpreter on record has.

    What a function of another module is called cannot be told; what it returns can.
    """
    entries, names = rows.reference.entries, rows.reference.record.names
    owners = {name.owner for name in names.values()}
    for module in entries.modules:
        if module not in owners:
            wrong = f"no interpreter on record has a public name of {module!r}"
            advice = f"{meant(module, owners | sys.stdlib_module_names)}{AGAIN}"
            at = entries.lines["modules"]
            yield module, Problem(entries.place, at, wrong, advice)
    for function, returned in entries.returns.items():
        made = class_of(returned)
        asked = function.startswith(tuple(f"{m}." for m in entries.modules))
        known = names.keys() | owners
        unknown = [made] * (made not in known) + [function] * (
            asked and function not in known
        )
        for name in unknown:
            wrong = f"no interpreter on record has {name}, of [returns]"
            advice = f"{meant(name, known)}Otherwise take the line away."
            yield name, Problem(entries.place, entries.lines[function], wrong, advice)
