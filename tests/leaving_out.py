"""The hooks of pytest that leave out the units that stand, count them, and record them.

What stands is decided in standing.py. A run without these options is a run without them.
"""

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.browser.pages import EVERY_PAGE, name_of
from tests.standing import FILE, Passed, Standing, Unit, of_project

LEAVING_OUT = "leaving out"  # the plugin, which knows what was left out
OPENED = "opened"  # the name under which it may say which pages it opened
UNIT = "unit"  # the name under which a report says what it belongs to
ROOT = Path(__file__).parents[1]


def pytest_addoption(parser):
    group = parser.getgroup("standing")
    group.addoption(
        "--leave-out-standing",
        action="store_true",
        help=f"leave out what passed and depends on nothing new ({FILE})",
    )
    group.addoption(
        "--record-standing",
        action="store_true",
        help=f"record in {FILE} which units of tests pass whole",
    )


def pytest_configure(config):
    option = config.option
    part = option.keyword or option.markexpr or any("::" in arg for arg in config.args)
    if option.record_standing and part:
        raise pytest.UsageError("--record-standing: no -k, -m or ::, only whole files")
    if not (option.leave_out_standing or option.record_standing):
        return
    try:
        standing = of_project(ROOT)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Everything runs: git cannot tell what has changed ({error})")
        return
    config.pluginmanager.register(LeavingOut(standing), LEAVING_OUT)
    if option.record_standing and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recording(standing))


def unit_of(item: pytest.Item) -> Unit:
    """Where a test belongs: the page is that of its parameter `page`, if it has one."""
    file = item.path.relative_to(ROOT).as_posix()
    called = getattr(item, "callspec", None)
    page = called.params.get("page") if called else None
    if page is None:
        return Unit(file)
    if isinstance(page, Path):
        page = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
    return Unit(file, name_of(page))


class LeavingOut:
    """Leaves out what stands, and tells how much that was."""

    def __init__(self, standing: Standing):
        self.standing = standing
        self.left_out: Counter[str] = Counter()  # tests, by units

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        kept, left_out = [], []
        for item in items:
            unit = unit_of(item)
            if unit.area:
                item.user_properties.append((UNIT, str(unit)))
            stands = config.option.leave_out_standing and self.standing.stands(unit)
            (left_out if stands else kept).append(item)
        self.left_out.update(str(unit_of(item)) for item in left_out)
        if hasattr(config, "workeroutput"):
            config.workeroutput[UNIT] = dict(self.left_out)
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        """Each worker of pytest-xdist has collected, and so left out, the same."""
        self.left_out = Counter(getattr(node, "workeroutput", {}).get(UNIT))

    def pytest_terminal_summary(self, terminalreporter):
        """How many tests of which area stand; below the lines of what ran."""
        tests: Counter[str] = Counter()
        for unit, count in self.left_out.items():
            tests[Unit.read(unit).area.name] += count
        if tests:
            said = ", ".join(f"{count} of {name}" for name, count in tests.items())
            standing = self.standing
            tools = ", ".join((standing.python, *standing.browsers))
            terminalreporter.write_line(
                f"Left out: {tests.total()} tests ({said}), as they passed on {tools}, and"
                f" nothing they depend on has changed ({FILE}; make test FULL=1 runs them)"
            )


class Recording:
    """Hears all reports, and records which units passed whole, on which pages."""

    def __init__(self, standing: Standing):
        self.standing = standing
        self.passed: dict[str, set[str]] = {}  # what each opened
        self.known: dict[str, bool] = {}  # that it is known of all its tests
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report):
        told = dict(report.user_properties)
        unit = told.get(UNIT)
        if report.failed:  # a worker that breaks down tells of no unit
            self.failed.add(unit or report.nodeid.partition("::")[0])
        if unit and report.when == "teardown":
            self.passed.setdefault(unit, set()).update(told.get(OPENED, ()))
            known = OPENED in told and EVERY_PAGE not in told[OPENED]
            self.known[unit] = known and self.known.get(unit, True)

    def pytest_sessionfinish(self, session, exitstatus):
        if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        passed = [
            Passed(Unit.read(unit), frozenset(pages) if self.known[unit] else None)
            for unit, pages in self.passed.items()
            if not self.failed.intersection((unit, unit.partition(" ")[0]))
        ]
        self.standing.write(passed)
