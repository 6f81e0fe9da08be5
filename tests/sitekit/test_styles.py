"""Which rules of a style sheet stay (publishing/styles.py)."""

import json

import pytest

from sitekit.publishing.styles import (
    NEEDS,
    names,
    packed,
    pruned,
    slim,
    without_variables,
)

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


def page(**settings):
    """A page that tells the theme's script these settings."""
    said = json.dumps({"version": None, "features": [], **settings})
    return f'<p class="tip"></p><script id="__config" type="a/b">{said}</script>'


@pytest.mark.parametrize("beginning", NEEDS)
def test_what_only_a_script_names_for_a_feature_that_is_off_is_no_class(beginning):
    made, script = f"{beginning}a", f'make("{beginning}a")'
    assert made not in names([page(features=["toc.follow"])], [script])
    assert made in names([f'<i class="{made}">'], [])
    for need in NEEDS[beginning]:
        on = page(features=[need]), page(**{need: True}), f'<i class="tip {need}">'
        assert all(made in names([page(), each], [script]) for each in on)


@pytest.mark.parametrize(
    ("features", "stays"), [(["content.tooltips"], True), (["toc.follow"], False)]
)
def test_a_style_sheet_keeps_what_a_feature_that_is_on_makes(tmp_path, features, stays):
    sheet = tmp_path / "assets/stylesheets/main.css"
    script = tmp_path / "assets/javascripts/bundle.js"
    for file, text in {
        tmp_path / "index.html": page(features=features),
        script: 'make("md-tooltip2")',
        sheet: ".md-tooltip2{a:b}",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    slim(tmp_path)
    assert sheet.read_text() == (".md-tooltip2{a:b}" if stays else "")


def test_a_variable_that_no_rule_reads_goes():
    icon = """url("data:image/svg+xml;charset=utf-8,<svg d='rotate(45)'/>")"""
    css = f":root{{--a:{icon};--b:1px;--c:{icon}}}.nav--a:hover{{top:var(--b)}}"
    left = ":root{--b:1px;}.nav--a:hover{top:var(--b)}"
    assert without_variables(css, {"--b"}) == left


def test_a_sheet_is_packed_without_its_comments_and_line_breaks():
    css = "/* Home.\n   Wide. */\n.tip,\n.nav {\n  a: b c; /* d */\n}\n\n.md-nav > a { e: f }\n"
    assert packed(css) == ".tip,.nav{a: b c;}.md-nav > a{e: f}"
