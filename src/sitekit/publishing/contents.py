"""The pages of a part of the navigation, as lists of links.

On the page that leads through its part, `{{ pages }}` stands for the others by their
groups, and `{{ lessons }}` for a table with what each promises. They are made from the
navigation and from the pages, so that a new page is on them by itself.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from sitekit.pages.outline import sections
from sitekit.site import Site, named

PROMISE = re.compile(
    r"^\*(?P<minutes>\d+) minutes\. After this page you can (?P<what>.+)\*$",
    re.MULTILINE,
)


def pages(site: Site, page: PurePosixPath) -> str:
    """The other pages of this page's part: those of no group, then group by group.

    `page` is below docs/. Raises ValueError for one outside of all parts.
    """
    lines = []
    for group, names in sorted(_groups(site, page), key=lambda found: found[0] != ""):
        lines += ["", f"## {group}", ""] if group else []
        lines += [_link(site, page, name) for name in names if name != str(page)]
    return "\n".join(lines).strip("\n")


def lessons(site: Site, page: PurePosixPath) -> str:
    """The other pages of this page's part: how long each takes, and what for.

    They lie in the same folder, so that what they say of themselves holds here.
    """
    lines = ["| Lesson | Minutes | After it you can |", "|---|---|---|"]
    for _, names in _groups(site, page):
        for name in names:
            said = PROMISE.search(site.read(site.docs / name))
            if name != str(page) and said:
                link = _link(site, page, name).removeprefix("- ")
                lines.append(f"| {link} | {said['minutes']} | {said['what']} |")
    return "\n".join(lines)


def title(site: Site, name: str) -> str:
    """The title of a page as it is written, `code` and all."""
    found = (section.title for section in sections(site.read(site.docs / name)))
    return next(found, name)


def _groups(site: Site, page: PurePosixPath) -> Iterator[tuple[str, list[str]]]:
    """The groups of the page's part with their pages; "" for those in none."""
    for inside in site.parts().values():
        if str(page) in named(inside):
            return map(_group, inside)
    raise ValueError(f"{page} is in no part of the navigation")


def _group(entry: str | dict) -> tuple[str, list[str]]:
    if isinstance(entry, dict):
        ((group, inside),) = entry.items()
        if isinstance(inside, list):
            return group, list(named(inside))
    return "", list(named(entry))


def _link(site: Site, page: PurePosixPath, name: str) -> str:
    return f"- [{title(site, name)}]({posixpath.relpath(name, page.parent)})"
