"""Every link into the Python documentation leads to a page and an anchor it has.

The documentation is not opened: python_documentation.txt holds what it has.
"""

import pytest

from sitekit.records import documentation
from tests.conftest import ROOT, report


@pytest.fixture
def links(site):
    links = documentation.links(site)
    assert links
    return links


@pytest.fixture
def recorded():
    return documentation.load(ROOT / documentation.RECORD)


def test_every_link_leads_to_a_page_and_an_anchor_on_record(links, recorded):
    problems = (documentation.problem(link, recorded) for link in links)
    report(filter(None, problems), documentation.ADVICE)


def test_no_anchors_are_on_record_of_a_page_that_nobody_links(links, recorded):
    known = {name for name, anchors in recorded.pages.items() if anchors}
    unused = sorted(known - {link.page for link in links})
    report(
        (f"{documentation.RECORD}: no page links {name}" for name in unused),
        "Run `make anchors`.",
    )
