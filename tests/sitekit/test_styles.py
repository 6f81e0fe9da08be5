"""Which rules of a style sheet stay (publishing/styles.py)."""

import pytest

from sitekit.publishing.styles import (
    NEEDS,
    names,
    packed,
    pruned,
    slim,
    without_variables,
)
from sitekit.site import Site
from tests.sitekit.conftest import MKDOCS

KNOWN = {"tip", "md-nav"}


@pytest.mark.parametrize(
    ("css", "stays"),
    [
        (".tip{a:b}", ".tip{a:b}"),
        (".note{a:b}", ""),
        (".tip .note{a:b}", ""),
        (".note,.tip>p{a:b}", ".tip>p{a:b}"),
        ("p,.note{a:b}", "p{a:b}"),
        (".tip:not(.note){a:b}", ".tip:not(.note){a:b}"),
        (".tip:is(.note,.tip){a:b}", ".tip:is(.note,.tip){a:b}"),
        ('img[src$=".png"]{a:b}', 'img[src$=".png"]{a:b}'),
        ("@media print{.note{a:b}}", ""),
        ("@media print{.note{a:b}.tip{a:b}}", "@media print{.tip{a:b}}"),
        ("@keyframes x{0%{a:.5s}to{a:b}}", "@keyframes x{0%{a:.5s}to{a:b}}"),
        ("@font-face{src:url(a.woff2)}", "@font-face{src:url(a.woff2)}"),
    ],
)
def test_a_rule_stays_where_something_could_match_it(css, stays):
    assert pruned(css, KNOWN) == stays


def test_classes_come_from_pages_and_from_scripts():
    found = names(['<p class="tip wide">note</p>'], ['e.classList.add("md-nav--on")'])
    assert found >= {"tip", "wide", "md-nav--on"}
    assert "note" not in found


@pytest.mark.parametrize("beginning", NEEDS)
def test_what_only_a_script_names_for_a_feature_that_is_off_is_no_class(beginning):
    made, script = f"{beginning}a", f'make("{beginning}a")'
    assert made not in names(['<p class="tip">'], [script], ["toc.follow"])
    assert made in names([f'<i class="{made}">'], [])
    for need in NEEDS[beginning]:
        assert made in names([], [script], [need])
        assert made in names([f'<i class="tip {need}">'], [script])


def test_a_style_sheet_keeps_what_a_feature_that_is_on_makes(tmp_path):
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    (tmp_path / "assets/javascripts").mkdir()
    (tmp_path / "assets/javascripts/bundle.js").write_text('make("md-tooltip2")')
    css = ".md-tooltip2{a:b}"
    for on, left in (["content.tooltips"], css), (["toc.follow"], ""):
        sheet = tmp_path / "assets/stylesheets/main.css"
        sheet.write_text(css)
        slim(tmp_path, on)
        assert sheet.read_text() == left


def test_the_settings_say_what_is_on(site):
    site.page("# A\n")
    settings = MKDOCS.replace("name: mkdocs", "name: material, features: [toc.follow]")
    settings = settings.replace("plugins: []", "plugins: [search, tags]")
    site.write("mkdocs.yml", f"{settings}repo_url: ''\nextra: {{version: {{a: b}}}}\n")
    on = Site(site.root).turned_on()
    assert {"toc.follow", "search", "tags", "version"} <= on
    assert "repo_url" not in on


def test_a_variable_that_no_rule_reads_goes():
    icon = """url("data:image/svg+xml;charset=utf-8,<svg d='rotate(45)'/>")"""
    css = f":root{{--a:{icon};--b:1px;--c:{icon}}}.nav--a:hover{{top:var(--b)}}"
    left = ":root{--b:1px;}.nav--a:hover{top:var(--b)}"
    assert without_variables(css, {"--b"}) == left


def test_a_sheet_is_packed_without_its_comments_and_line_breaks():
    css = "/* Home.\n   Wide. */\n.tip,\n.nav {\n  a: b c; /* d */\n}\n\n.md-nav > a { e: f }\n"
    assert packed(css) == ".tip,.nav{a: b c;}.md-nav > a{e: f}"
