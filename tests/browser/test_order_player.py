"""The drawn order in a browser: as it stands, and stepped through."""

import pytest

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
    assert "promised 'guests counted: 2'" in figure.inner_text()
    figure.locator("summary").first.click()
    assert figure.locator("table.steps").first.is_visible()
    assert figure.locator("button").count() == 0
    context.close()


def test_steps_go_forward_and_back_and_no_further_than_the_ends(lost):
    press(lost, "Start", "Back", "Forward", "Forward", "Back")
    assert lost.locator(".count").first.inner_text() == "Step 1 of 8"
    assert lost.locator(".step.now").count() == 1
    press(lost, *["Forward"] * 9)
    assert lost.locator(".count").first.inner_text() == "Step 8 of 8"
    assert lost.locator(".course").first.locator(".later").count() == 0


def test_the_state_is_that_of_the_step(lost):
    press(lost, "Start", *["Forward"] * 4)
    assert variables(lost) == {
        "guests": "0",
        "MainThread": "waits for the end of Thread-1",
    }
    press(lost, "Forward")
    assert variables(lost)["guests"] == "1"


def test_locks_show_their_owners(visit):
    trucks = ready(visit(DEADLOCK), TRUCKS)
    press(trucks, "Start")
    assert variables(trucks)["north.lock"] == "free"
    press(trucks, *["Forward"] * 9)
    assert variables(trucks)["north.lock"] == "held by Thread-1"
    assert variables(trucks)["Thread-2"] == "waits for north.lock, held by Thread-1"


def test_the_line_is_lit_in_the_program_itself(lost):
    press(lost, "Start", *["Forward"] * 3)
    program = lost.page.locator("figure.program").first
    lit = program.locator(".lit-line")
    assert lit.get_attribute("data-line") == "10"
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
    count = lost.locator(".count").first
    for key, shown in [
        ("Home", "Step 0 of 8"),
        ("ArrowRight", "Step 1 of 8"),
        ("ArrowRight", "Step 2 of 8"),
        ("ArrowLeft", "Step 1 of 8"),
        ("End", "Step 8 of 8"),
    ]:
        tab.keyboard.press(key)
        assert count.inner_text() == shown
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("Home")
    assert count.inner_text() == "Step 8 of 8"


def test_space_plays_and_stops(lost):
    lost.page.clock.install()
    lost.locator(".player").first.focus()
    lost.page.keyboard.press("Home")
    lost.page.keyboard.press("Space")
    assert lost.get_by_role("button", name="Pause").count() == 1
    lost.page.clock.run_for(3_000)
    assert lost.locator(".count").first.inner_text() == "Step 2 of 8"
    lost.page.keyboard.press("Space")
    lost.page.clock.run_for(9_000)
    assert lost.locator(".count").first.inner_text() == "Step 2 of 8"


def test_each_step_is_spoken_politely(lost):
    press(lost, "Start", *["Forward"] * 3)
    spoken = lost.locator("[aria-live=polite]").first
    assert (
        spoken.inner_text()
        == "Step 3 of 8. Thread-1, line 10: seen = guests; reads guests: 0."
    )


def test_the_good_order_takes_the_place_of_the_breaking_one(lost):
    press(lost, "Good order")
    assert lost.locator(".lanes:visible").count() == 1
    assert "as promised" in lost.locator(".ends:visible").inner_text()
    assert lost.locator("[aria-pressed=true]").inner_text() == "Good order"
    press(lost, "Breaking order")
    assert "promised 'guests counted: 2'" in lost.locator(".ends:visible").inner_text()


def test_who_wants_no_motion_is_not_offered_any(visit):
    figure = ready(visit(LESSON, reduced_motion="reduce"), LOST)
    assert figure.get_by_role("button", name="Play").count() == 0
    figure.locator(".player").first.focus()
    figure.page.keyboard.press("Space")
    assert figure.locator(".step.now").count() == 0


@pytest.mark.parametrize("page", [LESSON, DEADLOCK, "learn/coordination/", "faq/"])
def test_a_drawing_fits_a_phone(visit, page):
    tab = visit(page, width=360)
    ready(tab, "figure.order >> nth=0")
    for course in tab.locator("figure.order").all():
        press(course, "Forward", "Start", "Forward")
        assert course.evaluate("f => f.scrollWidth <= f.clientWidth")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_lanes_hold_the_text_on_a_desktop_and_rails_stand_beside_it_on_a_phone(visit):
    def lefts(width):
        figure = ready(visit(LESSON, width=width), LOST).locator(".course").first
        read = "all => [...new Set(all.map(e => Math.round(e.getBoundingClientRect().left)))]"
        return figure.locator(".what").evaluate_all(read)

    assert len(lefts(1280)) == 3
    assert len(lefts(390)) == 1


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
