"""The pytest plugin: pytest-codeblocks, for blocks as they are published.

With `--codeblocks` and a mkdocs.yml at the root, it takes the place of
pytest-codeblocks' collector. A test is a program at its home page; all programs are
started at once, side by side, and each test then waits for its own.

It decides nothing about pages (pages/) or runs (running/); it reports.
"""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest
import pytest_codeblocks.plugin as stock

from sitekit.pages import MARKS
from sitekit.programs import Collection, Program, collect
from sitekit.records import proofs
from sitekit.records.store import Records
from sitekit.running import (
    NotRun,
    check,
    python_at,
    run_all,
    run_as_shown,
    too_old,
)
from sitekit.running.outcome import BUDGET
from sitekit.site import Site

SITE = pytest.StashKey[Site]()
COLLECTION = pytest.StashKey[Collection]()
RUNS = pytest.StashKey[dict]()
REPORT = pytest.StashKey[dict]()
REPLACED = pytest.StashKey[type]()


def pytest_addoption(parser):
    group = parser.getgroup("sitekit")
    group.addoption(
        "--python",
        default=sys.executable,
        metavar="PATH",
        help="run the programs on this interpreter (default: the one that runs pytest)",
    )


def pytest_configure(config):
    for mark in MARKS.values():
        config.addinivalue_line("markers", mark.usage)
    if not config.option.codeblocks or not (config.rootpath / "mkdocs.yml").exists():
        return
    try:
        config.stash[REPORT] = {"python": python_at(config.option.python)}
    except ValueError as error:
        raise pytest.UsageError(f"--python: {error}") from error
    config.stash[SITE] = Site(config.rootpath)
    config.stash[RUNS] = {}
    config.stash[REPORT] |= {
        "programs": [],
        "ran": [],
        "excluded": Counter(),
        "slow": {},
    }
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
        report, python = self.config.stash[REPORT], self.config.stash[REPORT]["python"]
        report["programs"].append(self.program)
        pending = self.config.stash[RUNS].get(self.program.path)
        try:
            outcome = (
                pending.result() if pending else run_as_shown(self.program, python)
            )
        except NotRun as reason:
            report["excluded"][str(reason)] += self.program.shown
            if os.environ.get("CI") and not reason.of_python:
                self.fail(f"{reason}, which is not there", "Install it in .ci/run.")
            pytest.skip(str(reason))
        if outcome.seconds > BUDGET and self.program.claims.ending.status is not None:
            report["slow"][self.program] = outcome.seconds
        wrong = check(self.program, outcome, python)
        if wrong:
            self.fail(*wrong)
        if too_old(self.program, python):
            version = ".".join(map(str, self.program.claims.since))
            reason = f"need Python {version}, refused kindly"
            report["excluded"][reason] += self.program.shown
        else:
            report["ran"].append(self.program)

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


def pytest_collection_finish(session):
    config = session.config
    tests = [item for item in session.items if isinstance(item, ProgramTest)]
    if not tests or config.option.collectonly or hasattr(config, "workerinput"):
        return  # a worker of pytest-xdist runs only some of what it collects
    config.stash[RUNS] = run_all(
        (test.program for test in tests), config.stash[REPORT]["python"]
    )


def pytest_terminal_summary(terminalreporter, config):
    report = config.stash.get(REPORT, None)
    if not report or not (report["ran"] or report["excluded"]):
        return
    terminalreporter.section("blocks")
    terminalreporter.write_line(closing_line(report))
    for program, seconds in report["slow"].items():
        line = f"{seconds:.0f} s, more than {BUDGET}: {program.place}"
        terminalreporter.write_line(line)
    records = Records(config.stash[SITE].snippets)
    if records.kinds(proofs.KIND):
        terminalreporter.write_line(proofs.summary(report["programs"], records))


def closing_line(report) -> str:
    """How many blocks ran, on which Python, and how many did not and why."""
    blocks = sum(program.shown for program in report["ran"])
    ran = f"{blocks} blocks ({len(report['ran'])} programs) ran on"
    ran += f" {report['python'].long}"
    excluded = ", ".join(
        f"{count} {reason}" for reason, count in sorted(report["excluded"].items())
    )
    total = sum(report["excluded"].values())
    return f"{ran}; not run: {total}" + (f" ({excluded})" if excluded else "")
