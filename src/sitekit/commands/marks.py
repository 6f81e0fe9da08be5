"""`python -m sitekit marks`: the table of marks in CONTRIBUTING.md."""

from sitekit.pages.marks import table
from sitekit.site import Site


def print_marks(site: Site) -> int:
    print(table())
    return 0
