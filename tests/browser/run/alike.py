"""Every program, every proof and every recorded order, in the engine of a browser.

test_in_chromium.py and test_in_firefox.py are these tests, each in its browser: two
files, so that a run in several processes has both at a time.
"""

import json

import pytest

from sitekit.live.answers import Desk, NoPage
from tests.browser.pages import WITH_PROGRAMS
from tests.browser.run.corpus import other_figure, other_proof, strange_output
from tests.conftest import report

of_each_page = pytest.mark.parametrize("page", WITH_PROGRAMS)


def held(corpus, told, kinds, compare):
    """What is wrong in these cases, a line each, and how many are right."""
    wrong, right = [], 0
    for case in corpus.cases():
        if case.kind in kinds:
            found = compare(case, told[case.key])
            right += found is None
            if found is not None:
                wrong.append(f"{case.program.place}: {found}")
    return wrong, right


@of_each_page
def test_every_program_prints_in_a_browser_what_its_page_shows(told, corpus, say):
    browser, answers = told

    def compare(case, answer):
        promised = corpus.promised(case.program)
        return strange_output(case.program, promised, answer)

    wrong, right = held(corpus, answers, ("run",), compare)
    say(browser, "programs ran, as their pages show", right)
    say(browser, "cannot run there", len(corpus.programs) - len(corpus.runnable()))
    report(wrong, "Run it in the page, or on the desktop: python -m everyorder FILE")


@of_each_page
def test_every_proof_is_the_same_in_a_browser(told, corpus, say):
    browser, answers = told

    def compare(case, answer):
        return other_proof(corpus.proof(case.program), answer)

    wrong, right = held(corpus, answers, ("proof",), compare)
    say(browser, "proofs are equal", right)
    say(browser, "have no end and are left out", corpus.undecided())
    report(wrong, "If the engine changed, `make records` makes the proofs anew.")


@of_each_page
def test_every_recorded_order_is_drawn_in_a_browser_as_by_the_build(told, corpus, say):
    browser, answers = told
    desk = Desk(NoPage())

    def compare(case, answer):
        desktop = json.loads(desk.answer(json.dumps(case.request)))
        return other_figure(answer, desktop)

    wrong, right = held(corpus, answers, ("breaks", "keeps"), compare)
    say(browser, "recorded orders are drawn alike", right)
    report(wrong, "One of the two runs code that the other does not have.")
