"""Every message that a page of docs/errors explains, as a list: `{{ messages }}`.

A message is the heading of its section, so a page of that folder needs no other entry.
"""

import os
from collections.abc import Iterator

from sitekit.pages.outline import sections
from sitekit.site import Site

FOLDER = "errors"


def listed(site: Site) -> str:
    """A list for each page of the folder, in the order of the navigation."""
    return "\n".join(_lines(site))


def _lines(site: Site) -> Iterator[str]:
    for name in site.named():
        folder, page = os.path.split(name)
        if folder != FOLDER or page == "index.md":
            continue
        for section in sections(site.read(site.docs / name)):
            if section.level == 1:
                yield from ("", f"## [{section.title}]({page})", "")
            else:
                yield f"- [{section.title}]({page}#{section.anchor})"
