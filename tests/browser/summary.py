"""The closing lines of the tests of browsers.

tests/conftest.py has the hook: what is below it, a run in several processes loads only
in those.
"""

import itertools

from tests.browser.chromium import chromium_version
from tests.browser.run.told import closing_lines


def pytest_terminal_summary(terminalreporter):
    """In which browsers programs ran and pages were read, and how many of them."""
    for line in closing_lines(itertools.chain(*terminalreporter.stats.values())):
        terminalreporter.write_line(line)
    passed = terminalreporter.stats.get("passed", [])
    read = sum("test_axe_finds_nothing[" in report.nodeid for report in passed)
    if read:
        from tests.browser.pages import PAGES

        terminalreporter.write_line(
            f"Read in Chromium {chromium_version()}: axe and a phone on {read}"
            f" of {len(PAGES) + 1} pages (one of each kind at a desk, all where CI=1)"
        )
