"""Every section of the site, and every name of Python's that one explains, as lists.

It stands in for the search where no script runs, and is where the search leads whom it
cannot answer. `{{ questions }}` and `{{ names }}` stand for it on docs/questions.md.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitekit import exercises
from sitekit.pages.outline import Section, sections
from sitekit.publishing import messages
from sitekit.site import Site

PAGE = "questions.md"
MOST = 4  # sections that a name leads to
NAME = re.compile(r"([A-Za-z_][\w.]*\w)(?:\(.*\))?")


def all_questions(site: Site) -> str:
    """A list for each page: its sections, and what else readers call them."""
    lines = []
    for page, section in _listed(site):
        link = _link(site, page, section)
        if section.level == 1:
            lines += ["", f"## {link}", ""]
        else:
            also = f"<br><small>{'; '.join(section.asked)}</small>"
            lines.append(f"- {link}{also if section.asked else ''}")
    return "\n".join(lines)


def all_names(site: Site, public: Iterable[str]) -> str:
    """The names of Python's that code spans have, each with the sections that do.

    `public` has all of Python's, `threading.Thread.join`.
    """
    known = {name.rpartition(".")[2] for name in public}
    found: dict[str, list[str]] = defaultdict(list)
    for page, section in _listed(site):
        named = filter(None, map(NAME.fullmatch, section.spans))
        for name in {match[1] for match in named}:
            if name.rpartition(".")[2] in known:
                found[name].append(_link(site, page, section))
    return "\n".join(
        f"- `{name}`: {', '.join(found[name][:MOST])}"
        for name in sorted(found, key=str.casefold)
    )


def _listed(site: Site) -> Iterator[tuple[Path, Section]]:
    """The sections of the pages in the navigation, without pages that are lists.

    All exercises have the same sections, and a section on an error is its message: for
    them stand the pages that list them.
    """
    listed = {site.docs / exercises.FOLDER, site.docs / messages.FOLDER}
    for name in site.named():
        page = site.docs / name
        if page.name == PAGE or (page.name == "index.md") != (page.parent in listed):
            continue
        yield from ((page, section) for section in sections(site.read(page)))


def _link(site: Site, page: Path, section: Section) -> str:
    path = os.path.relpath(page, site.docs).replace(os.sep, "/")
    return f"[{section.title}]({path}{'#' * bool(section.anchor)}{section.anchor})"
