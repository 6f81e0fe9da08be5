"""Proofs and judgments come out again as they are recorded.

Those of many orders stand on their record and its seal. All pages are gone through at
once, as that keeps all cores busy. What else a page must keep is in test_rules.py.
"""

import pytest

from sitekit.commands.check import rejudged, reproved
from sitekit.exercises import exercise_of
from tests.browser.pages import WITH_PROGRAMS, sources_held
from tests.conftest import report

EXERCISES = [page for page in WITH_PROGRAMS if page.startswith("exercises/")]


@pytest.fixture(scope="session")
def wrong_proofs(request, rules, found):
    pages = sources_held(request.session)
    programs = [p for p in found.programs.values() if p.page in pages]
    return list(reproved(programs, rules))


@pytest.fixture(scope="session")
def wrong_judgments(request, rules):
    pages = sorted(sources_held(request.session))
    posed = [exercise_of(rules.site, page) for page in pages]
    return list(rejudged(filter(None, posed), rules))


def of_page(problems, page):
    folders = (f"snippets/{page}/", f"snippets/{page.replace('-', '_')}/")
    return [found for found in problems if found.place.startswith(folders)]


@pytest.mark.parametrize("page", WITH_PROGRAMS)
def test_short_proofs_come_out_as_recorded(wrong_proofs, page):
    report(of_page(wrong_proofs, page), "The engine or a program has changed.")


@pytest.mark.parametrize("page", EXERCISES)
def test_answers_are_judged_as_recorded(wrong_judgments, page):
    report(of_page(wrong_judgments, page), "The engine or an answer has changed.")
