"""The closing lines of the tests of browsers: what ran in them, and what stands.

tests/conftest.py has the hook: what is below it, a run in several processes loads only
in those. What stands is decided in tests/standing.py.
"""

import itertools
from pathlib import PurePosixPath

from sitekit.plugin import collection_of
from sitekit.records import live
from sitekit.records.store import Records
from tests.browser.chromium import chromium_version
from tests.browser.run.told import closing_lines
from tests.leaving_out import LEAVING_OUT
from tests.standing import Unit


def pytest_terminal_summary(terminalreporter, config):
    """In which browsers programs ran and pages were read, and how many of them."""
    for line in closing_lines(itertools.chain(*terminalreporter.stats.values())):
        terminalreporter.write_line(line)
    passed = terminalreporter.stats.get("passed", [])
    read = sum("test_axe_finds_nothing[" in report.nodeid for report in passed)
    if read:
        terminalreporter.write_line(
            f"Read in Chromium {chromium_version()}: axe and a phone on {read} pages"
            " (one of each kind at a desk, all where CI=1)"
        )
    leaving_out = config.pluginmanager.get_plugin(LEAVING_OUT)
    for line in _standing(config, leaving_out.left_out if leaving_out else ()):
        terminalreporter.write_line(line)


def _standing(config, units):
    """What of it was left out, as it stands."""
    pages: dict[str, set[str]] = {}
    for unit in map(Unit.read, units):
        if unit.page:
            pages.setdefault(PurePosixPath(unit.file).stem, set()).add(unit.page)
    programs = collection_of(config).programs.values()
    for file, browser in (
        ("test_in_chromium", "Chromium"),
        ("test_in_firefox", "Firefox"),
    ):
        if file in pages:
            docs = config.rootpath / "docs"
            sources = {docs / f"{page}.md" for page in pages[file]}
            records = Records(config.rootpath / "snippets")
            here = [program for program in programs if program.page in sources]
            run = [program for program in here if live.cannot(program, records) == ""]
            yield f"{browser}: {len(run)} programs stand as they ran there before"
    if "test_reading" in pages:
        yield f"Chromium: {len(pages['test_reading'])} pages stand as they were read"
