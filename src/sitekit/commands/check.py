"""`make check PAGE=learn/locks`: all that is wrong with one page, in seconds.

It runs the same tests as `make test`, those that one page can fail by itself.
"""

import sys

import pytest

from sitekit.commands.programs import page_named
from sitekit.commands.records import style
from sitekit.programs import collect
from sitekit.site import Site


def check_page(site: Site, name: str) -> int:
    """Run style, the page's rules and its programs; returns pytest's exit status."""
    page = page_named(site, name)
    files = [program.file for program in collect(site).on(page)]
    kept = style(site, files)
    sys.stdout.flush()
    status = pytest.main(
        ["--quiet", "--page", str(page), "-rf", str(page), "tests/page"]
    )
    return int(status) or int(not kept)
