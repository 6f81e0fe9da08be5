"""The pytest plugin: pytest-codeblocks, for blocks as they are published.

With `--codeblocks` and a mkdocs.yml at the root, it takes the place of
pytest-codeblocks' collector. A test is a program at its home page; all programs are
started at once, side by side, and each test then waits for its own. A worker of
pytest-xdist starts those of a page at once.

What came of each program travels with the report of its test, so that the closing lines
are the same with and without workers.

It decides nothing about pages (pages/) or runs (running/); it reports.
"""

import itertools
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
import pytest_codeblocks.plugin as stock

from sitekit.exercises import exercises
from sitekit.pages import MARKS
from sitekit.problem import ProblemError
from sitekit.programs import Collection, Program, collect
from sitekit.records import judged, proofs
from sitekit.records.store import Records
from sitekit.running import (
    NotRun,
    Python,
    check,
    python_at,
    run_all,
    too_old,
)
from sitekit.running.outcome import BUDGET
from sitekit.site import Site

SITE = pytest.StashKey[Site]()
COLLECTION = pytest.StashKey[Collection]()
RUNS = pytest.StashKey[dict]()
PYTHON = pytest.StashKey[Python]()
REPLACED = pytest.StashKey[type]()
TOLD = "program"  # the name under which a report says what came of its program


def pytest_addoption(parser):
    group = parser.getgroup("sitekit")
    group.addoption(
        "--python",
        default=sys.executable,
        metavar="PATH",
        help="run the programs on this interpreter (default: the one that runs pytest)",
    )


def _hear_interrupts() -> None:
    """Let programs and tests that wait for Ctrl-C hear it, wherever pytest is started.

    A shell starts what runs in the background deaf to it, and so all that this starts.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config):
    _hear_interrupts()
    for mark in MARKS.values():
        config.addinivalue_line("markers", mark.usage)
    if not config.option.codeblocks or not (config.rootpath / "mkdocs.yml").exists():
        return
    try:
        config.stash[PYTHON] = python_at(config.option.python)
    except ValueError as error:
        raise pytest.UsageError(f"--python: {error}") from error
    config.stash[SITE] = Site(config.rootpath)
    try:
        config.stash[SITE].config  # noqa: B018, it is read here, and once
    except ProblemError as error:
        raise pytest.UsageError(str(error)) from error
    config.stash[RUNS] = {}
    config.stash[REPLACED] = stock.MarkdownFile
    stock.MarkdownFile = PublishedPage


def pytest_unconfigure(config):
    if REPLACED in config.stash:
        stock.MarkdownFile = config.stash[REPLACED]


def collection_of(config) -> Collection:
    """The site's programs, read once a session."""
    if COLLECTION not in config.stash:
        config.stash[COLLECTION] = collect(config.stash[SITE])
    return config.stash[COLLECTION]


class PublishedPage(stock.MarkdownFile):
    """A page's programs; a page that must not be published is an error here."""

    def collect(self):
        site, found = self.config.stash[SITE], collection_of(self.config)
        path = Path(self.path)
        if not path.is_relative_to(site.docs):
            return
        if path in found.errors:
            raise self.CollectError(str(found.errors[path]))
        for program in found.on(path):
            yield ProgramTest.from_parent(
                self, name=f"line {program.line} ({program.path})", program=program
            )


class ProgramTest(pytest.Item):
    """One program, held to its home page."""

    def __init__(self, *, program: Program, **kwargs):
        super().__init__(**kwargs)
        self.program = program

    def runtest(self):
        python = self.config.stash[PYTHON]
        try:
            outcome = self.pending().result()
        except NotRun as reason:
            self.tell(str(reason))
            if os.environ.get("CI") and not reason.of_python:
                self.fail(f"{reason}, which is not there", "Install it in .ci/run.")
            pytest.skip(str(reason))
        wrong = check(self.program, outcome, python)
        if wrong:
            self.fail(*wrong)
        if too_old(self.program, python):
            version = ".".join(map(str, self.program.claims.since))
            self.tell(f"need Python {version}, refused kindly")
        else:
            self.tell("", outcome.seconds)

    def pending(self) -> Future:
        """The run of this program, started with all others that are waited for here."""
        runs = self.config.stash[RUNS]
        if self.program.path not in runs:
            tests = [t for t in self.session.items if isinstance(t, ProgramTest)]
            if hasattr(self.config, "workerinput"):  # others run the other pages
                tests = [test for test in tests if test.parent is self.parent]
            programs = (test.program for test in tests)
            runs |= run_all(programs, self.config.stash[PYTHON])
        return runs[self.program.path]

    def tell(self, excluded: str, seconds: float = 0.0) -> None:
        """Let the report say that the program ran, or why it did not."""
        told = {"program": str(self.program.path), "excluded": excluded}
        self.user_properties.append((TOLD, told | {"seconds": seconds}))

    def fail(self, wrong: str, advice: str):
        page = self.config.stash[SITE].name(self.program.page)
        head = f"{page}:{self.program.line} ({self.program.place})"
        pytest.fail(f"{head}: {wrong}\n{advice}", pytrace=False)

    def repr_failure(self, excinfo):
        return (
            str(excinfo.value)
            if excinfo.errisinstance(pytest.fail.Exception)
            else (super().repr_failure(excinfo))
        )

    def reportinfo(self):
        return self.path, self.program.line - 1, self.name


def pytest_terminal_summary(terminalreporter, config):
    told = list(_told(terminalreporter))
    if not told:
        return
    found = collection_of(config).programs
    programs = {str(path): program for path, program in found.items()}
    told = [(programs[found["program"]], found) for found in told]
    terminalreporter.section("blocks")
    terminalreporter.write_line(closing_line(told, config.stash[PYTHON]))
    for program, found in told:
        long_on_purpose = (
            program.claims.measured or program.claims.ending.status is None
        )
        if found["seconds"] > BUDGET and not long_on_purpose:
            line = f"{found['seconds']:.0f} s, more than {BUDGET}: {program.place}"
            terminalreporter.write_line(line)
    records = Records(config.stash[SITE].snippets)
    if records.kinds(proofs.KIND):
        run = [program for program, _ in told]
        terminalreporter.write_line(proofs.summary(run, records))
    if posed := exercises(config.stash[SITE]):
        terminalreporter.write_line(judged.summary(posed, records))


def _told(terminalreporter) -> Iterator[dict]:
    """What the reports say of programs, in the order of the pages."""
    reports = itertools.chain.from_iterable(terminalreporter.stats.values())
    found = [
        (report.location, value)
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == TOLD
    ]
    return (value for _, value in sorted(found, key=lambda pair: pair[0][:2]))


def closing_line(told: list[tuple[Program, dict]], python: Python) -> str:
    """How many blocks ran, on which Python, and how many did not and why."""
    ran = [program for program, found in told if not found["excluded"]]
    excluded = Counter()
    for program, found in told:
        if found["excluded"]:
            excluded[found["excluded"]] += program.shown
    blocks = sum(program.shown for program in ran)
    reasons = ", ".join(f"{count} {why}" for why, count in sorted(excluded.items()))
    return (
        f"{blocks} blocks ({len(ran)} programs) ran on {python.long};"
        f" not run: {excluded.total()}" + (f" ({reasons})" if reasons else "")
    )
