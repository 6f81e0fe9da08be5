"""Which rules of a style sheet stay (publishing/styles.py)."""

import pytest

from sitekit.publishing.styles import names, packed, pruned, without_variables

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


def test_what_only_a_script_names_for_a_feature_that_is_off_is_no_class():
    assert names([], ['if (on("content.tooltips")) make("md-tooltip2")']) >= {"content"}
    assert "md-tooltip2" not in names([], ['make("md-tooltip2")'])
    assert "md-tooltip2" in names(['<i class="md-tooltip2">'], [])


def test_a_variable_that_no_rule_reads_goes():
    icon = """url("data:image/svg+xml;charset=utf-8,<svg d='rotate(45)'/>")"""
    css = f":root{{--a:{icon};--b:1px;--c:{icon}}}.nav--a:hover{{top:var(--b)}}"
    left = ":root{--b:1px;}.nav--a:hover{top:var(--b)}"
    assert without_variables(css, {"--b"}) == left


def test_a_sheet_is_packed_without_its_comments_and_line_breaks():
    css = "/* Home.\n   Wide. */\n.tip,\n.nav {\n  a: b c; /* d */\n}\n\n.md-nav > a { e: f }\n"
    assert packed(css) == ".tip,.nav{a: b c;}.md-nav > a{e: f}"
