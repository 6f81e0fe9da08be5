"""Pages do all they do under their policy, and nothing is refused meanwhile."""

import pytest

from tests.browser.conftest import settled
from tests.browser.pages import LESSON

WATCH = """window.refused = [];
addEventListener("securitypolicyviolation", (event) => {
  refused.push(`${event.violatedDirective} refuses ${event.blockedURI}: ${event.sample}`);
});"""


def watched(visit, path, scheme):
    """The page, which lists in `refused` what its policy has refused."""
    tab = visit(path, scheme=scheme)
    tab.add_init_script(WATCH)
    tab.reload()
    return settled(tab)


def nothing_refused(tab):
    assert tab.evaluate("refused") == []


def switch_palette(tab):
    before = tab.locator("body").get_attribute("data-md-color-scheme")
    tab.locator("label[title^='Switch to']:visible").click()
    assert tab.locator("body").get_attribute("data-md-color-scheme") != before


def search(tab):
    tab.keyboard.press("/")
    tab.keyboard.type("deadlock")
    tab.locator(".hits li a").first.wait_for()
    tab.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", LESSON, "faq/sharing-data/", "404.html"])
def test_a_page_opens_searches_and_changes_its_colors(visit, path, scheme):
    tab = watched(visit, path, scheme)
    switch_palette(tab)
    search(tab)
    nothing_refused(tab)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_programs_are_copied_and_orders_are_played(visit, scheme):
    tab = watched(visit, LESSON, scheme)
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.locator(".copy:not([hidden])").first.click()
    figure = tab.locator("figure.order").first
    figure.get_by_role("button", name="Forward", exact=True).first.click()
    figure.get_by_role("button", name="Play", exact=True).first.click()
    tab.locator("figure.program summary").first.click()
    nothing_refused(tab)


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.append(Object.assign(document.createElement('script'), {text: 'x = 1'}))",
        "document.body.setAttribute('style', 'color: red')",
        "fetch('http://127.0.0.1:9/').catch(() => {})",
        "setTimeout('x = 1')",
    ],
)
def test_what_the_policy_refuses_is_noticed(chromium, address, attempt):
    """The tests above would see it."""
    tab = chromium.new_page()
    tab.add_init_script(WATCH)
    tab.goto(address)
    # Later: what a debugger evaluates itself may do what a page may not.
    tab.evaluate(f"new Promise(done => setTimeout(() => {{ {attempt}; done() }}))")
    for _ in range(50):
        if tab.evaluate("refused"):
            break
        tab.wait_for_timeout(20)
    assert len(tab.evaluate("refused")) == 1
    tab.close()
