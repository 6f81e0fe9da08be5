"""Every page and program keeps the rules, and its records are those of today.

The rules themselves are sitekit.checking's, and `make check` holds one page to them;
tests/sitekit/test_checking.py breaks each.
"""

import pytest

from sitekit.checking import Rules
from tests.conftest import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))


def name(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
@pytest.mark.parametrize("kind", [*Rules.KINDS, "records"])
def test_a_page_keeps_the_rules(rules, page, kind):
    problems = [str(problem) for problem in getattr(rules, kind)(page)]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def test_every_file_is_read_and_shown(rules):
    assert "\n".join(map(str, rules.files())) == ""
