"""A page's place in the navigation, and the page it calls the next, told with lines."""

import pytest

from sitekit.checking.navigation import Navigation
from sitekit.commands.check import check
from sitekit.site import Site
from tests.sitekit.conftest import MKDOCS

NAV = """\
nav:
  - Home: index.md
  - Learn:
      - learn/a.md
      - learn/b.md
  - Elsewhere: https://example.org/a.md
"""
FIRST = MKDOCS.count("\n") + 1


def said(site, nav, name="learn/a.md", text="# A\n\nNext: [B](b.md), then.\n"):
    site.write("mkdocs.yml", MKDOCS + nav)
    for other in ("index.md", "learn/a.md", "learn/b.md"):
        site.page("# B\n", f"docs/{other}")
    page = site.page(text, f"docs/{name}")
    return [str(problem) for problem in Navigation(Site(site.root)).problems(page)]


def test_a_page_in_its_place_has_no_problem(site):
    assert said(site, NAV) == []


def test_a_site_without_a_navigation_has_all_pages_in_it(site):
    assert said(site, "") == []


WRONG = {
    "missing": (NAV.replace("      - learn/a.md\n", ""), 0, "learn/a.md is not in the navigation\n  Add a line - learn/a.md where"),
    "misspelled": (NAV.replace("b.md", "bb.md"), 4, "learn/bb.md is no page below docs/\n  Did you mean learn/b.md?"),
    "twice": (NAV + "  - More:\n      - learn/a.md\n", 7, "learn/a.md stands here again, after line"),
}  # fmt: skip


@pytest.mark.parametrize(("nav", "line", "wrong"), WRONG.values(), ids=WRONG.keys())
def test_an_entry_that_is_missing_misspelled_or_doubled_is_told(site, nav, line, wrong):
    told = said(site, nav, text="# A\n")
    assert len(told) == 1
    assert told[0].startswith(f"mkdocs.yml:{FIRST + line}: {wrong}")


def test_a_next_page_that_does_not_follow_is_told(site):
    (told,) = said(site, NAV, text="# A\n\nNext: [Home](../index.md#a), then.\n")
    assert told.startswith(
        "docs/learn/a.md:3: ../index.md is not the page that follows"
    )
    assert "Lead to learn/b.md" in told


def test_check_tells_the_place_of_a_page_in_the_navigation(site, capsys):
    said(site, NAV.replace("      - learn/a.md\n", ""))
    assert check(Site(site.root), "learn/a") == 1
    assert "learn/a.md is not in the navigation" in capsys.readouterr().out
