"""The drawn order in a browser: as it stands, and stepped through."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from sitekit.drawing.lanes import SHAPES
from tests.browser.conftest import unfold

LESSON = "learn/race-conditions/"
DEADLOCK = "learn/deadlocks/"
LOST = 'figure.order[data-program$="/lost_update_broken.py"]'
TRUCKS = 'figure.order[data-program$="/trucks_broken.py"]'


@pytest.fixture
def lost(visit):
    """The figure of the lost update, its player ready."""
    return ready(visit(LESSON), LOST)


def ready(tab, figure):
    found = tab.locator(figure)
    found.locator(".player").first.wait_for()
    return found


def press(figure, *names):
    for name in names:
        figure.get_by_role("button", name=name, exact=True).first.click()


def count(figure):
    return figure.locator(".count").first.inner_text()


def spoken(figure):
    return figure.locator("[aria-live=polite]").first.inner_text()


def variables(figure):
    panel = figure.locator(".state").first
    names = panel.locator("dt").all_inner_texts()
    return dict(zip(names, panel.locator("dd").all_inner_texts(), strict=True))


def test_the_drawing_reads_without_javascript(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + LESSON)
    figure = tab.locator(LOST)
    assert "switch here: Thread-1 could have gone on" in figure.inner_text()
    assert "expected 'guests counted: 2'" in figure.inner_text()
    figure.locator("summary").first.click()
    assert figure.locator("table.steps").first.is_visible()
    assert figure.locator("button").count() == 0
    context.close()


def test_the_page_opens_with_the_whole_drawing_and_forward_is_its_first_step(lost):
    course = lost.locator(".course").first
    assert count(lost) == "8 steps"
    assert course.locator(".now, .later, .moment:visible").count() == 0
    press(lost, "Forward")
    assert count(lost) == "Step 1 of 8"
    assert course.locator(".step.now").count() == 1
    assert course.locator(".step.later").count() == 7


def test_steps_go_back_to_where_they_began_and_no_further(lost):
    buttons = lost.locator(".player").first
    dead = buttons.locator("[aria-disabled=true]")
    assert dead.all_inner_texts() == ["Start", "Back"]
    press(lost, "Forward", "Forward", "Back")
    assert count(lost) == "Step 1 of 8"
    assert dead.count() == 0
    press(lost, "Back")
    assert count(lost) == "8 steps"
    # The button keeps the focus, and a press of it does nothing.
    back = buttons.get_by_text("Back", exact=True)
    assert back.evaluate("button => button === document.activeElement")
    lost.page.keyboard.press("Enter")
    assert count(lost) == "8 steps"


def test_forward_at_the_end_begins_again(lost):
    press(lost, *["Forward"] * 8)
    assert count(lost) == "Step 8 of 8"
    assert lost.locator(".course").first.locator(".later").count() == 0
    press(lost, "Again")
    assert count(lost) == "Step 1 of 8"


def test_the_state_is_that_of_the_step_and_each_thread_shows_its_own(lost):
    press(lost, *["Forward"] * 4)
    assert variables(lost) == {
        "guests": "0",
        "MainThread": "waits for the end of Thread-1",
        "Thread-1": "seen = 0",
        "Thread-2": "seen = 0",
    }
    press(lost, "Forward")
    assert variables(lost)["guests"] == "1"


def test_the_bar_says_who_runs_which_line_and_that_there_was_a_switch(lost):
    here = lost.locator(".here").first
    press(lost, *["Forward"] * 3)
    assert here.inner_text().split() == ["Thread-1", "11:", "seen", "=", "guests"]
    press(lost, "Forward")
    said = here.inner_text()
    assert said.split()[:5] == ["Thread-2", "11:", "seen", "=", "guests"]
    assert "switch here: Thread-1 could have gone on" in said
    read = "e => getComputedStyle(e).color"
    lane = lost.locator("[data-thread='2']").first.evaluate(read)
    assert here.locator(".who").evaluate(read) == lane


ON_SCREEN = """bar => {
  const top = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const box = (element) => element.getBoundingClientRect();
  const course = bar.closest(".course");
  const row = box(course.querySelector(".step.now"));
  const parts = [".here .who", ".here", ".state"].map((name) => box(bar.querySelector(name)));
  return parts.every((part) => part.top >= top && part.bottom <= row.top + 1)
    && row.bottom <= innerHeight;
}"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_line_state_and_step_are_on_screen_together(visit, width, height):
    tab = visit(DEADLOCK, width=width, height=height)
    ready(tab, "figure.order >> nth=0")
    steps = 0
    for figure in tab.locator("figure.order").all():
        for choice in figure.locator(".choices button").all() or [None]:
            if choice is not None:
                choice.click()
            bar = figure.locator(".player:visible")
            bar.focus()
            for _ in figure.locator(".step:visible").all():
                tab.keyboard.press("ArrowRight")
                assert bar.evaluate(ON_SCREEN), bar.locator(".count").inner_text()
                steps += 1
    assert steps > 20


TOP = "button => Math.round(button.getBoundingClientRect().top)"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)])
def test_after_its_first_press_forward_stays_below_the_thumb(visit, width, height):
    lost = ready(visit(LESSON, width=width, height=height, has_touch=True), LOST)
    forward = lost.locator(".player").first.locator(".buttons button").last
    places = set()
    for _ in range(9):  # the ninth is Again
        forward.click()
        places.add(forward.evaluate(TOP))
        row = lost.locator(".step.now").bounding_box()
        assert max(places) < row["y"] <= height - row["height"]
    assert len(places) == 1


def test_the_bar_is_as_high_as_it_will_be_from_the_first_step_on(visit):
    lost = ready(visit(LESSON, width=390), LOST)
    heights = set()
    for _ in range(8):
        press(lost, "Forward")
        heights.add(lost.locator(".player").first.bounding_box()["height"])
    assert len(heights) == 1


def test_a_reader_who_scrolls_while_it_plays_is_not_brought_back(visit):
    lost = ready(visit(LESSON, width=390), LOST)
    lost.page.clock.install()
    press(lost, "Play")
    lost.page.evaluate("scrollTo(0, 0)")
    lost.page.clock.run_for(3_000)
    assert lost.page.evaluate("scrollY") == 0
    assert count(lost) == "Step 1 of 8"
    assert lost.get_by_role("button", name="Play").count() == 1


def test_the_end_of_an_order_leads_to_the_other_one(visit):
    lost = ready(visit(LESSON, width=390), LOST)
    press(lost, *["Forward"] * 7)
    onward = lost.locator(".onward button")
    assert not onward.first.is_visible()
    press(lost, "Forward")
    onward.first.click()
    assert lost.locator("[aria-pressed=true]").inner_text() == "Good order"
    player = lost.locator(".player:visible")
    assert player.evaluate("bar => bar === document.activeElement")
    assert "Step" not in player.locator(".count").inner_text()


def test_locks_show_their_owners(visit):
    trucks = ready(visit(DEADLOCK), TRUCKS)
    press(trucks, "Forward")
    assert variables(trucks)["north.lock"] == "free"
    trucks.locator(".player").first.press("End")
    assert variables(trucks)["north.lock"] == "held by Thread-1"
    held = "crates = 1, waits for north.lock, held by Thread-1"
    assert variables(trucks)["Thread-2"] == held


def test_the_line_is_lit_in_the_program_itself(lost):
    press(lost, *["Forward"] * 3)
    program = lost.page.locator("figure.program").first
    lit = program.locator(".lit-line")
    assert lit.get_attribute("data-line") == "11"
    # It covers the text of that line, measured where the browser put the text.
    where = program.locator("pre > code").first.evaluate(
        """code => {
          const at = code.textContent.indexOf("seen = guests");
          const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
          let node, passed = 0;
          while ((node = walker.nextNode()) && passed + node.length <= at) passed += node.length;
          const range = document.createRange();
          range.selectNode(node);
          const text = range.getBoundingClientRect();
          const bar = code.querySelector(".lit-line").getBoundingClientRect();
          return bar.top <= text.top + 3 && bar.bottom >= text.bottom - 3;
        }"""
    )
    assert where
    press(lost, "Start")
    assert lit.count() == 0


def test_the_keys_step_only_while_the_player_has_the_focus(lost):
    tab = lost.page
    player = lost.locator(".player").first
    player.focus()
    for key, shown in [
        ("ArrowLeft", "8 steps"),
        ("ArrowRight", "Step 1 of 8"),
        ("Home", "8 steps"),
        ("ArrowRight", "Step 1 of 8"),
        ("ArrowRight", "Step 2 of 8"),
        ("ArrowLeft", "Step 1 of 8"),
        ("End", "Step 8 of 8"),
    ]:
        tab.keyboard.press(key)
        assert count(lost) == shown
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("Home")
    assert count(lost) == "Step 8 of 8"


def test_space_plays_and_stops(lost):
    lost.page.clock.install()
    lost.locator(".player").first.focus()
    lost.page.keyboard.press("Space")
    assert lost.get_by_role("button", name="Pause").count() == 1
    assert count(lost) == "Step 1 of 8"
    lost.page.clock.run_for(3_000)
    assert count(lost) == "Step 3 of 8"
    lost.page.keyboard.press("Space")
    lost.page.clock.run_for(9_000)
    assert count(lost) == "Step 3 of 8"


def test_playing_ends_with_the_last_step(lost):
    lost.page.clock.install()
    press(lost, "Play")
    lost.page.clock.run_for(60_000)
    assert count(lost) == "Step 8 of 8"
    assert lost.get_by_role("button", name="Play").count() == 1


def test_each_step_is_spoken_politely_with_its_switch_and_the_end(lost):
    assert spoken(lost) == ""
    press(lost, *["Forward"] * 4)
    assert spoken(lost) == (
        "Step 4 of 8. switch here: Thread-1 could have gone on."
        " Thread-2, line 11: seen = guests; reads guests: 0; seen = 0."
    )
    press(lost, *["Forward"] * 4)
    assert spoken(lost).endswith(
        "Prints 'guests counted: 1', expected 'guests counted: 2'."
    )


def test_the_good_order_takes_the_place_of_the_breaking_one(lost):
    press(lost, "Good order")
    assert lost.locator(".lanes:visible").count() == 1
    assert "as expected" in lost.locator(".ends:visible").inner_text()
    assert lost.locator("[aria-pressed=true]").inner_text() == "Good order"
    caption = lost.locator("figcaption")
    assert "An order in which lost_update_broken.py goes right" in caption.inner_text()
    assert "breaks" not in caption.inner_text()
    press(lost, "Breaking order")
    assert "An order that breaks lost_update_broken.py." in caption.inner_text()
    assert "goes right" not in caption.inner_text()
    assert "expected 'guests counted: 2'" in lost.locator(".ends:visible").inner_text()


def test_who_wants_no_motion_is_not_offered_any(visit):
    figure = ready(visit(LESSON, reduced_motion="reduce"), LOST)
    assert figure.get_by_role("button", name="Play").count() == 0
    figure.locator(".player").first.focus()
    figure.page.keyboard.press("Space")
    assert figure.locator(".step.now").count() == 0


@pytest.mark.parametrize(
    "page", [LESSON, DEADLOCK, "learn/coordination/", "faq/when-it-goes-wrong/"]
)
def test_a_drawing_fits_a_phone(visit, page):
    tab = visit(page, width=360)
    unfold(tab)
    ready(tab, "figure.order >> nth=0")
    for course in tab.locator("figure.order").all():
        press(course, "Forward", "Forward", "Start", "Forward")
        assert course.evaluate("f => f.scrollWidth <= f.clientWidth")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_lanes_hold_the_text_on_a_desktop_and_rails_stand_beside_it_on_a_phone(visit):
    def lefts(width):
        figure = ready(visit(LESSON, width=width), LOST).locator(".course").first
        read = "all => [...new Set(all.map(e => Math.round(e.getBoundingClientRect().left)))]"
        return figure.locator(".what").evaluate_all(read)

    assert len(lefts(1280)) == 3
    assert len(lefts(390)) == 1


@pytest.mark.parametrize("touch", [{"width": 320}, {"width": 1280, "has_touch": True}])
def test_a_finger_hits_every_button_and_its_label_fits(visit, touch):
    lost = ready(visit(LESSON, **touch), LOST)
    press(lost, "Play", "Pause")
    measured = lost.locator("button:visible").evaluate_all(
        "all => all.map(e => [e.textContent, e.offsetHeight, e.scrollWidth <= e.clientWidth])"
    )
    assert len(measured) == 6
    assert [m for m in measured if m[1] < 44 or not m[2]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_middle_of_an_order(visit, scheme):
    lost = ready(visit(LESSON, scheme=scheme), LOST)
    press(lost, *["Forward"] * 4)
    found = Axe().run(lost.page, context="figure.order").response["violations"]
    assert [
        (rule["id"], node["html"]) for rule in found for node in rule["nodes"]
    ] == []


@pytest.mark.parametrize("column", [420, 490, 560])
def test_a_drawing_fits_a_column_beside_a_text(visit, column):
    tab = visit(DEADLOCK)
    trucks = ready(tab, TRUCKS)
    trucks.evaluate("(figure, width) => { figure.style.width = `${width}px` }", column)
    trucks.locator(".player").first.press("End")
    assert trucks.evaluate(
        "f => [...f.querySelectorAll('*')].every(e => e.closest('table, .visually-hidden') || e.getBoundingClientRect().right <= f.getBoundingClientRect().right)"
    )
    assert trucks.locator(".player").first.evaluate(ON_SCREEN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_lanes_and_no_switch_share_a_color(visit, scheme):
    lost = ready(visit(LESSON, scheme=scheme), LOST)
    colors = lost.evaluate(
        """(figure, count) => {
          const colors = [getComputedStyle(figure.querySelector(".switch b")).color];
          for (let number = 0; number < count; number++) {
            const who = document.createElement("i");
            who.className = `rail t${number}`;
            figure.append(who);
            colors.push(getComputedStyle(who).color);
          }
          return colors;
        }""",
        len(SHAPES),
    )
    assert len(set(colors)) == 1 + len(SHAPES), colors


def test_a_drawing_in_the_dark_is_dark(visit):
    read = "e => getComputedStyle(e).color"
    colors = {
        ready(visit(LESSON, scheme=scheme), LOST).locator(".who").nth(1).evaluate(read)
        for scheme in ("light", "dark")
    }
    assert len(colors) == 2


def test_paper_shows_the_drawing_and_not_the_player(visit):
    figure = ready(visit(LESSON), LOST)
    figure.page.emulate_media(media="print")
    assert figure.locator(".step").first.is_visible()
    assert figure.locator(".player:visible, .choices:visible").count() == 0


def test_a_page_without_a_drawing_does_not_load_the_player(visit):
    tab = visit("learn/summary/")
    loaded = tab.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert not [name for name in loaded if "/order/" in name and name.endswith(".js")]
