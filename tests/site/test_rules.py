"""Every page and program keeps the rules, and its records are those of today.

The rules themselves are sitekit.checking's, and `make check` holds one page to them;
tests/sitekit/test_checking.py breaks each.
"""

import pytest

from sitekit.commands.check import rejudged, reproved, short_proofs, short_trials
from sitekit.exercises import exercises
from sitekit.records import judged, proofs
from tests.conftest import ROOT
from tests.standing.digests import digest

PAGES = sorted((ROOT / "docs").rglob("*.md"))


KINDS = ["style", "links", "navigation", "programs", "exercises", "records"]
KINDS += ["published"]


def name(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_keeps_the_rules(rules, page, kind):
    problems = [str(problem) for problem in getattr(rules, kind)(page)]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def test_every_file_is_read_and_shown(rules):
    assert "\n".join(map(str, rules.files())) == ""


def test_short_proofs_come_out_as_recorded(rules, found, standing, request):
    """The rest, of many orders, stand on their record and its seal."""
    short = short_proofs(found.programs.values(), rules)
    cases = {
        str(program.path): digest(program.fingerprint, proofs.engine(), record)
        for program, record in short
    }
    due = standing.due(request.node, "proofs", cases)
    problems = reproved([each for each in short if str(each[0].path) in due])
    assert "\n".join(map(str, problems)) == ""


def test_answers_are_judged_as_recorded(rules, standing, request):
    short = short_trials(exercises(rules.site), rules)
    method = proofs.engine(), judged.method()
    cases = {
        str(trial.answer.path): digest(trial.fingerprint, method, entry)
        for trial, entry in short
    }
    due = standing.due(request.node, "answers", cases)
    problems = rejudged([each for each in short if str(each[0].answer.path) in due])
    assert "\n".join(map(str, problems)) == ""
