"""The page for programs of one's own: its editor, and what the browser keeps of it."""

import pytest

PAGE = "try/"
OWN = "print('mine')"

pytestmark = [pytest.mark.apart_from_navigation, pytest.mark.usefixtures("npm_modules")]


def written(tab):
    """What stands in the editor, once it is there."""
    content = tab.locator("#scratch .cm-content")
    content.wait_for()
    return content.inner_text().strip()


def wait_for(tab, text):
    tab.locator("#scratch .cm-content").filter(has_text=text).wait_for()


def test_an_editor_is_open_at_once_and_takes_no_focus(visit):
    tab = visit(PAGE)
    assert written(tab) == ""
    assert tab.evaluate("document.activeElement === document.body")


def test_a_program_of_the_readers_own_is_kept_until_it_is_reset(visit):
    tab = visit(PAGE)
    written(tab)
    tab.locator("#scratch .cm-content").fill(OWN)
    tab.reload()
    assert written(tab) == OWN
    tab.get_by_role("button", name="Reset: scratch.py").click()
    tab.reload()
    assert written(tab) == ""


def test_each_starting_point_comes_into_the_editor_and_undo_takes_it_back(visit):
    tab = visit(PAGE)
    written(tab)
    tab.locator("#scratch .cm-content").fill(OWN)
    for start in tab.locator(".starts button").all():
        start.click()
        wait_for(tab, "import")
        tab.keyboard.press("Control+z")
        wait_for(tab, OWN)


def named(tab, figure):
    """What its buttons do, and what they are called, but for the program's name."""
    buttons = tab.locator(f"{figure} [data-act]").all()
    called = [
        button.get_attribute("aria-label").rpartition(" ")[0] for button in buttons
    ]
    does = [button.get_attribute("data-act") for button in buttons]
    return dict(zip(does, called, strict=True))


def test_its_buttons_are_those_of_every_program(visit):
    tab = visit(PAGE)
    written(tab)
    tab.get_by_role("button", name="Close the editor of scratch.py").click()
    tab.get_by_role("button", name="Edit scratch.py").wait_for()
    own = named(tab, "#scratch .runs")
    lesson = visit("learn/race-conditions/")
    assert own == named(lesson, "#learn-race-conditions-lost-update-broken-py .runs")


def test_without_scripts_the_page_says_what_is_missing(visit):
    tab = visit(PAGE, java_script_enabled=False)
    assert "browsers that run JavaScript" in tab.locator(".scratch").inner_text()
