"""The reference is whole and true: held to every Python of this machine, and built."""

import re
from pathlib import PurePosixPath

import pytest

from sitekit.commands import names
from sitekit.publishing.code_links import once
from sitekit.reference.learning import LATER
from sitekit.running import found_pythons
from tests.conftest import ROOT

FIGURE = re.compile(
    r'<figure [^>]*data-program="(?P<path>[^"]+\.py)"(?P<inside>.*?)</figure>',
    re.DOTALL,
)
CODE = re.compile(r"language-python highlight.*?</code>", re.DOTALL)
LINK = re.compile(r'<a href="([^"]*reference/[^"]*#[^"]*)"')


@pytest.fixture(scope="module")
def reference(rules):
    return rules.publication.rows.reference


@pytest.fixture(scope="module")
def answers(reference):
    return names.answers_of(reference, found_pythons())


def test_every_public_name_has_its_row_with_all_that_it_needs(rules):
    assert "\n".join(map(str, rules.names())) == ""


def test_every_python_here_has_the_names_that_are_recorded_of_it(reference, answers):
    """A new name of a new release is told here, and then lacks its row."""
    assert "\n".join(map(str, names.unrecorded(reference, answers))) == ""


def test_no_python_here_contradicts_what_changed_with_a_version(reference, answers):
    assert "\n".join(map(str, names.contradicted(reference, answers))) == ""


def test_every_name_in_the_code_of_a_figure_leads_to_its_row(built, found, rules):
    rows, seen = rules.publication.rows, 0
    for address, page in built.pages.items():
        text = page.file.read_text("utf-8")
        for figure in FIGURE.finditer(text):
            program = found.programs.get(PurePosixPath(figure["path"]))
            code = CODE.search(figure["inside"])
            if program is None or code is None:
                continue
            used = once(rows.reference.used_in(program.text))
            root = "../" * address.count("/")
            wanted = [root + at for use in used if (at := rows.address(use.name))]
            assert LINK.findall(code[0]) == wanted, f"{address}: {program.path}"
            fold = figure["inside"].partition('class="record"')[2]
            assert LINK.findall(fold) == wanted, f"{address}: {program.path}"
            seen += len(wanted)
    assert seen > 500


@pytest.mark.parametrize("name", [name for table in LATER for name in table])
def test_who_calls_a_function_later_is_a_name_of_pythons(reference, name):
    assert name in reference.record.names


def test_every_row_is_on_its_page(built, rules):
    rows = rules.publication.rows
    for name in rows.reference.rows:
        page, _, anchor = (rows.address(name) or "").partition("#")
        assert anchor in built.pages[page].ids, name


def test_what_the_reference_is_made_of_is_not_published(built):
    assert (ROOT / "docs/reference/names.toml").exists()
    assert not list(built.folder.rglob("names.*"))
