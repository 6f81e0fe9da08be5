"""The rows of the reference as Markdown, and where each name's row is.

`{{ reference threading.Lock }}` on a page of docs/reference/ stands for the row of a
class and those of its members, or for the rows of functions and constants. A row is a
section: a heading whose address is the name, its signature, what it guarantees, what
changed, and where it is shown and explained. What is known is sitekit.reference's.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from sitekit.pages.outline import prose_lines
from sitekit.problem import meant
from sitekit.programs import Program
from sitekit.publishing import contents, figures, placeholders
from sitekit.publishing.code_links import once
from sitekit.records.versions import listed
from sitekit.reference.entries import FILE
from sitekit.reference.rows import Reference, Row
from sitekit.site import address
from sitekit.templates import templates

PLACEHOLDER = "reference"
MOST = 5  # programs that the index has of one name, since each is a link


class Rows:
    """The rows as they are placed on the pages."""

    def __init__(self, reference: Reference):
        self.reference, self.site = reference, reference.site

    @cached_property
    def placed(self) -> Mapping[str, list[tuple[Path, int]]]:
        """The page and the line of each name's row: one place each, if all is well."""
        found: dict[str, list[tuple[Path, int]]] = {}
        for page in self.reference.found.pages:
            for number, line in prose_lines(self.site.read(page)):
                for name in _named(line):
                    for row in self.rows(name):
                        found.setdefault(row.name.name, []).append((page, number))
        return found

    def on(self, page: Path) -> set[str]:
        """The names whose rows are on a page."""
        return {name for name, places in self.placed.items() if places[0][0] == page}

    def short(self, row: Row) -> str:
        """As it is written in a program: `Lock.acquire`, `wait`, `sys.flags.gil`."""
        name, owner = row.name.name, row.name.owner
        if owner in self.reference.library.bases:
            return ".".join(name.split(".")[-2:])
        if owner.startswith(self.reference.entries.modules):
            return name.rpartition(".")[2]
        return name

    def rows(self, name: str) -> list[Row]:
        """The row of a name and, of a class, those of its members."""
        row = self.reference.rows.get(name)
        return [row, *self.reference.members(name)] if row else []

    def address(self, name: str) -> str | None:
        """Of its row, below the site's: `reference/locks/#threading.Lock`."""
        if name not in self.placed:
            return None
        page = self.placed[name][0][0].relative_to(self.site.docs)
        return address(page, anchor(name))

    def used_in(self, text: str) -> list[tuple[str, str]]:
        """The names that a program uses, each with the address of its row."""
        used = (use.name for use in once(self.reference.used_in(text)))
        found = ((name, self.address(name)) for name in used)
        return [(self.short(self.reference.rows[name]), at) for name, at in found if at]

    def markdown(self, page: Path, *names: str) -> str:
        """The rows that a placeholder of a page stands for."""
        lines = []
        for name in names:
            rows = self.rows(name)
            if not rows:
                skipped = name in self.reference.entries.skipped
                raise placeholders.Misplaced(
                    f"{FILE} skips {name!r}."
                    if skipped
                    else f"no interpreter on record has {name!r}."
                    f" {meant(name, self.reference.rows)}".rstrip()
                )
            top = 2 if len(rows) > 1 else 3
            lines += [self._row(page, row, top + (row is not rows[0])) for row in rows]
        return "\n".join(lines)

    def listed(self, page: Path, module: str) -> str:
        """Links to the rows of a module's names, a list item for each class."""
        if not self.reference.members(module):
            modules = self.reference.entries.modules
            wrong = f"no row is of the module {module!r}."
            near = meant(module, modules) or f"There are {', '.join(modules)}."
            raise placeholders.Misplaced(f"{wrong} {near.rstrip()}")
        items = []
        for row in self.reference.members(module):
            members = self.reference.members(row.name.name)
            links = (self._link(page, one) for one in (row, *members))
            items.append(f"- {' '.join(filter(None, links))}")
        return "\n".join(items)

    def users(self, page: Path) -> str:
        """Each name with the programs that use it, by modules, in alphabetical order.

        The best ones come first, and the others fold open, by the pages they are on.
        """
        modules: dict[str, list[Row]] = {}
        for row in self.reference.rows.values():
            if row.name.name in self.placed and self.reference.programs(row):
                modules.setdefault(self._module(row), []).append(row)
        lines = ["<div data-search-exclude markdown>"]
        for name, rows in modules.items():
            lines += ["", f"## {name}", ""]
            for row in sorted(rows, key=lambda row: self.short(row).casefold()):
                lines += self._users(page, row)
        return "\n".join([*lines, "", "</div>"])

    def _users(self, page: Path, row: Row) -> Iterator[str]:
        """An item of the index, line by line."""
        users = self.reference.programs(row)
        shown = ", ".join(self._program(page, one) for one in users[:MOST])
        yield f"- {self._link(page, row)}: {shown}"
        if not users[MOST:]:
            return
        yield from ("", f"    /// details | {len(users) - MOST} more", "")
        for home in dict.fromkeys(one.page for one in users[MOST:]):
            here = [one for one in users[MOST:] if one.page == home]
            named = self._page(page, home.relative_to(self.site.docs).as_posix())
            yield f"    - {named}: {', '.join(self._program(page, p) for p in here)}"
        yield from ("", "    ///", "")

    def _module(self, row: Row) -> str:
        """The module that readers import for this name: one that has rows for all of
        its names, or the first part of the name."""
        whole = self.reference.entries.modules
        inside = (each for each in whole if row.name.name.startswith(f"{each}."))
        return max(inside, key=len, default=row.name.name.partition(".")[0])

    def _link(self, page: Path, row: Row) -> str:
        name = row.name.name
        if name not in self.placed:
            return ""
        target = os.path.relpath(self.placed[name][0][0], page.parent)
        return (
            f"[`{self.short(row)}`]({PurePosixPath(target).as_posix()}#{anchor(name)})"
        )

    def _row(self, page: Path, row: Row, level: int) -> str:
        shown = [self._program(page, p) for p in self.reference.programs(row)[:1]]
        read = [self._page(page, address) for address in self.reference.read(row)]
        docs = [f"[by Python]({row.docs})"] if row.docs else []
        ways = ("Shown by", shown), ("explained in", read), ("documented", docs)
        template = templates("sitekit.publishing").get_template("row.md.jinja")
        text = template.render(
            row=row,
            level=level,
            short=self.short(row),
            anchor=anchor(row.name.name),
            about=about(row),
            notes=notes(row),
            ways=[(lead, links) for lead, links in ways if links],
        )
        return text.strip("\n") + "\n"

    def _program(self, page: Path, program: Program) -> str:
        at = figures.anchor(program.path)
        if program.page == page:
            return f"[`{program.path.name}`](#{at})"
        target = os.path.relpath(program.page, page.parent)
        return f"[`{program.path.name}`]({PurePosixPath(target).as_posix()}#{at})"

    def _page(self, page: Path, address: str) -> str:
        """A link to a page that explains it, by that page's title."""
        name, _, section = address.partition("#")
        file = self.site.docs / name
        title = contents.title(self.site, name) if file.is_file() else name
        target = PurePosixPath(os.path.relpath(file, page.parent)).as_posix()
        return f"[{title}]({target}{'#' * bool(section)}{section})"


def anchor(name: str) -> str:
    """The id of a row: its name, without what Markdown takes for emphasis."""
    return name.replace("__", "--")


def about(row: Row) -> str:
    """What kind of name it is, and its versions, as a sentence."""
    changed = [change.version for change in row.entry.changed] if row.entry else []
    told = [row.name.kind.capitalize()]
    if row.since:
        told.append(f"since Python {row.since}")
    if changed:
        told.append(f"changed in {listed(changed)}")
    if row.deprecated:
        told.append(f"deprecated since {row.deprecated}")
    return f"{', '.join(told)}."


def notes(row: Row) -> list[tuple[str, str]]:
    """What changed, and what differs between builds."""
    if row.entry is None:
        return []
    found = [(f"Python {c.version}", c.what) for c in row.entry.changed]
    if row.entry.free_threaded:
        found.append(("Free-threaded build", row.entry.free_threaded))
    return found


def _named(line: str) -> Iterator[str]:
    for name, arguments in placeholders.calls(line):
        if name == PLACEHOLDER:
            yield from arguments
