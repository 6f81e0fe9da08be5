"""A page's place in the navigation, and the page it calls the next, told with lines.

And what the build makes of the navigation: lists of pages, previous and next.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

from sitekit import hooks
from sitekit.checking.navigation import Navigation
from sitekit.commands.check import check
from sitekit.pages import PageError
from sitekit.pages.outline import sections
from sitekit.publishing import Publication
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


def test_entries_that_are_indented_otherwise_are_told_as_that(site):
    """YAML takes them for the text of the entry above."""
    told = said(site, NAV.replace("      - learn/b", "       - learn/b"), text="# A\n")
    assert "learn/a.md - learn/b.md is no page" in "".join(told)
    assert "Indent this line and those below it alike." in "".join(told)


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


def test_the_last_page_of_a_part_leads_wherever_it_likes(site):
    text = "# B\n\nNext: [Home](../index.md), then.\n"
    more = NAV + "  - More:\n      - index.md\n"
    assert (
        said(site, more.replace("  - Home: index.md\n", ""), "learn/b.md", text) == []
    )


PARTS = """\
nav:
  - Home: index.md
  - Guides:
      - Stopping:
          - guides/stop.md
          - guides/tell.md
      - All: guides/index.md
      - Sharing:
          - guides/share.md
  - About:
      - about.md
"""


@pytest.fixture
def parts(site):
    site.write("mkdocs.yml", MKDOCS + PARTS)
    for name in ("stop", "tell", "share"):
        site.page(
            f"---\ndescription: a\n---\n# How to `{name}`?\n", f"docs/guides/{name}.md"
        )
    site.page("# All guides\n\n{{ pages }}\n", "docs/guides/index.md")
    site.page("# Home\n", "docs/index.md")
    site.page("# About\n", "docs/about.md")
    return site


def test_the_pages_of_a_part_are_listed_by_their_groups(parts):
    listed = Publication(Site(parts.root)).expand(parts.root / "docs/guides/index.md")
    assert listed == (
        "# All guides\n\n"
        "## Stopping\n\n- [How to `stop`?](stop.md)\n- [How to `tell`?](tell.md)\n\n"
        "## Sharing\n\n- [How to `share`?](share.md)\n"
    )


def test_lessons_are_listed_with_what_they_promise(parts):
    parts.page("# All\n\n{{ lessons }}\n", "docs/guides/index.md")
    promise = "*8 minutes. After this page you can [stop](tell.md) *one*.*"
    parts.page(f"# Stop\n\n{promise}\n\nMore.\n", "docs/guides/stop.md")
    listed = Publication(Site(parts.root)).expand(parts.root / "docs/guides/index.md")
    assert listed == (
        "# All\n\n| Lesson | Minutes | After it you can |\n|---|---|---|\n"
        "| [Stop](stop.md) | 8 | [stop](tell.md) *one*. |\n"
    )


def test_pages_of_no_group_stand_first(parts):
    nav = PARTS.replace("      - All:", "      - about.md\n      - All:")
    parts.write("mkdocs.yml", MKDOCS + nav)
    listed = Publication(Site(parts.root)).expand(parts.root / "docs/guides/index.md")
    assert listed.startswith("# All guides\n\n- [About](../about.md)\n\n## Stopping\n")


def test_a_page_outside_of_all_parts_has_no_list_of_pages(parts):
    page = parts.page("# Home\n\n{{ pages }}\n", "docs/index.md")
    with pytest.raises(PageError, match=r"docs/index\.md:3: index\.md is in no part"):
        Publication(Site(parts.root)).expand(page)


def test_previous_and_next_stay_within_a_part(parts):
    config = Site(parts.root).config
    files = get_files(config)
    nav = hooks.on_nav(get_navigation(files, config), config, files)
    led_to = {
        page.file.src_uri: [
            near and near.file.src_uri for near in (page.previous_page, page.next_page)
        ]
        for page in nav.pages
    }
    assert led_to == {
        "index.md": [None, None],
        "guides/stop.md": [None, "guides/tell.md"],
        "guides/tell.md": ["guides/stop.md", "guides/index.md"],
        "guides/index.md": ["guides/tell.md", "guides/share.md"],
        "guides/share.md": ["guides/index.md", None],
        "about.md": [None, None],
    }


def test_check_tells_the_place_of_a_page_in_the_navigation(site, capsys):
    said(site, NAV.replace("      - learn/a.md\n", ""))
    assert check(Site(site.root), "learn/a") == 1
    assert "learn/a.md is not in the navigation" in capsys.readouterr().out


def test_the_path_of_a_page_leads_to_the_heading_of_its_group(site):
    group = "It's 2 o'clock: what (now)?"
    nav = f'nav:\n  - Learn:\n    - a.md\n    - "{group}":\n      - b.md\n'
    site.write("mkdocs.yml", MKDOCS + nav)
    overview = site.page("# A\n\n{{ pages }}\n", "docs/a.md")
    site.page("# B\n", "docs/b.md")
    text = Publication(Site(site.root)).expand(overview)
    (anchor,) = (s.anchor for s in sections(text) if s.title == group)
    theme = Path(hooks.__file__).with_name("theme")
    env = hooks.on_env(Environment(loader=FileSystemLoader(theme)), None, None)
    env.filters["url"] = str
    leaf = {"children": None, "is_index": False}
    a, b = (SimpleNamespace(url=f"{name}/", **leaf) for name in "ab")
    inner = SimpleNamespace(title=group, children=[b])
    part = SimpleNamespace(title="Learn", children=[a, inner])
    page = SimpleNamespace(url="c/", ancestors=[inner, part])
    path = env.get_template("partials/path.html").render(page=page)
    assert f'href="a/#{anchor}"' in path
