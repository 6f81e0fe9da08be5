"""Every section of the site, and every name of Python's that one explains, as lists.

It stands in for the search where no script runs, and is where the search leads whom it
cannot answer. `{{ questions }}` and `{{ names }}` stand for it on docs/questions.md.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown.extensions.toc import slugify, unique

from sitekit.pages import asked
from sitekit.pages.outline import HEADING, prose_lines
from sitekit.pages.spans import SPAN
from sitekit.site import Site

PAGE = "questions.md"
MOST = 4  # sections that a name leads to
NAME = re.compile(r"([A-Za-z_][\w.]*\w)(?:\(.*\))?")


@dataclass(frozen=True)
class Section:
    """`anchor` is "" for the page itself; `names` are those of its code spans."""

    page: Path
    level: int
    title: str
    anchor: str
    asked: tuple[str, ...]
    names: frozenset[str]

    def link(self, site: Site) -> str:
        """To this section, in Markdown, from the page of all questions."""
        path = os.path.relpath(self.page, site.docs).replace(os.sep, "/")
        return f"[{self.title}]({path}{'#' * bool(self.anchor)}{self.anchor})"


def sections(site: Site) -> list[Section]:
    """Those of all pages that the navigation has, in its order; lists are left out."""
    pages = (site.docs / name for name in _listed(site.config["nav"]))
    read = [page for page in pages if page.name not in (PAGE, "index.md")]
    return [section for page in read for section in _of_page(site, page)]


def all_questions(site: Site) -> str:
    """A list for each page: its sections, and what else readers call them."""
    lines = []
    for section in sections(site):
        if section.level == 1:
            lines += ["", f"## {section.link(site)}", ""]
        else:
            lines.append(f"- {section.link(site)}{_also(section)}")
    return "\n".join(lines)


def all_names(site: Site, public: Iterable[str]) -> str:
    """The names of Python's that code spans have, each with the sections that do.

    `public` has all of Python's, `threading.Thread.join`.
    """
    known = {name.rpartition(".")[2] for name in public}
    found: dict[str, list[Section]] = defaultdict(list)
    for section in sections(site):
        for name in section.names:
            if name.rpartition(".")[2] in known:
                found[name].append(section)
    return "\n".join(
        f"- `{name}`: {', '.join(each.link(site) for each in found[name][:MOST])}"
        for name in sorted(found, key=str.casefold)
    )


def _also(section: Section) -> str:
    return f"<br><small>{'; '.join(section.asked)}</small>" if section.asked else ""


def _of_page(site: Site, page: Path) -> Iterator[Section]:
    ids: set[str] = set()
    lines = list(prose_lines(site.read(page)))
    heads = [at for at, (_, line) in enumerate(lines) if HEADING.fullmatch(line)]
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        found = HEADING.fullmatch(lines[at][1])
        level, title = len(found["level"]), found["title"]
        anchor = unique(slugify(re.sub(r"[`*]", "", title), "-"), ids)
        below = [line for _, line in lines[at + 1 : end]]
        said = asked.LINE.match(below[0].strip()) if below else None
        spans = (span[0].strip("`") for span in SPAN.finditer("\n".join(below)))
        names = (NAME.fullmatch(span) for span in spans)
        yield Section(
            page,
            level,
            title,
            "" if level == 1 else anchor,
            tuple(asked.phrases(said)) if said else (),
            frozenset(name[1] for name in names if name),
        )


def _listed(nav) -> Iterator[str]:
    """The pages that a navigation names, in its order."""
    if isinstance(nav, str):
        yield nav
    for entry in nav if isinstance(nav, list) else ():
        yield from _listed(entry)
    for entry in nav.values() if isinstance(nav, dict) else ():
        yield from _listed(entry)
