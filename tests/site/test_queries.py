"""The queries that the search is held to lead to sections that the site has.

What the search finds is tested in tests/browser/test_search.py.
"""

import pytest

from sitekit.publishing import sections
from tests import queries
from tests.conftest import report


@pytest.fixture(scope="module")
def known(rules):
    """The addresses that the search may find, read from the pages."""
    rows = rules.publication.rows
    placed = {rows.address(name) for name in rows.placed}
    found = sections.extras(rules.publication)
    return placed | {at for at, extra in found.items() if extra.hit}


@pytest.mark.parametrize("name", queries.NAMES)
def test_each_answer_is_a_section(known, name):
    problems = queries.astray(queries.named(name), known)
    report(problems, "tests/queries.py reads these lists.")
