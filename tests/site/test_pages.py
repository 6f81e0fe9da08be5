"""Each page is complete for readers, search engines and screen readers."""

import re
from html import escape

import pytest

from sitekit.commands.build import first_click
from sitekit.live import npm
from sitekit.pages.outline import field_of
from sitekit.publishing import llms, questions
from sitekit.site import named
from tests.conftest import ROOT, SITE_URL, build, report


def test_every_page_has_a_description_of_its_own(built):
    seen, problems = {}, []
    for address, page in built.pages.items():
        text = page.meta.get("description", "")
        source = built.source(address)
        if address != "404.html":
            if not 80 <= len(text) <= 165:
                problems.append(f"{source}:2: a description of {len(text)} characters")
            if text in seen:
                problems.append(f"{source}:2: the description of {seen[text]}")
            seen[text] = source
    report(problems, "Write `description:` in the front matter, 80 to 160 characters.")


def test_every_page_can_be_shared_and_found(built):
    sitemap = (built.folder / "sitemap.xml").read_text("utf-8")
    for address, page in built.pages.items():
        if address == "404.html":
            continue
        assert page.meta["og:title"], address
        assert page.meta["og:url"] == SITE_URL + address
        assert page.meta["og:image"] == f"{SITE_URL}assets/social.png"
        assert f"<loc>{SITE_URL}{address}</loc>" in sitemap
    assert (built.folder / "assets/social.png").stat().st_size < 200_000


def test_the_navigation_has_short_titles_and_the_head_of_a_page_its_whole_one(
    built, site
):
    guides = [a for a in built.pages if re.match("guides/.", a)]
    for address in guides:
        text = site.read(ROOT / built.source(address))
        short = field_of(text, "short")
        html = built.pages[address].file.read_text("utf-8")
        whole = re.search(r"^# (.+)$", text, re.MULTILINE)[1].replace("`", "")
        assert f"<title>{escape(whole, quote=False)} - " in html, address
        shown = re.findall(r'<span class="md-typeset">\s*(.+?)\s*</span>', html)
        assert escape(short, quote=False) in shown, address
    assert len(guides) > 30


def test_each_part_is_on_a_list_and_so_are_overviews_of_one_that_is_none(site):
    lists = "".join(site.read(site.docs / name) for name in questions.LISTS)
    for part, inside in site.parts().items():
        overviews = [name for name in named(inside) if name.endswith("index.md")]
        if f"{{{{ questions {part} }}}}" not in lists:
            assert overviews, f"{part}: list it on {questions.LISTS[0]}"
            for name in overviews:
                assert f"]({name})" in lists, f"{part}: list it, or link to {name}"


def test_what_machines_may_leave_out_is_a_part_of_the_site(site):
    assert llms.ABOUT in site.parts()


def test_pages_know_when_they_changed(built):
    inside = (ROOT / ".git").exists()
    html = built.pages["learn/locks/"].file.read_text("utf-8")
    assert ("md-source-file__fact" in html) == inside


@pytest.mark.parametrize(
    "file", sorted((ROOT / "snippets").rglob("*.svg")), ids=lambda f: f.name
)
def test_a_diagram_follows_the_theme_and_has_words(file):
    text = file.read_text("utf-8")
    name = file.relative_to(ROOT)
    for needed in ('role="img"', "<title", "<desc", "aria-labelledby", "viewBox"):
        assert needed in text, f"{name}: needs {needed}"
    own = re.search(r'(fill|stroke|style)="(?!none)', text)
    assert not own, f"{name}: {own and own[0]}... : use the classes of site.css"
    assert "\n\n" not in text, f"{name}: an empty line ends the HTML block around it"


def test_the_site_without_its_settings_has_no_dead_ends(tmp_path):
    """Without SITE_URL and REPOSITORY_URL, what needs them is absent."""
    page = build(tmp_path / "site", "", "").pages["learn/locks/"]
    text = page.file.read_text("utf-8")
    assert "Report a mistake" not in text
    assert "Edit this page" not in text
    assert not {"og:url", "og:image"} & set(page.meta)


@pytest.mark.skipif(npm.modules(ROOT) is None, reason="needs the packages from npm")
def test_the_first_click_on_run_loads_as_little_as_the_page_says(built):
    page = (ROOT / "docs/how-this-site-is-checked.md").read_text("utf-8")
    assert "less than\nseven megabytes" in page
    assert 0 < first_click(built.folder) < 7_000_000
