"""A reader's browser: every page, phone and desktop, light and dark, keyboard alone."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from sitekit.programs import collect
from sitekit.site import Site

SITE = Site(Path(__file__).parents[2])
PAGES = [
    page.relative_to(SITE.docs).with_suffix("").as_posix().removesuffix("index") + "/"
    for page in SITE.pages()
]
PAGES = ["" if page == "/" else page for page in PAGES]
LESSON = "learn/race-conditions/"


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_axe_finds_nothing_in_light_and_dark(visit, page):
    problems = []
    for scheme in ("light", "dark"):
        tab = visit(page, scheme=scheme)
        for found in Axe().run(tab).response["violations"]:
            for node in found["nodes"]:
                problems.append(
                    f"{page} ({scheme}): {found['help']}: {node['html'][:160]}"
                    f" {node['any'][0]['message'] if node['any'] else ''}"
                )
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_no_page_scrolls_sideways_on_a_phone(visit, page):
    tab = visit(page, width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_home_leads_to_the_first_lesson_in_one_click(visit):
    tab = visit("")
    tab.click("text=Start: What is threading?")
    tab.wait_for_url("**/learn/what-is-threading/")


def test_copy_takes_exactly_the_program(visit):
    program = next(
        p for p in collect(SITE).programs.values() if p.page.stem == "race-conditions"
    )
    tab = visit(LESSON, permissions=["clipboard-read", "clipboard-write"])
    figure = tab.locator("figure.program").filter(has_text=str(program.path)).first
    figure.locator("button, .md-clipboard").first.click()
    tab.wait_for_function("navigator.clipboard.readText().then(t => t.length > 0)")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.rstrip("\n") + "\n" == program.text


def test_download_gives_exactly_the_program(visit):
    tab = visit(LESSON)
    link = tab.locator("figure.program .filename a").first
    with tab.expect_download() as waiting:
        link.click()
    name = waiting.value.suggested_filename
    program = next(p for p in collect(SITE).programs.values() if p.path.name == name)
    assert Path(waiting.value.path()).read_text("utf-8") == program.text


def test_search_finds_deadlock(visit):
    tab = visit("")
    tab.keyboard.press("/")
    tab.keyboard.type("deadlock")
    first = tab.locator(".md-search-result__link").first
    first.wait_for()
    assert "deadlock" in first.get_attribute("href")


def test_the_keyboard_reaches_everything_in_view(visit):
    tab = visit(LESSON)
    tab.wait_for_function(
        "document.querySelectorAll('.md-code__button, .md-clipboard').length"
    )
    wanted = tab.evaluate(
        """[...document.querySelectorAll('main a[href], main button')]
           .filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
           .filter(e => !e.closest('.md-sidebar')).length"""
    )
    reached = set()
    for _ in range(wanted + 200):
        tab.keyboard.press("Tab")
        reached.add(
            tab.evaluate(
                """(() => { const e = document.activeElement;
                    return e.closest('main') && !e.closest('.md-sidebar')
                        && e.matches('a[href], button')
                        ? [...document.querySelectorAll('*')].indexOf(e) : -1 })()"""
            )
        )
    assert len(reached - {-1}) >= wanted


def test_focus_can_be_seen(visit):
    tab = visit(LESSON)
    tab.locator("main a[href]").nth(3).focus()
    tab.keyboard.press("Tab")
    width = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert width != "none"


def test_the_reader_chooses_light_or_dark(visit):
    tab = visit("")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    assert tab.evaluate(scheme) == "default"
    tab.locator("label[title='Switch to dark mode']").click()
    assert tab.evaluate(scheme) == "slate"


def test_a_lesson_reads_without_javascript(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + LESSON)
    assert tab.locator("figure.program").count() > 1
    assert re.search(
        r"Ran on Python [\d.t, ]+; ", tab.locator("figcaption").first.inner_text()
    )
    context.close()


def test_paper_shows_the_programs_and_not_the_menus(visit):
    tab = visit(LESSON)
    tab.emulate_media(media="print")
    assert not tab.locator(".md-header").is_visible()
    assert not tab.locator(".md-sidebar--primary").is_visible()
    assert tab.locator("figure.program").first.is_visible()


def test_paper_is_never_dark(visit):
    colors = set()
    for scheme in ("light", "dark"):
        tab = visit(LESSON, scheme=scheme)
        # The theme fades from one color to the next, and would be read half-way.
        tab.add_style_tag(content="* { transition: none !important }")
        tab.emulate_media(media="print", color_scheme=scheme)
        code = tab.locator("figure.program pre code").first
        read = (
            "e => { const s = getComputedStyle(e); return s.color + s.backgroundColor }"
        )
        colors.add(code.evaluate(read))
    assert len(colors) == 1
