"""Every program, every proof and every recorded order, in the engine of two browsers.

A test for each folder of programs, which is a page's: what of it is as it was when it
passed need not run again (tests/standing/).
"""

import json

import pytest

from sitekit.live.answers import Desk, NoPage
from sitekit.programs import collect
from tests.browser.run.corpus import (
    Case,
    Corpus,
    other_figure,
    other_proof,
    strange_output,
)
from tests.browser.test_reading import SITE
from tests.conftest import report

FOLDERS = sorted({path.parent.as_posix() for path in collect(SITE).programs})


@pytest.fixture
def rests_on(request, everything):
    """What is asked of the programs, and what must come of it."""
    cases = list(everything.cases(request.node.callspec.params["folder"]))
    return [[case.key, case.request, _wanted(everything, case)] for case in cases]


def _wanted(corpus: Corpus, case: Case) -> object:
    """What decides whether the answer is right."""
    if case.kind == "proof":
        return corpus.proof(case.program)
    return [case.program.claims.held(), case.program.broken]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", ["Chromium", "Firefox"])
def test_programs_do_in_a_browser_what_is_shown_proven_and_drawn(
    name, folder, everything, browser, say
):
    known, server = browser
    cases = list(everything.cases(folder))
    told = server.asked((case.key, case.request) for case in cases)
    wrong = []
    for case in cases:
        found = _wrong(everything, case, told[case.key])
        if found is not None:
            wrong.append(f"{case.program.place}: {found}")
    say(known, **everything.counts(folder))
    report(
        wrong, f"{folder} in {known}: run it in the page, or see python -m everyorder."
    )


def _wrong(corpus: Corpus, case: Case, answer: dict) -> str | None:
    """How an answer is not what the desktop shows, proved or draws, or None."""
    if case.kind == "run":
        return strange_output(case.program, corpus.promised(case.program), answer)
    if case.kind == "proof":
        return other_proof(corpus.proof(case.program), answer)
    desktop = Desk(NoPage()).answer(json.dumps(case.request))
    return other_figure(answer, json.loads(desktop))
