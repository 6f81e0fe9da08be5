"""A term's sentence: by mouse, keyboard and finger, and as WCAG 1.4.13 wants it."""

import pytest

from tests.browser.conftest import LOADED, here
from tests.browser.test_reading import violations

PAGE = "faq/pools/"
TERM = "article a.term"
TIP = ".term-tip"
SHIFTS = """new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 100);
})"""


def shown(tab):
    tip = tab.locator(TIP)
    tip.wait_for()
    return tip


def gone(tab):
    tab.locator(TIP).wait_for(state="hidden")


def focus(tab, index=0):
    """By the keyboard, since a focus that a script sets may not be shown."""
    tab.locator(TERM).nth(index).focus()
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Tab")


def test_a_term_shows_its_sentence_under_the_mouse_and_lets_the_mouse_into_it(visit):
    tab = visit(PAGE)
    tab.locator(TERM).first.hover()
    tip = shown(tab)
    assert tip.locator("[role=tooltip]").inner_text().endswith(".")
    tip.hover()  # more than as long as the sentence waits for the mouse to come back
    tab.wait_for_timeout(500)
    assert tip.is_visible()
    tab.mouse.move(2, 2)
    gone(tab)


def test_passing_over_a_term_shows_and_loads_nothing(visit):
    tab = visit(PAGE)
    box = tab.locator(TERM).first.bounding_box()
    tab.mouse.move(box["x"] + 2, box["y"] + 2)
    tab.mouse.move(2, 2)
    tab.wait_for_timeout(400)
    assert tab.locator(TIP).count() == 0
    assert not [name for name in tab.evaluate(LOADED) if "terms.json" in name]


def test_the_keyboard_shows_it_escape_takes_it_away_and_enter_follows(visit):
    tab = visit(PAGE)
    focus(tab)
    tip = shown(tab)
    described = tab.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText"
    )
    assert described in tip.inner_text()
    tab.keyboard.press("Escape")
    gone(tab)
    focused = "document.activeElement.matches('a.term:not([aria-describedby])')"
    assert tab.evaluate(focused)
    focus(tab)
    shown(tab)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    focus(tab)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/glossary/#*")
    assert tab.locator(":target").is_visible()


def test_it_stays_at_the_focus_when_the_mouse_comes_and_goes(visit):
    tab = visit(PAGE)
    focus(tab)
    tip = shown(tab)
    tip.hover()
    tab.mouse.move(2, 2)
    tab.wait_for_timeout(400)
    assert tip.is_visible()
    tab.locator("h1").focus()
    tab.evaluate("document.activeElement.blur()")
    gone(tab)


def test_a_finger_sees_the_sentence_first_and_follows_then(visit):
    tab = visit(PAGE, width=360, height=740, has_touch=True, is_mobile=True)
    term = tab.locator(TERM).first
    term.tap()
    shown(tab)
    assert here(tab).endswith(PAGE)
    tab.locator("h1").tap()
    gone(tab)
    term.tap()
    shown(tab)
    term.tap()
    tab.wait_for_url("**/glossary/#*")


def test_the_sentence_leads_a_finger_to_the_page_that_explains_the_term(visit):
    tab = visit(PAGE, width=360, height=740, has_touch=True, is_mobile=True)
    tab.locator(TERM).first.tap()
    link = shown(tab).locator("a")
    address = link.get_attribute("href")
    link.tap()
    tab.wait_for_url(address)


def test_a_finger_follows_the_link_where_no_sentence_can_be_loaded(visit):
    tab = visit(PAGE, width=360, height=740, has_touch=True, is_mobile=True)
    tab.context.route("**/terms.json", lambda route: route.fulfill(status=200, body=""))
    tab.locator(TERM).first.tap()
    tab.wait_for_url("**/glossary/#*")


def test_what_could_not_be_loaded_is_tried_anew(visit):
    tab = visit(PAGE)
    tab.route("**/tip.js", lambda route: route.abort(), times=1)
    with tab.expect_event("requestfailed"):
        tab.locator(TERM).first.hover()
    tab.mouse.move(2, 2)
    tab.locator(TERM).first.hover()
    assert shown(tab).is_visible()


def test_nothing_moves_when_it_comes_and_it_stays_within_the_window(visit):
    tab = visit(PAGE, width=360, height=740)
    before = tab.evaluate(SHIFTS)
    for index in range(tab.locator(TERM).count()):
        focus(tab, index)
        box = shown(tab).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    assert tab.evaluate(SHIFTS) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_is_shown(visit, scheme):
    tab = visit(PAGE, scheme=scheme)
    focus(tab)
    shown(tab)
    assert violations(tab, PAGE, scheme) == []


def test_without_scripts_a_term_is_a_link(visit):
    tab = visit(PAGE, java_script_enabled=False)
    tab.locator(TERM).first.click()
    tab.wait_for_url("**/glossary/#*")
