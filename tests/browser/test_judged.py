"""Answers to the exercises, judged in a browser as on the desktop.

What the desktop says is recorded. At a desk, the answers to a few exercises; in CI, to
all. In Firefox, which has no driver here, the first wrong answer to each. What is shown
of a verdict is in test_exercises.py.
"""

import functools
import json
import os
import queue
import re
import shutil
from pathlib import Path

import pytest

from sitekit.exercises import Exercise, exercises
from sitekit.records import judged
from sitekit.records.store import Records
from sitekit.site import Site
from tests.browser.run import firefox
from tests.browser.test_run_here import START, Desk
from tests.conftest import ROOT

SITE = Site(ROOT)
NAMES = [exercise.name for exercise in exercises(SITE)]
FEW = ["lost-update", "one-shot-gate"]
JUDGED = [f"exercises/{name}" for name in (NAMES if os.environ.get("CI") else FEW)]
LOST = "lost-update"
ADDS = "        self.jars = self.jars + count"

# Each check has more seconds than readers give it.
PATIENCE = """
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  if (message.request?.op === "judge") message.request.seconds = 60;
  return post.call(this, message, ...more);
};"""

pytestmark = pytest.mark.usefixtures("npm_modules")


def posed(name):
    return Exercise(SITE, name)


@functools.cache
def recorded(name):
    """What is recorded of the answers to an exercise."""
    return judged.entries(posed(name), Records(SITE.snippets))


def refusal(answer):
    """The check that refuses an answer on the desktop, and the lines shown below it."""
    entries = recorded(answer.path.parts[1])
    if answer.name not in entries:
        pytest.fail(f"{answer.place} is not judged as it is now: make records", False)
    name, found = judged.refusal(entries[answer.name])
    lines = [found["sentence"].replace("`", ""), found.get("detail", "")]
    return name, [line for line in lines if line]


class Reader(Desk):
    """A reader on the page of an exercise."""

    def __init__(self, tab, name):
        super().__init__(tab, f"exercises/{name}/starter.py")

    def judged(self, source=None):
        """The verdict on this, or on what stands there."""
        if source is not None:
            self.edit(source)
            self.until(lambda: self.figure.locator(".edited").is_visible())
        self.act("check")
        return self.verdict()

    def verdict(self):
        ended = re.compile(r"^(Refused|Solved|No verdict|Check \d of \d cannot|Python)")
        over = self.figure.locator(".run:not(.busy):not(.stale) .said")
        over.filter(has_text=ended).wait_for(timeout=START)
        return self.figure.locator(".said").inner_text()

    def refused(self, source=None):
        """The same of an answer that is wrong: where the time was over, it goes on."""
        said = self.judged(source)
        late = self.figure.locator(".judged li:has(button)")
        for check in late.evaluate_all("all => all.map(e => e.dataset.check)"):
            if not said.startswith("Refused"):
                late.and_(self.figure.locator(f'[data-check="{check}"]')).get_by_role(
                    "button"
                ).click()
                said = self.verdict()
        return said

    def told(self):
        item = self.figure.locator(".judged [data-mark=refused]")
        return item.locator(".found, .numbers").all_inner_texts()

    def is_refused_as_on_the_desktop(self, answer, source=None):
        check, lines = refusal(answer)
        assert self.refused(source).startswith("Refused by check"), answer.place
        refusing = self.figure.locator(".judged [data-mark=refused]")
        assert refusing.get_attribute("data-check") == check, answer.place
        assert self.told() == lines, answer.place
        assert self.figure.locator(".drawn figure.order .step").count(), answer.place


@pytest.fixture(scope="module")
def kept(chromium):
    """A context that keeps the snapshot of the interpreter from one test to the next.

    Its readers have patience: on a busy machine, too, a search has time to refuse.
    """
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def open_exercise(kept, address):
    """Open an exercise of which nothing is kept; a logged error fails the test."""
    complaints, tabs = [], []

    def open_exercise(name=LOST):
        tab = kept.new_page()
        tabs.append(tab)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        tab.goto(f"{address}exercises/{name}/")
        return Reader(tab, name)

    yield open_exercise
    for tab in tabs:
        tab.evaluate("localStorage.clear()")
        tab.close()
    assert not complaints


@pytest.fixture
def name(page):
    return page.removeprefix("exercises/")


@pytest.mark.parametrize("page", JUDGED)
def test_answers_are_judged_as_on_the_desktop(open_exercise, name):
    exercise = open_exercise(name)
    exercise.is_refused_as_on_the_desktop(posed(name).starter)
    for answer in posed(name).wrong:
        exercise.is_refused_as_on_the_desktop(answer, answer.text)
    assert exercise.judged(posed(name).solution.text).startswith("Solved")


@pytest.mark.parametrize("page", JUDGED)
def test_the_mark_to_reach_is_reached_by_an_order_that_is_shown(open_exercise, name):
    """Whoever takes over the order that breaks the starter, at its end, has broken it."""
    exercise = open_exercise(name)
    exercise.act("step")
    assert re.match(
        r"Break it (without a switch|with \d+ switch(es)? or fewer)\. Who goes next\?",
        exercise.says("Who goes next"),
    )
    exercise.press("Show me an order that breaks it")
    exercise.says("^Breaks")
    exercise.figure.locator(".player button").last.press("End")
    exercise.press("Step from here")
    assert exercise.says("You broke it").endswith("Nobody needs fewer.")
    summary = exercise.figure.locator(".versions summary")
    assert summary.inner_text().startswith("Broken with")


def test_a_reader_breaks_it_and_mends_it(open_exercise):
    exercise = open_exercise().act("step")
    said = exercise.says("Who goes next")
    assert said == (
        "Break it with 1 switch or fewer. Who goes next? 0 switches so far."
    )
    for thread in ("Thread-1", "Thread-2", "Thread-2"):
        before = exercise.figure.locator(".drawn").inner_text()
        exercise.figure.locator(".go").filter(has_text=thread).first.click()
        exercise.until(
            lambda b=before: exercise.figure.locator(".drawn").inner_text() != b
        )
    assert exercise.says("You broke it").startswith("You broke it with 1 switch: ")
    assert exercise.judged(posed(LOST).solution.text).startswith("Solved: all 3 checks")
    assert (
        exercise.figure.locator(".judged .found")
        .first.inner_text()
        .startswith("Holds in every order: ")
    )


def test_the_order_that_refuses_is_stepped_from_where_the_player_stands(open_exercise):
    exercise = open_exercise()
    exercise.judged()
    exercise.press("Step from there")
    assert exercise.says("Who goes next").startswith("Who goes next? 0 switches")
    line = posed(LOST).starter.text.splitlines().index(ADDS) + 1
    shown = exercise.figure.locator(".go").first.inner_text()
    assert f"line {line}: {ADDS.strip()}" in shown
    assert exercise.figure.locator(".lit-line").get_attribute("data-line") == f"{line}"
    exercise.press("Show me an order that breaks it")
    exercise.says("^Refused")
    exercise.figure.locator(".player button").last.press("End")
    exercise.press("Step from there")
    said = exercise.says("You broke it")
    assert said.startswith("You broke it with 1 switch: ")
    exercise.press("Undo")
    exercise.says("Who goes next")
    before = exercise.figure.locator(".drawn").inner_text()
    exercise.figure.locator(".go").first.click()
    exercise.until(lambda: exercise.figure.locator(".drawn").inner_text() != before)


ODD = {
    "def half(:": ("^Python cannot read", "Python cannot read your answer: line 1"),
    "class Shed: pass": ("cannot use", "Keep that name."),
    "class Shelf:\n    def put(self, n): pass": ("cannot use", "`Shelf.add("),
    "class Shelf:\n    def add(self): pass": ("cannot use", "take these arguments"),
}


@pytest.mark.parametrize("source", ODD)
def test_what_is_no_answer_is_told_as_such(open_exercise, source):
    exercise = open_exercise()
    says, told = ODD[source]
    assert re.search(says, exercise.judged(source))
    assert told.replace("`", "") in " ".join(exercise.told())
    assert not exercise.figure.locator(".drawn figure").count()


def test_what_the_checker_cannot_run_is_not_refused(open_exercise):
    exercise = open_exercise()
    started = "import multiprocessing\nmultiprocessing.Process(target=print).start()\n"
    source = posed(LOST).solution.text.replace("import threading\n", started)
    assert exercise.judged(source).startswith("No verdict: ")
    marks = exercise.figure.locator(".judged [data-mark]")
    found = marks.evaluate_all("all => all.map(e => e.dataset.mark)")
    assert "open" in found
    assert "refused" not in found


def test_stop_ends_an_answer_that_never_comes_back(open_exercise):
    exercise = open_exercise()
    mine = posed(LOST).starter.text.replace("= 0", "= sum(range(10**14))")
    exercise.edit(mine)
    exercise.act("check").says("^Check 1|^Judging")
    exercise.press("Stop")
    exercise.says("^Stopped")
    assert exercise.judged(posed(LOST).solution.text).startswith("Solved")


def test_an_answer_of_each_exercise_is_refused_in_firefox_as_on_the_desktop(
    host, tmp_path
):
    firefox.wanted()
    answers = [posed(name).wrong[0] for name in NAMES]
    told = [
        {
            "page": f"exercises/{name}/",
            "program": str(posed(name).starter.path),
            "source": answer.text,
        }
        for name, answer in zip(NAMES, answers, strict=True)
    ]
    (host.site / "answers.json").write_text(json.dumps(told), "utf-8")
    shutil.copy(Path(__file__).with_name("judging.js"), host.site)
    page = '<!doctype html><body><script type="module" src="judging.js"></script>'
    (host.site / "judging.html").write_text(page, "utf-8")
    with firefox.opened(f"{host.address}judging.html", tmp_path / "profile"):
        for answer in answers:
            try:
                said = host.posted.get(timeout=400)
            except queue.Empty:
                pytest.fail(f"The page did not come to the end of {answer.place}.")
            assert "error" not in said, f"{answer.place}: {said}"
            assert said["says"].startswith("Refused by check"), answer.place
            assert said["told"] == refusal(answer)[1], answer.place
            assert said["drawn"], answer.place
