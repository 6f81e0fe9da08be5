"""Every tool of a program that holds earns its place, or its page says why it is there."""

import pytest

from sitekit.records import tools
from sitekit.records.store import Records
from tests.conftest import report


@pytest.fixture(scope="module")
def records(site):
    return Records(site.snippets)


def test_what_each_tool_prevents_is_recorded_as_it_is_now(site, found, records):
    problems = [
        f"{site.name(p.file)}: it, the engine or the way tools are taken out changed"
        for p in found.programs.values()
        if tools.due(p, records)
    ]
    report(problems, "Run `make records` and commit the records.")


def test_every_tool_earns_its_place_or_says_why_it_is_there(site, found, records):
    problems = []
    for program in found.programs.values():
        record = records.get(program, tools.KIND)
        trials = record["tools"] if record else []
        for wrong in tools.wrong(trials, dict(program.claims.kept)):
            place = f"{site.name(program.page)}:{program.line}"
            problems.append(f"{place} ({site.name(program.file)}): {wrong}")
    report(problems, "CONTRIBUTING.md shows the mark for a tool that is kept.")
