"""The programs that a command works on."""

import sys

from sitekit.programs import Program, collect
from sitekit.site import Site


def all_programs(site: Site) -> list[Program]:
    """All programs of the site; stops with the first page that is refused."""
    found = collect(site)
    for error in found.errors.values():
        sys.exit(str(error))
    return list(found.programs.values())
