"""The sections of a part of the site, with other words for what they explain.

They stand in for the search where no script runs, and are where the search leads whom
it cannot answer: docs/questions.md and docs/sections.md. `{{ questions Guides }}`
stands for those of one part of the navigation, since all of them with what readers call
them would weigh too much for one page.
"""

import functools
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitekit import exercises
from sitekit.pages.outline import Section, sections
from sitekit.publishing import messages
from sitekit.site import Site, named

LISTS = ("questions.md", "sections.md")  # below docs/
SOME = 2  # pages that may have the same heading, to which a list leads


def of_part(site: Site, part: str) -> str:
    """A list for each page: its sections, and what else readers call them.

    Raises KeyError for a part that the navigation has not.
    """
    lines = []
    for page, section in _listed(site, named(site.parts()[part])):
        link = _link(site, page, section)
        also = "; ".join(section.asked)
        if section.level == 1:
            lines += ["", f"## {link}", ""]
            lines += [f"<small>{also}</small>", ""] if also else []
        else:
            lines.append(f"- {link}{f'<br><small>{also}</small>' if also else ''}")
    return "\n".join(lines)


def _listed(site: Site, names: Iterable[str]) -> Iterator[tuple[Path, Section]]:
    """The sections of these pages, without pages that are lists, and without headings
    that many pages have: "Try it" tells nobody whether the answer is there.

    All exercises have the same sections, and a section on an error is its message: for
    them stand the pages that list them.
    """
    listed = {site.docs / exercises.FOLDER, site.docs / messages.FOLDER}
    many = _frequent(site)
    for name in names:
        page = site.docs / name
        if name in LISTS or (page.name == "index.md") != (page.parent in listed):
            continue
        for section in _sections(site)[name]:
            if section.level == 1 or section.title not in many:
                yield page, section


@functools.lru_cache(maxsize=1)
def _sections(site: Site) -> Mapping[str, list[Section]]:
    """Those of each page, read once for all lists of a build."""
    return {n: list(sections(site.read(site.docs / n))) for n in site.named()}


def _frequent(site: Site) -> set[str]:
    pages = _sections(site).values()
    count = Counter(title for page in pages for title in {s.title for s in page})
    return {title for title, many in count.items() if many > SOME}


def _link(site: Site, page: Path, section: Section) -> str:
    path = os.path.relpath(page, site.docs).replace(os.sep, "/")
    return f"[{section.title}]({path}{'#' * bool(section.anchor)}{section.anchor})"
