"""A program on a page: its bar, its numbered lines, their links, what changed."""

import json

import pytest

from sitekit.programs import collect
from sitekit.publishing.figures import anchor
from sitekit.records.sentences import BADGES
from tests.browser.conftest import here, unfold
from tests.browser.pages import LESSON, SITE

FOUND = collect(SITE).programs
PROGRAMS = [p for p in FOUND.values() if p.page.stem == "race-conditions"]
FIXED = next(p for p in PROGRAMS if p.path.name == "lost_update_fixed.py")
LINE = f"#{anchor(FIXED.path)}-L12"
# What the page would do after a second or later is held back, in `held`.
HOLD = """() => {
  const soon = setTimeout;
  window.held = [];
  window.setTimeout = (act, wait) => (wait < 1000 ? soon(act, wait) : held.push(act));
}"""
# The top of each line of the code, and of each number, in the window.
TOPS = """listing => {
  const gutter = listing.querySelector(".line-numbers");
  const style = getComputedStyle(gutter);
  const count = gutter.dataset.numbers.split("\\n").length;
  const box = gutter.getBoundingClientRect();
  const top = box.top + parseFloat(style.paddingTop);
  const height = (box.bottom - parseFloat(style.paddingBottom) - top) / count;
  const numbers = Array.from({ length: count }, (_, n) => top + (n + 0.5) * height);

  const code = listing.querySelector("pre > code"), lines = [];
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let line = 0; walker.nextNode(); ) {
    for (const [at, character] of [...walker.currentNode.data].entries()) {
      if (character === "\\n") { line += 1; continue; }
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const rect = range.getBoundingClientRect();
      lines[line] ??= (rect.top + rect.bottom) / 2;
    }
  }
  return { numbers, lines };
}"""


@pytest.fixture
def copying(visit):
    """A page whose clipboard can be read, and that takes nothing back until it is late."""
    tab = visit(LESSON, permissions=["clipboard-read", "clipboard-write"])
    tab.evaluate(HOLD)
    return tab


def copied(tab, button):
    tab.evaluate("navigator.clipboard.writeText('')")
    button.click()
    tab.wait_for_function("navigator.clipboard.readText().then(text => text)")
    return tab.evaluate("navigator.clipboard.readText()")


def figure_of(tab, program):
    return tab.locator(f"#{anchor(program.path)}")


def listing_of(tab, program):
    return figure_of(tab, program).locator(".listing")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.path.name)
def test_copy_takes_exactly_the_program_and_its_output(copying, program):
    unfold(copying)
    figure = figure_of(copying, program)
    assert copied(copying, figure.locator(".bar .copy")) == program.text
    outputs = {file.read_text("utf-8") for file in program.outputs.values()}
    assert copied(copying, figure.locator(".output .copy").first) in outputs


def test_copy_tells_how_it_went_to_eye_and_ear(copying):
    button = figure_of(copying, FIXED).locator(".bar .copy")
    copied(copying, button)
    assert button.inner_text() == "Copied"
    assert "lost_update_fixed.py" in copying.locator("[role=status]").inner_text()
    copying.evaluate("held.forEach(act => act())")
    assert button.inner_text() == "Copy"


def test_a_block_that_is_no_program_has_a_button_beside_its_text(visit):
    tab = visit("learn/start-and-join/", width=360)
    tab.locator(".highlight > .copy").first.wait_for()
    for block in tab.locator(".highlight:has(> .copy)").all():
        text = block.locator("pre").bounding_box()
        assert text["x"] + text["width"] <= block.locator(".copy").bounding_box()["x"]


def test_line_numbers_are_no_part_of_the_text(visit):
    tab = visit(LESSON)
    text = tab.evaluate(
        "getSelection().selectAllChildren(document.body), `${getSelection()}`"
    )
    assert "import threading\n\nguests = 0" in text


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("zoom", [1, 1.1, 1.5])
def test_each_number_stands_beside_its_line(visit, width, zoom):
    tab = visit(LESSON, width=width, device_scale_factor=zoom)
    tab.evaluate("document.fonts.ready")
    for listing in tab.locator(".listing").all():
        tops = listing.evaluate(TOPS)
        assert len(tops["lines"]) == len(tops["numbers"])
        for number, line in zip(tops["numbers"], tops["lines"], strict=True):
            assert line is None or abs(number - line) < 1.5


def lit(tab):
    return tab.evaluate(
        """(() => { const found = document.querySelector(".listing.lit");
                    return found && `#${found.closest("figure").id}-L`
                      + found.style.getPropertyValue("--line") })()"""
    )


def in_sight(tab):
    place = tab.evaluate(
        """(() => { const listing = document.querySelector(".listing.lit");
                    const mark = getComputedStyle(listing, "::before");
                    const top = listing.getBoundingClientRect().top + parseFloat(mark.top);
                    return [top, top + parseFloat(mark.height), innerHeight] })()"""
    )
    return place[0] >= 48 and place[1] <= place[2]


def test_a_link_to_a_line_lights_it_and_brings_it_into_sight(visit):
    tab = visit(LESSON + LINE)
    tab.wait_for_selector(".listing.lit")
    tab.wait_for_load_state("load")
    assert lit(tab) == LINE
    assert in_sight(tab)


def test_a_click_on_a_number_makes_its_address_and_back_goes_back(visit):
    tab = visit(LESSON)
    gutter = figure_of(tab, FIXED).locator(".line-numbers")
    gutter.scroll_into_view_if_needed()
    height = gutter.bounding_box()["height"]
    for number in (3, 12):
        lines = FIXED.text.count("\n")
        gutter.click(position={"x": 12, "y": height * (number - 0.3) / lines})
    assert here(tab).endswith(LINE)
    assert lit(tab) == LINE
    tab.go_back()
    tab.wait_for_function("location.hash.endsWith('-L3')")
    tab.wait_for_function(
        "document.querySelector('.listing.lit').style.getPropertyValue('--line') === '3'"
    )
    tab.go_back()
    tab.wait_for_function("!document.querySelector('.listing.lit')")


def test_arrow_keys_on_link_choose_a_line(visit):
    tab = visit(LESSON)
    link = figure_of(tab, FIXED).locator(".link")
    link.focus()
    for key in ["ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]:
        link.press(key)
    assert lit(tab) == LINE.replace("L12", "L2")
    assert "Line 2" in tab.locator("[role=status]").inner_text()


def test_link_copies_the_address_of_the_line_that_is_lit_or_of_the_program(copying):
    tab = copying
    link = figure_of(tab, FIXED).locator(".link")
    for chosen, end in ([], LINE.partition("-L")[0]), (["ArrowDown"], LINE[:-2] + "1"):
        for key in chosen:
            link.press(key)
        link.press("Enter")
        tab.get_by_text("Link copied").wait_for(state="attached")
        assert tab.evaluate("navigator.clipboard.readText()").endswith(end)
        assert link.inner_text() == "Copied"
        assert here(tab).endswith(end)


def test_a_line_that_is_not_there_is_not_lit(visit):
    tab = visit(LESSON + LINE.replace("L12", "L999"))
    tab.wait_for_selector(".copy:not([hidden])")
    assert lit(tab) is None


def test_the_fixed_program_shows_what_changed(visit):
    changes = figure_of(visit(LESSON), FIXED).locator(".changes")
    changes.locator("summary").press("Enter")
    text = changes.locator("pre").inner_text()
    assert "+tally = threading.Lock()" in text
    assert "-    seen = guests" in text


def test_nothing_of_the_bar_is_offered_without_javascript(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + LESSON)
    assert not tab.locator(".copy").first.is_visible()
    assert tab.locator(".bar a[download]").first.is_visible()
    context.close()


@pytest.mark.parametrize(
    "page", [LESSON, "faq/when-it-goes-wrong/", "learn/start-and-join/"]
)
def test_what_is_touched_is_large_enough(visit, page):
    tab = visit(page, width=360, has_touch=True)
    tab.locator(".copy:not([hidden])").first.wait_for()
    small = tab.evaluate(
        """[...document.querySelectorAll("figure.program :is(button, a, summary), button.copy")]
           .filter(e => e.checkVisibility()).filter(e => !e.closest("p, pre"))
           .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
           .filter(([_, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
    )
    assert not small


def test_search_reads_the_prose_and_nothing_around_it(built):
    index = json.loads((built.folder / "search/sections.json").read_text("utf-8"))
    here = [section for section in index if section["at"].startswith(LESSON)]
    found = "".join(section.get("text", "") for section in here)
    assert "another thread" in found
    assert "guests = seen + 1" not in found
    assert any("threading.Thread" in section.get("shown", "") for section in here)
    for around in ("Download", "Copy", "Output", "What changed", "@@", "1 2 3"):
        assert around not in found
    for badge in (
        *(badge.text.partition(":")[0] for badge in BADGES),
        "Ran on Python",
        "Not recorded",
    ):
        assert badge not in found
