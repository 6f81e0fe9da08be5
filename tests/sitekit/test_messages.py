"""The list of error messages is made from the headings of their pages."""

import pytest

from sitekit.publishing import messages, questions
from sitekit.site import Site
from tests.sitekit.conftest import bare_site

NAV = """nav:
  - index.md
  - Errors:
      - errors/index.md
      - Pools: errors/pools.md
      - errors/locks.md
"""
PAGES = {
    "index": "# Home\n\n## No message\n",
    "errors/index": "# Messages\n\n## None either\n",
    "errors/locks": "# Locks\n\n## `RuntimeError: release unlocked lock`\n",
    "errors/pools": "# Pools\n\n## `TimeoutError` (no text)\n\n## `KeyError: 'a'`\n",
}


@pytest.fixture
def site(tmp_path):
    site = bare_site(tmp_path, {})
    settings = site.root / "mkdocs.yml"
    settings.write_text(settings.read_text() + NAV)
    for name, text in PAGES.items():
        page = site.docs / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(text)
    return Site(tmp_path)


def test_each_heading_of_a_page_of_messages_is_listed_below_its_page(site):
    assert messages.listed(site) == (
        "\n## [Pools](pools.md)\n\n"
        "- [`TimeoutError` (no text)](pools.md#timeouterror-no-text)\n"
        "- [`KeyError: 'a'`](pools.md#keyerror-a)\n"
        "\n## [Locks](locks.md)\n\n"
        "- [`RuntimeError: release unlocked lock`](locks.md#runtimeerror-release-unlocked-lock)"
    )


def test_the_list_of_messages_stands_for_all_of_them(site):
    assert "[Messages](errors/index.md)" in questions.of_part(site, "Errors")
    assert "Pools" not in questions.of_part(site, "Errors")
