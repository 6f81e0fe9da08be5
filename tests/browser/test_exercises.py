"""Exercises as a reader does them: what Check shows, what is kept, what can be done next.

The worker is replaced by one that answers as planned (told_worker.js), so that each
verdict can be shown and none takes time. What the true one answers is in
test_judged.py.
"""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import LOADED, settled, unfold
from tests.browser.test_reading import violations
from tests.browser.test_run_here import FOCUSED, Desk
from tests.conftest import ROOT

NAME = "lost-update"
PAGE = f"exercises/{NAME}/"
INDEX = "exercises/"
FOLDER = ROOT / "snippets/exercises" / NAME
A, B, C = sorted(file.stem for file in (FOLDER / "checks").glob("*.py"))
STARTER = (FOLDER / "starter.py").read_text("utf-8")
MINE = "class Shelf:\n    pass\n"
WORKER = Path(__file__).with_name("told_worker.js")
FIGURE = (
    '<figure class="order" data-program="answer.py"><figcaption>One.</figcaption>'
    '<div class="course" data-course="run"><div class="lanes">'
    '<div class="names"><span data-thread="0">MainThread</span></div>'
    '<div class="step" data-from="0" data-until="1"><div class="what">'
    '<b class="who">MainThread</b><code><b>11: </b>add</code></div></div>'
    '<div class="step" data-from="1" data-until="2"><div class="what">'
    '<b class="who">MainThread</b><code><b>a_two_add 20: </b>assert</code></div></div>'
    '</div><p class="ends breaks">It breaks.</p>'
    '<script type="application/json">{"format":3,"threads":["MainThread"],"locals":[],'
    '"events":[{"thread":0,"line":11,"file":"answer.py","kind":"write","name":"jars",'
    '"value":"1","other":null},{"thread":0,"line":20,"file":"a_two_add.py",'
    '"kind":"raise","name":"","value":"","other":null}]}</script></div></figure>'
)

pytestmark = [pytest.mark.apart_from_navigation, pytest.mark.usefixtures("npm_modules")]


# --- what the worker is planned to say


def judgment(check, passed=True, sentence="Holds in every order: 120 orders.", **more):
    told = {
        "check": check,
        "passed": passed,
        "way": "",
        "sentence": sentence,
        "detail": "",
        "line": 0,
        "file": "",
        "orders": 120,
        "switches": None,
        "exhaustive": True,
        "more": False,
        "order": None,
        "ends": "",
        "figure": None,
    }
    return told | more


def refused(check=A, **more):
    found = {
        "way": "raises",
        "detail": "1 and 2 jars came, the shelf says 2",
        "line": 20,
        "file": f"{check}.py",
        "switches": 1,
        "order": "11-2",
        "figure": FIGURE,
    }
    return judgment(check, False, "Jars got lost.", **(found | more))


def late(check, **more):
    sentence = "No order with at most two preemptions breaks it ({seconds} s, {only})."
    return judgment(check, True, sentence, more=True, exhaustive=False, **more)


def answer(*judgments, interrupted=False):
    told = [{"judged": each} for each in judgments]
    return [*told, {"judgments": list(judgments), "interrupted": interrupted}]


REFUSED = answer(refused())
SOLVED = answer(*map(judgment, (A, B, C)))


class Exercise(Desk):
    """The exercise on an open page."""

    def __init__(self, tab):
        super().__init__(tab, f"exercises/{NAME}/starter.py")

    def check(self, says, source=None):
        """Have this judged, or what stands there; the whole sentence that says this."""
        if source is not None:
            self.edit(source)
            self.until(lambda: self.figure.locator(".edited").is_visible())
        self.act("check")
        return self.says(says)

    def marks(self, where="figure.program .judged"):
        """What each check in a list has come to."""
        items = self.tab.locator(f"{where} [data-check]")
        return items.evaluate_all("all => all.map(item => item.dataset.mark)")

    def told(self, check=A):
        """The lines below a check, in the panel."""
        item = self.figure.locator(f'.judged [data-check="{check}"]')
        return item.locator(".found, .numbers").all_inner_texts()

    def button(self, label):
        return self.figure.get_by_role("button", name=label)

    def versions(self):
        """What is kept beside the program, the latest first."""
        self.tab.evaluate("document.querySelector('.versions').open = true")
        return self.figure.locator(".versions li > span").all_inner_texts()

    def written(self):
        return self.figure.locator(".cm-content").inner_text().rstrip()


@pytest.fixture
def open_told(visit):
    """Open a page whose worker answers as planned, one plan for each Check."""

    def open_told(*plan, path=PAGE, **options):
        script = f"const plan = {json.dumps(plan)};\n{WORKER.read_text('utf-8')}"
        tab = visit(path, **options)
        tab.context.route(
            "**/js/run/worker.js",
            lambda route: route.fulfill(body=script, content_type="text/javascript"),
        )
        settled(tab)
        return Exercise(tab)

    return open_told


# --- Check


def test_each_check_goes_from_waiting_to_its_verdict_while_the_reader_looks(open_told):
    running = [
        {"judged": judgment(A)},
        {"judging": B, "orders": 1234},
        "stop",
        {"judgments": [judgment(A)], "interrupted": True},
    ]
    exercise = open_told(running)
    assert exercise.check("1,234") == "Check 2 of 3: 1,234 orders so far"
    for list_of_checks in ("figure.program .judged", ".exercise-checks"):
        assert exercise.marks(list_of_checks) == ["passed", "runs", "waits"]
    assert exercise.told(A) == ["Holds in every order: 120 orders."]
    assert exercise.told(B) == ["1,234 orders so far"]
    exercise.press("Stop")
    assert exercise.says("^Stopped") == "Stopped: 1 of 3 checks judged."
    assert exercise.marks() == ["passed", "waits", "waits"]
    assert exercise.figure.locator(".versions").is_hidden()  # it was no try


def test_a_refusal_shows_the_promise_the_reason_the_numbers_and_the_order(open_told):
    exercise = open_told(answer(judgment(A), refused(B)))
    said = exercise.check("^Refused")
    assert said == "Refused by check 2 of 3. It takes an order with 1 switch."
    assert exercise.marks() == ["passed", "refused", "waits"]
    assert exercise.marks(".exercise-checks") == ["passed", "refused", "waits"]
    assert exercise.told(B) == [
        "Jars got lost.",
        "1 and 2 jars came, the shelf says 2",
    ]
    promise = exercise.figure.locator(f'[data-check="{B}"] .exercise-check__says')
    style = promise.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert style == "line-through"
    assert promise.inner_text().startswith("Refused:")  # for the ear
    assert exercise.figure.locator(".drawn figure.order .step").count() == 2
    assert not exercise.tab.locator("details[open]").count()  # no hint by itself


def test_the_drawing_lights_the_readers_lines_and_no_line_of_the_check(open_told):
    exercise = open_told(REFUSED)
    exercise.check("^Refused")
    player = exercise.figure.locator(".player")
    player.press("ArrowRight")
    assert exercise.figure.locator(".lit-line").get_attribute("data-line") == "11"
    player.press("ArrowRight")
    assert not exercise.figure.locator(".lit-line").count()


def test_a_hint_is_offered_after_the_third_refusal_and_opens_when_asked(open_told):
    exercise = open_told(
        *[REFUSED] * 2, answer(judgment(A), refused(B)), *[REFUSED] * 2
    )
    for _ in range(2):
        exercise.check("^Refused")
        assert not exercise.button("Open hint").count()
    exercise.check("^Refused by check 2")  # another check: its first
    assert not exercise.button("Open hint").count()
    exercise.check("^Refused by check 1")
    hints = exercise.tab.locator("#hints ~ details")
    assert not hints.first.evaluate("hint => hint.open")
    exercise.press("Open hint 1")
    assert hints.first.evaluate("hint => hint.open")
    focused = exercise.tab.evaluate("document.activeElement.textContent")
    assert focused.strip() == "Hint 1"
    exercise.check("^Refused")
    exercise.press("Open hint 2")
    assert hints.locator("details").first.evaluate("hint => hint.open")


def test_out_of_time_is_a_pass_and_the_reader_may_go_on(open_told):
    exercise = open_told(
        answer(judgment(A), late(B), judgment(C)),
        answer(late(B)),
        answer(judgment(B)),
    )
    said = exercise.check("^Solved", MINE)
    assert said.startswith("Solved, as far as it was run: all 3 checks pass, and 1 has")
    assert exercise.told(B) == [
        "No order with at most two preemptions breaks it (5 s, null)."
    ]
    exercise.press("Go on, for 20 s")
    exercise.press("Go on, for 80 s")  # it came to the same
    exercise.says("in every order")
    assert exercise.marks() == ["passed"] * 3
    assert not exercise.button("Go on").count()
    assert exercise.versions() == ["Answer 1: passes all checks"]


def test_who_goes_on_asks_for_more_time_and_one_check_only(open_told):
    exercise = open_told(answer(judgment(A), judgment(B), late(C)), answer(late(C)))
    exercise.check("^Solved")
    exercise.press("Go on, for 20 s")
    told = f"No order with at most two preemptions breaks it (20 s, {C})."
    exercise.until(lambda: exercise.told(C) == [told])


def test_who_goes_on_may_be_refused_after_all(open_told):
    exercise = open_told(answer(*map(judgment, (A, B)), late(C)), answer(refused(C)))
    exercise.check("^Solved", MINE)
    exercise.press("Go on, for 20 s")
    exercise.says("^Refused by check 3")
    assert exercise.versions()[0].startswith("Answer 1: refused")
    summary = exercise.figure.locator(".versions summary").inner_text()
    assert "1 try so far" in summary


def test_what_cannot_be_judged_is_gray_and_never_red(open_told):
    told = judgment(A, None, "`multiprocessing` starts processes.", way="unsupported")
    exercise = open_told(answer(told))
    said = exercise.check("^No verdict", MINE)
    assert said == "No verdict: 1 of 3 checks cannot be judged here. It may be right."
    assert exercise.marks()[0] == "open"
    assert exercise.told(A) == ["multiprocessing starts processes."]
    assert exercise.figure.locator(f'[data-check="{A}"] code').count() == 1
    assert not exercise.figure.locator(".said.bad").count()
    assert not exercise.button("Step from there").count()
    assert exercise.versions() == ["Answer 1: cannot be judged"]


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("syntax", "Python cannot read this answer."),
        ("missing", "Check 1 of 3 cannot use this answer."),
    ],
)
def test_what_is_no_answer_yet_is_no_try(open_told, way, says):
    exercise = open_told(answer(refused(way=way)), REFUSED)
    assert exercise.check("cannot", MINE) == says
    assert not exercise.button("Step from there").count()
    assert exercise.versions() == ["Not judged"]
    exercise.check("^Refused")
    assert [each.split(":")[0] for each in exercise.versions()] == ["Answer 1"]


def test_an_edit_leaves_the_verdict_and_takes_away_what_it_led_to(open_told):
    exercise = open_told(REFUSED)
    exercise.check("^Refused")
    exercise.button("Step from there").wait_for()
    exercise.edit(MINE)
    exercise.button("Step from there").wait_for(state="detached")
    assert exercise.marks()[0] == "refused"
    assert exercise.figure.locator(".run.stale").count() == 1
    assert exercise.tab.locator(".exercise-checks.stale").count() == 1


def test_a_doubt_takes_the_answer_along_to_the_form_for_mistakes(open_told):
    exercise = open_told(REFUSED)
    exercise.check("^Refused")
    link = exercise.figure.get_by_role("link", name=re.compile("Tell us"))
    address = link.get_attribute("href")
    assert address.startswith("https://example.org/repository/issues/new?")
    (wrong,) = parse_qs(urlsplit(address).query)["wrong"]
    assert STARTER.strip() in wrong
    assert "11-2" in wrong


def test_whoever_solves_it_is_led_to_the_solutions(open_told):
    exercise = open_told(SOLVED)
    said = exercise.check("^Solved")
    assert said == "Solved: all 3 checks pass, in every order."
    exercise.figure.get_by_role("link", name="Compare with the solutions").click()
    assert exercise.tab.evaluate("document.querySelector(':target').id") == "solutions"


def test_a_verdict_is_said_for_the_ear(open_told):
    exercise = open_told(answer(judgment(A), refused(B)))
    exercise.check("^Refused")
    heard = exercise.tab.locator("body > [role=status]")
    heard.filter(has_text=re.compile("Refused by check 2.* Jars got lost")).wait_for(
        state="attached"
    )


# --- what is kept


def test_each_judged_answer_is_kept_with_its_verdict_over_a_reload(open_told):
    exercise = open_told(REFUSED, SOLVED)
    exercise.check("^Refused", "x = 1\n")
    exercise.check("^Solved", MINE)
    first = (FOLDER / f"checks/{A}.py").read_text("utf-8").split('"""')[1]
    promise = first.splitlines()[0]
    kept = ["Answer 2: passes all checks", f"Answer 1: refused: {promise}"]
    assert exercise.versions() == kept
    exercise.tab.reload()
    exercise.figure.locator(".versions").wait_for()
    assert exercise.versions() == kept
    summary = exercise.figure.locator(".versions summary").inner_text()
    assert "Solved in 2 tries" in summary
    assert exercise.figure.locator(".edited").is_visible()


def test_an_answer_is_brought_back_and_what_stood_there_is_put_aside(open_told):
    exercise = open_told(REFUSED, REFUSED)
    exercise.check("^Refused", "x = 1\n")
    exercise.check("^Refused", "x = 2\n")
    exercise.edit("y = 2  # never judged\n")
    exercise.figure.locator(".versions summary").click()
    exercise.press("Bring back: answer 1")
    exercise.figure.locator(".cm-content").filter(has_text="x = 1").wait_for()
    assert [each.split(":")[0] for each in exercise.versions()] == [
        "Not judged",
        "Answer 2",
        "Answer 1",
    ]
    exercise.tab.reload()
    exercise.figure.locator(".versions summary").click()
    exercise.press("Bring back: an answer not judged")
    exercise.figure.locator(".cm-content").filter(has_text="never judged").wait_for()


def test_a_reset_puts_the_answer_aside(open_told):
    exercise = open_told()
    exercise.edit(MINE)
    exercise.figure.locator(".edited").wait_for()
    exercise.button(re.compile("^Reset")).click()
    assert exercise.versions() == ["Not judged"]
    exercise.tab.reload()
    exercise.figure.locator(".versions summary").click()
    exercise.press("Bring back: an answer not judged")
    exercise.figure.locator(".cm-content").filter(has_text="class Shelf").wait_for()
    assert exercise.written() == MINE.strip()


def test_ten_answers_are_kept(open_told):
    exercise = open_told(*[REFUSED] * 12)
    for number in range(12):
        exercise.check("^Refused", f"number = {number}\n")
    assert [each.split(":")[0] for each in exercise.versions()] == [
        f"Answer {number}" for number in range(12, 2, -1)
    ]


def test_without_any_storage_an_exercise_is_done_all_the_same(chromium, address):
    context = chromium.new_context(service_workers="block")
    context.add_init_script(
        "for (const name of ['localStorage', 'caches', 'indexedDB'])"
        " Object.defineProperty(window, name, { get() { throw new Error(name); } });"
    )
    script = f"const plan = {json.dumps([REFUSED, SOLVED])};\n"
    context.route(
        "**/js/run/worker.js",
        lambda route: route.fulfill(
            body=script + WORKER.read_text("utf-8"), content_type="text/javascript"
        ),
    )
    tab = context.new_page()
    tab.goto(address + PAGE)
    exercise = Exercise(tab)
    exercise.check("^Refused", "x = 1\n")
    exercise.check("^Solved", MINE)
    assert len(exercise.versions()) == 2
    tab.goto(address + INDEX)
    assert "only until you leave" in tab.locator(".exercise-progress").inner_text()
    context.close()


# --- the page of all exercises


def done(tab):
    return tab.locator(f'[data-exercise="{NAME}"] .exercise-done').inner_text()


@pytest.fixture
def solved(open_told):
    """The page of all exercises, one of which is solved."""
    exercise = open_told(REFUSED, REFUSED, SOLVED)
    exercise.check("^Refused")  # the starter, which is no try
    exercise.check("^Refused", "x = 1\n")
    exercise.check("^Solved", MINE)
    tab = exercise.tab
    tab.goto(tab.url.replace(PAGE, INDEX))
    tab.locator(".exercise-progress").wait_for()
    return tab


def saved(tab):
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Save as a file").click()
    return Path(waiting.value.path())


def test_the_page_of_all_exercises_says_what_is_done(solved):
    assert done(solved) == "Solved in 2 tries"
    many = solved.locator(".exercise-done").count()
    assert many == len(list((ROOT / "snippets/exercises").glob("*/starter.py")))
    told = solved.locator(".exercise-progress .total").inner_text()
    assert told == f"1 of {many} solved. This is kept in this browser only."


def test_what_is_kept_is_saved_erased_after_a_question_and_loaded_again(solved):
    file = saved(solved)
    kept = json.loads(file.read_text("utf-8"))
    assert kept["exercises"][NAME]["solved"] == {"tries": 2, "source": MINE}
    assert kept["drafts"] == {f"exercises/{NAME}/starter.py": MINE}
    erase = solved.get_by_role("button", name=re.compile("^Erase what"))
    erase.click()
    question = solved.locator(".exercise-progress .asking").inner_text()
    assert "1 exercise, 2 judged answers, 1 draft" in question
    solved.get_by_role("button", name="Keep it").click()
    assert done(solved) == "Solved in 2 tries"
    erase.click()
    solved.get_by_role("button", name="Erase it").click()
    assert done(solved) == ""
    assert solved.evaluate("Object.keys(localStorage).join()").count("exercise") == 0
    assert erase.get_attribute("aria-disabled") == "true"
    solved.locator("input[type=file]").set_input_files(file)
    solved.locator(".said").filter(has_text="Loaded: 1 exercise").wait_for()
    assert done(solved) == "Solved in 2 tries"


@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}', "\0\1\2"])
def test_a_file_that_is_none_changes_nothing_and_says_so(solved, tmp_path, text):
    file = tmp_path / "bad.json"
    file.write_text(text, "utf-8")
    before = solved.evaluate("JSON.stringify(localStorage)")
    solved.locator("input[type=file]").set_input_files(file)
    solved.locator(".said.bad").filter(has_text="Nothing was changed").wait_for()
    assert solved.evaluate("JSON.stringify(localStorage)") == before
    assert done(solved) == "Solved in 2 tries"


# --- every reader


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_verdict(open_told, scheme):
    told = judgment(A, None, "It starts processes.", way="unsupported")
    exercise = open_told(answer(judgment(A), refused(B)), answer(told), scheme=scheme)
    for says in ("^Refused", "^No verdict"):
        exercise.check(says)
        unfold(exercise.tab)
        assert violations(exercise.tab, PAGE, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_all_exercises(solved, scheme):
    solved.emulate_media(color_scheme=scheme)
    solved.reload()
    solved.get_by_role("button", name=re.compile("^Erase what")).click()
    assert violations(solved, INDEX, scheme) == []


def test_a_thumb_hits_every_button_of_a_verdict_on_a_phone(open_told):
    phone = {"width": 360, "height": 780, "has_touch": True, "is_mobile": True}
    exercise = open_told(*[REFUSED] * 2, answer(refused(), late(B)), **phone)
    exercise.edit(MINE)
    for _ in range(3):
        exercise.figure.locator("[data-act=check]").tap()
        exercise.says("^Refused")
    exercise.figure.locator(".versions summary").tap()
    targets = ".run button, .run a, .versions button, .versions summary, [data-act]"
    boxes = exercise.figure.locator(f":is({targets}):visible").evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect().height, e.textContent])"
    )
    assert [box for box in boxes if box[0] < 44] == []
    assert exercise.tab.evaluate("document.documentElement.scrollWidth") == 360


def test_the_keyboard_judges_and_never_loses_its_place(open_told):
    exercise = open_told(*[REFUSED] * 3, answer(judgment(A), late(B), late(C)), SOLVED)
    check = exercise.figure.locator("[data-act=check]")
    for _ in range(3):
        check.press("Enter")
        exercise.says("^Refused")
    exercise.tab.keyboard.press("Tab")  # from the bar, through the listing, into it
    for _ in range(20):
        if exercise.tab.evaluate("document.activeElement.textContent") == "Open hint 1":
            break
        exercise.tab.keyboard.press("Tab")
    exercise.tab.keyboard.press("Enter")
    assert exercise.tab.evaluate("document.activeElement.localName") == "summary"
    check.press("Enter")
    exercise.says("^Solved")
    exercise.button("Go on, for 20 s").first.press("Enter")
    exercise.says("in every order")
    assert exercise.tab.evaluate(FOCUSED)


def test_without_scripts_the_checks_are_read_and_no_button_is_dead(visit):
    tab = visit(PAGE, java_script_enabled=False)
    assert tab.locator(".exercise-check__says").count() == 3
    tab.locator(".exercise-check__code summary").first.click()
    code = tab.locator(".exercise-check__code pre > code").first
    assert code.is_visible()
    assert code.inner_text().strip() == (FOLDER / f"checks/{A}.py").read_text().strip()
    assert tab.locator("article button:visible").all_inner_texts() == []


def test_the_page_of_all_exercises_has_no_dead_button_without_scripts(visit):
    tab = visit(INDEX, java_script_enabled=False)
    assert tab.locator("[data-exercise] a").count() > 0
    assert tab.locator("article button:visible").all_inner_texts() == []


def test_what_judges_waits_for_a_click_and_for_an_exercise(open_told):
    exercise = open_told(REFUSED)

    def scripts():
        loaded = exercise.tab.evaluate(LOADED)
        return {name.rsplit("/", 1)[-1] for name in loaded if "/js/run/" in name}

    assert scripts() == {"start.js"}
    exercise.check("^Refused")
    assert {"exercise.js", "verdict.js", "progress.js"} <= scripts()
    lesson = open_told(path="learn/race-conditions/")
    program = "learn/race_conditions/lost_update_broken.py"
    Desk(lesson.tab, program).act("edit").figure.locator(".cm-content").wait_for()
    loaded = lesson.tab.evaluate(LOADED)
    assert not [name for name in loaded if "exercise" in name or "verdict" in name]


def test_the_buttons_of_an_exercise_say_what_they_do(open_told):
    exercise = open_told()
    buttons = exercise.figure.locator(".runs button")
    assert buttons.all_inner_texts() == ["Run", "Edit", "Break it", "Check"]
    names = buttons.evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert len(set(names)) == 4
