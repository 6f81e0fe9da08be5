"""Run, Edit, Step, Check and Share, as a reader uses them.

One context keeps the snapshot of the interpreter, so that only the first test waits for
a whole start; each test begins with a page that knows nothing of the one before.
"""

import re
import time

import pytest

from tests.browser.conftest import here, unfold
from tests.browser.test_reading import violations

# Playwright's own way of filling makes Chromium write styled elements into the page.
PASTE = """(content, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const init = { clipboardData, bubbles: true, cancelable: true };
  content.dispatchEvent(new ClipboardEvent("paste", init));
}"""
LOST = "learn/race_conditions/lost_update_broken.py"
FIXED = "learn/race_conditions/lost_update_fixed.py"
LESSON = "learn/race-conditions/"
START = 120_000  # milliseconds that a start may take on a busy machine

pytestmark = pytest.mark.usefixtures("npm_modules")


class Desk:
    """One program on an open page."""

    def __init__(self, tab, program):
        self.tab = tab
        self.figure = tab.locator(f'figure.program[data-program="{program}"]')

    def act(self, name):
        self.figure.locator(f"[data-act={name}]").click()
        return self

    def press(self, label):
        self.figure.get_by_role("button", name=label, exact=True).click()
        return self

    def says(self, pattern):
        """Wait until the panel says this; the whole sentence."""
        said = self.figure.locator(".said").filter(has_text=re.compile(pattern))
        said.wait_for(timeout=START)
        return said.inner_text()

    def until(self, true):
        """Wait until this is true; the pages' policy forbids Playwright's own way."""
        late = time.monotonic() + START / 1000
        while not true():
            assert time.monotonic() < late
            self.tab.wait_for_timeout(50)

    @property
    def printed(self):
        return self.figure.locator(".printed").inner_text().rstrip("\n")

    def share(self):
        """The link that is copied, below the site's address."""
        self.press("Share")
        self.says("copied")
        link = self.tab.evaluate("navigator.clipboard.readText()")
        assert "#run=" in link
        return link.partition("/threading/")[2]

    def edit(self, source):
        content = self.figure.locator(".cm-content")
        if not content.count():
            self.act("edit")
        content.wait_for()
        content.focus()
        self.tab.keyboard.press("Control+a")
        content.evaluate(PASTE, source)


@pytest.fixture(scope="module")
def kept(chromium):
    """A context that keeps what the browser stores from one test to the next."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context
    context.close()


@pytest.fixture
def open_page(kept, address):
    """Open a page without drafts; what it logs as an error fails the test."""
    complaints, tabs = [], []

    def open_page(path=LESSON, program=LOST):
        tab = kept.new_page()
        tabs.append(tab)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        tab.goto(address + path)
        return Desk(tab, program)

    yield open_page
    for tab in tabs:
        tab.evaluate("localStorage.clear()")
        tab.close()
    assert not complaints


def test_a_run_takes_the_place_of_the_recorded_output_and_close_brings_it_back(
    open_page,
):
    desk = open_page().act("run")
    assert desk.says("It ran") == "It ran to its end."
    assert desk.printed == "guests counted: 2"
    recorded = desk.figure.locator(".output")
    assert not recorded.is_visible()
    assert desk.figure.locator(".drawn figure.order .step").count() > 3
    desk.figure.get_by_role("button", name=re.compile("Close")).click()
    assert recorded.is_visible()
    assert not desk.figure.locator(".run").is_visible()


def test_a_seed_gives_the_same_order_again(open_page):
    desk = open_page().act("run")
    desk.says("It ran")
    found = {}
    for seed in (*range(8), *range(8)):
        desk.figure.get_by_label("Seed of a random order").fill(str(seed))
        desk.figure.get_by_label("Seed of a random order").press("Enter")
        desk.says(rf"^Seed {seed}\.")
        drawn = desk.figure.locator(".drawn").inner_text()
        assert found.setdefault(seed, (desk.printed, drawn)) == (desk.printed, drawn)
    assert {printed for printed, _ in found.values()} == {
        "guests counted: 1",
        "guests counted: 2",
    }


def test_a_reader_who_breaks_it_hears_in_how_many_switches(open_page):
    desk = open_page().act("step")
    assert desk.says("Who goes next") == "Who goes next? 0 switches so far."
    go = desk.figure.locator(".go")
    assert go.count() == 2
    assert "seen = guests" in go.nth(0).inner_text()
    assert "MainThread waits for the end of Thread-1" in (
        desk.figure.locator(".blocked").inner_text().replace("\n", " ")
    )
    for thread in ("Thread-1", "Thread-2", "Thread-2", "Thread-1"):
        live = go.filter(has_text=thread)
        before = desk.figure.locator(".drawn").inner_text()
        if live.count():
            live.click()
            desk.until(lambda b=before: desk.figure.locator(".drawn").inner_text() != b)
    assert desk.says("You broke it") == (
        "You broke it with 1 switch: it prints 'guests counted: 1', expected"
        " 'guests counted: 2'. Nobody needs fewer."
    )
    assert desk.printed == "guests counted: 1"


def test_a_choice_is_made_and_undone_by_key(open_page):
    desk = open_page().act("step")
    desk.says("Who goes next")
    go = desk.figure.locator(".go")
    first = go.all_inner_texts()
    desk.tab.keyboard.press("2")
    desk.until(lambda: go.all_inner_texts() != first)
    desk.tab.keyboard.press("Backspace")
    desk.until(lambda: go.all_inner_texts() == first)


def test_an_order_that_breaks_it_is_found_and_taken_over(open_page):
    desk = open_page().act("step")
    desk.says("Who goes next")
    desk.press("Show me an order that breaks it")
    assert "expected 'guests counted: 2'" in desk.says("^Breaks ")
    desk.press("Step from here")
    assert desk.says("Who goes next").endswith(
        "0 switches so far."
    )  # the player's start
    desk.press("Show me an order that breaks it")
    desk.says("^Breaks")
    desk.figure.locator(".player button").last.press("End")
    desk.press("Step from here")
    desk.says("You broke it")
    desk.press("Undo")
    desk.says("Who goes next")


def test_check_says_what_every_order_does(open_page):
    desk = open_page().act("check")
    assert "The search ran 7 orders" in desk.says("^Breaks with 1 switch: prints ")
    other = Desk(desk.tab, FIXED).act("check")
    assert re.fullmatch(
        r"Holds: in every order it prints what the page shows. \d+ orders cover them all.",
        other.says("^Holds"),
    )


def test_an_edited_program_says_so_survives_a_reload_and_is_reset(open_page):
    desk = open_page()
    desk.edit('print("mine")\n')
    desk.figure.locator(".edited").wait_for()
    desk.tab.keyboard.press("Control+Enter")
    desk.says("It ran")
    assert desk.printed == "mine"
    desk.tab.reload()
    desk.figure.locator(".edited").wait_for()
    assert (
        desk.figure.locator("pre > code").first.inner_text().strip() == 'print("mine")'
    )
    desk.figure.get_by_role("button", name=re.compile("Reset")).click()
    assert not desk.figure.locator(".edited").is_visible()
    assert "guests = seen + 1" in desk.figure.locator("pre > code").first.inner_text()


def test_escape_leaves_the_editor_and_then_tab_does(open_page):
    desk = open_page()
    desk.edit("x = 1\n")
    desk.tab.keyboard.press("Escape")
    assert desk.tab.evaluate("document.activeElement.dataset.act") == "edit"
    content = desk.figure.locator(".cm-content")
    content.press("Tab")
    assert not desk.tab.evaluate("document.activeElement.matches('.cm-content')")
    content.press("y")
    content.press("Tab")
    assert desk.tab.evaluate("document.activeElement.matches('.cm-content')")


def test_an_edited_program_is_held_to_printing_the_same_in_every_order(open_page):
    desk = open_page()
    desk.edit(
        "import threading\n"
        "a = threading.Thread(target=print, args=('a',))\n"
        "b = threading.Thread(target=print, args=('b',))\n"
        "a.start(); b.start(); a.join(); b.join()\n"
    )
    desk.act("check")
    desk.says("^Breaks ")
    assert desk.figure.locator(".outputs tr").count() >= 3
    desk.figure.locator(".player button").last.press("End")
    desk.press("Step from here")
    desk.says("You broke it")


def test_an_edit_that_keeps_the_output_is_still_held_to_the_page(open_page):
    desk = open_page()
    source = desk.figure.locator("pre > code").first.inner_text()
    desk.edit(source.replace("seen", "found"))
    desk.act("step").says("Who goes next")
    for thread in ("Thread-1", "Thread-2", "Thread-2"):
        before = desk.figure.locator(".drawn").inner_text()
        desk.figure.locator(".go").filter(has_text=thread).click()
        desk.until(lambda b=before: desk.figure.locator(".drawn").inner_text() != b)
    assert "expected 'guests counted: 2'" in desk.says("You broke it")


def test_a_link_brings_the_program_and_runs_nothing(open_page):
    desk = open_page()
    desk.edit('print("by link")\n')
    desk.act("run").says("It ran")
    other = open_page(desk.share())
    assert other.says("came with the link")
    assert not other.figure.locator(".printed").inner_text()
    other.act("run").says("It ran")
    assert other.printed == "by link"


def test_a_link_brings_the_order_that_breaks_it(open_page):
    desk = open_page().act("check")
    desk.says("^Breaks")
    other = open_page(desk.share())
    assert "in the order that came with it" in other.says("came with the link")
    other.act("run").says("did not print")
    assert other.printed == "guests counted: 1"


def test_a_link_puts_the_readers_own_program_aside_and_reset_brings_it_back(open_page):
    desk = open_page()
    desk.edit('print("by link")\n')
    desk.act("run").says("It ran")
    link = desk.share()
    desk.edit('print("my own")\n')
    desk.figure.locator("pre > code").filter(has_text="my own").wait_for(
        state="attached"
    )
    other = open_page(link)
    assert "Reset brings your own one back" in other.says("came with the link")
    other.figure.get_by_role("button", name=re.compile("Reset")).click()
    other.figure.locator(".cm-content").filter(has_text="my own").wait_for()


def test_ten_programs_at_once_keep_their_outputs_apart(open_page):
    desk = open_page("learn/coordination/")
    unfold(desk.tab)
    figures = desk.tab.locator("figure.program[data-run='']")
    names = figures.evaluate_all("all => all.map(f => f.dataset.program)")
    names = list(dict.fromkeys(names))[:10]
    assert len(names) == 10
    desks = [Desk(desk.tab, name) for name in names]
    for other in desks:
        other.act("run")
    for other in desks:
        other.says("^(It |Deadlock)")
    again = [other.printed for other in desks]
    for other in reversed(desks):
        other.act("run").says("^(It |Deadlock)")
    assert [other.printed for other in desks] == again
    assert len(set(again)) > 5


def test_back_and_forward_leave_a_page_that_runs(open_page, address):
    desk = open_page().act("run")
    desk.says("It ran")
    desk.tab.goto(f"{address}learn/locks/")
    desk.tab.go_back()
    desk.act("run").says("It ran")
    assert desk.printed == "guests counted: 2"


def test_a_damaged_link_says_so(open_page):
    desk = open_page(f"{LESSON}#run=AAAA&of={LOST}")
    assert desk.says("damaged")
    assert desk.figure.locator(".output").is_visible()


def test_what_cannot_run_says_why_and_offers_what_can_be_done(open_page):
    program = "learn/when_to_use_threads/recorder_window.py"
    desk = open_page("learn/when-to-use-threads/", program)
    told = desk.figure.locator(".elsewhere").inner_text()
    assert told.startswith("Not in this page: it opens a window. Copy it")
    assert desk.figure.locator("[data-act]").count() == 0
    desk.figure.get_by_role("button", name="Copy recorder_window.py").click()
    assert desk.tab.evaluate("navigator.clipboard.readText()").startswith('"""')
    assert desk.figure.locator(".output").is_visible()
    desk.figure.get_by_role("link", name="Why?").click()
    assert here(desk.tab).endswith("#what-cannot-run-here")


def test_input_is_asked_in_the_page(open_page):
    desk = open_page()
    desk.edit('print("hello", input("Who? "))\n')
    desk.act("run").says("waits for input")
    field = desk.figure.get_by_label("Who?")
    field.fill("Ada")
    field.press("Enter")
    desk.says("It ran")
    assert desk.printed == "Who? Ada\nhello Ada"


def test_a_traceback_has_the_lines_of_the_program_and_nothing_else(open_page):
    desk = open_page()
    desk.edit("def half():\n    return 1 / 0\n\nhalf()\n")
    desk.act("run").says("ended with ZeroDivisionError: division by zero .line 2")
    assert desk.printed == (
        "Traceback (most recent call last):\n"
        '  File "lost_update_broken.py", line 4, in <module>\n    half()\n'
        '  File "lost_update_broken.py", line 2, in half\n    return 1 / 0\n'
        "ZeroDivisionError: division by zero"
    )


def test_stop_ends_a_loop_without_end(open_page):
    desk = open_page()
    desk.edit("while True:\n    pass\n")
    desk.act("run").says("^Running")
    desk.press("Stop")
    desk.says("Stopped")
    desk.edit('print("again")\n')
    desk.act("run").says("It ran")
    assert desk.printed == "again"


def test_a_deadlock_says_who_waits_for_what(open_page):
    program = "learn/deadlocks/full_depot_broken.py"
    desk = open_page("learn/deadlocks/", program).act("run")
    assert "Thread-1 (unload) waits in line" in desk.says("^Deadlock: ")


def test_sleeps_end_at_once_unless_real_time_is_wanted(open_page):
    desk = open_page()
    desk.edit("import time\ntime.sleep(3600)\nprint('an hour later')\n")
    desk.act("run").says("It ran")
    assert desk.printed == "an hour later"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_editor_steps_and_verdict_open(open_page, scheme):
    desk = open_page()
    desk.tab.emulate_media(color_scheme=scheme)
    desk.act("check").says("^Breaks")
    assert violations(desk.tab, LESSON, scheme) == []
    desk.act("step").says("Who goes next")
    desk.act("edit")
    desk.figure.locator(".cm-content").wait_for()
    assert violations(desk.tab, LESSON, scheme) == []


FOCUSED = "document.activeElement?.closest('.run') ? true : false"


def test_the_keyboard_never_loses_its_place(open_page):
    """What had the focus goes away: something near takes it, and never the page."""
    desk = open_page()
    desk.figure.locator("[data-act=step]").press("Enter")
    desk.says("Who goes next")
    assert desk.tab.evaluate(FOCUSED)
    for label, says in {
        "Show me an order that breaks it": "^Breaks",
        "Step from here": "Who goes next",
        "From the start": "Who goes next",
    }.items():
        desk.figure.get_by_role("button", name=label, exact=True).press("Enter")
        desk.says(says)
        assert desk.tab.evaluate(FOCUSED), label
    desk.figure.get_by_role("button", name=re.compile("^Close")).press("Enter")
    assert desk.tab.evaluate("document.activeElement.dataset.act") == "run"


def test_a_key_that_is_held_down_does_not_stop_what_it_began(open_page):
    desk = open_page()
    desk.edit("while True:\n    pass\n")
    desk.act("run").says("^Running")
    desk.press("Stop")
    desk.says("^Stopped")
    field = desk.figure.get_by_label("Seed of a random order")
    field.fill("7")
    field.focus()
    for _ in range(8):
        desk.tab.keyboard.down("Enter")  # without letting go: it repeats
        desk.tab.wait_for_timeout(100)
    desk.tab.keyboard.up("Enter")
    assert desk.says("^Running")
    desk.press("Stop")
    desk.says("^Stopped")


def test_the_keyboard_gets_past_an_open_editor(open_page):
    desk = open_page()
    desk.edit("while True:\n    pass\n")
    desk.tab.keyboard.press("Control+Enter")
    desk.says("^Running")
    desk.tab.keyboard.press("Escape")
    for _ in range(12):
        desk.tab.keyboard.press("Tab")
        if desk.tab.evaluate("document.activeElement.textContent") == "Stop":
            break
    desk.tab.keyboard.press("Enter")
    desk.says("^Stopped")
    assert desk.tab.evaluate(FOCUSED)
    assert desk.figure.locator(".cm-content").inner_text().strip().startswith("while")


def test_the_first_letter_moves_nothing(open_page):
    desk = open_page().act("edit")
    desk.figure.locator(".cm-content").wait_for()
    parts = desk.figure.locator(".bar button, .bar a, .cm-content")
    before = [part.bounding_box() for part in parts.all()]
    desk.edit("x")
    desk.figure.locator(".edited").wait_for()
    after = [part.bounding_box() for part in parts.all()]
    assert [b["y"] for b in after] == [b["y"] for b in before]
    assert [b["x"] for b in after[:-1]] == [
        b["x"] for b in before[:-1]
    ]  # not the text's


def test_what_is_recorded_is_not_shown_beside_an_edited_program(open_page):
    desk = open_page()
    desk.edit("print()\n")
    desk.figure.locator(".edited").wait_for()
    assert not desk.figure.locator(".badge").first.is_visible()


def test_what_reset_takes_away_can_be_brought_back(open_page):
    desk = open_page()
    desk.edit("print('mine')\n")
    desk.figure.locator(".edited").wait_for()
    reset = desk.figure.get_by_role("button", name=re.compile("Reset|Bring"))
    reset.click()
    desk.figure.locator(".edited").wait_for(state="hidden")
    reset.click()
    desk.figure.locator(".edited").wait_for()
    assert "mine" in desk.figure.locator(".cm-content").inner_text()


def test_letters_are_no_shortcuts_of_the_site_while_stepping(open_page):
    desk = open_page().act("step")
    desk.says("Who goes next")
    before = here(desk.tab)
    for key in "nps/":
        desk.tab.keyboard.press(key)
    assert desk.tab.evaluate(FOCUSED)
    assert here(desk.tab) == before


def test_an_empty_program_is_told(open_page):
    desk = open_page()
    desk.edit("  \n")
    for action in ("run", "step", "check"):
        desk.act(action).says("There is no program yet")


def test_a_thumb_steps_on_a_phone(chromium, address):
    context = chromium.new_context(
        viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True
    )
    tab = context.new_page()
    tab.goto(address + LESSON)
    desk = Desk(tab, LOST)
    desk.figure.locator("[data-act=step]").tap()
    desk.says("Who goes next")
    assert 0 < desk.figure.locator(".said").bounding_box()["y"] < 700  # in sight
    for button in desk.figure.locator(".run button:visible").all():
        box = button.bounding_box()
        assert box["height"] >= 44, button.inner_text()
    desk.figure.locator(".go").last.tap()
    desk.until(lambda: desk.figure.locator(".drawn .step").count() > 2)
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_a_click_is_not_lost_however_late_the_scripts_come(chromium, address):
    context = chromium.new_context(service_workers="block")
    tab = context.new_page()

    def late(route):
        time.sleep(0.3)
        route.continue_()

    tab.route("**/assets/js/run/*.js", late)
    tab.goto(address + LESSON, wait_until="domcontentloaded")
    desk = Desk(tab, LOST)
    desk.figure.locator("[data-act=edit]").evaluate("button => button.click()")
    desk.figure.locator(".cm-content").wait_for()
    context.close()


def test_without_any_storage_programs_run_and_are_edited(chromium, address):
    context = chromium.new_context()
    context.add_init_script(
        "for (const name of ['localStorage', 'caches', 'indexedDB'])"
        " Object.defineProperty(window, name, { get() { throw new Error(name); } });"
    )
    tab = context.new_page()
    tab.goto(address + LESSON)
    desk = Desk(tab, LOST)
    desk.edit('print("kept nowhere")\n')
    desk.act("run").says("It ran")
    assert desk.printed == "kept nowhere"
    context.close()


TAKEN_AWAY = {
    "JSPI": ("delete WebAssembly.Suspending", "suspend WebAssembly"),
    "WebAssembly": ("WebAssembly = undefined", "no WebAssembly"),
}


@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_a_browser_that_lacks_something_is_told_in_a_sentence(chromium, address, what):
    script, says = TAKEN_AWAY[what]
    context = chromium.new_context()
    context.add_init_script(script)
    tab = context.new_page()
    tab.goto(address + LESSON)
    desk = Desk(tab, LOST)
    told = "e => getComputedStyle(e, '::after').content"
    assert desk.figure.locator(".runs").evaluate(told) == '"not in this browser"'
    fill = "e => getComputedStyle(e).backgroundColor"
    assert (
        len(
            set(
                desk.figure.locator(".runs .act").evaluate_all(
                    f"all => all.map({fill})"
                )
            )
        )
        == 1
    ), "Run looks as if it ran"
    desk.act("run")
    assert desk.says(says)
    assert desk.figure.locator(".output").is_visible()
    context.close()
