"""The pytest plugin: leaves out what stands, notes what passes, and tells both.

    --standing=use      run what does not stand, and a part of the rest; `make test`
    --standing=renew    run everything; `make test FULL=1`

Both record what passes. Without the option it does nothing. Tests of the engine stand by file; those with a mark
`rests_on` alone. Tests of browsers and cases inside a test ask the fixture `standing`.

A worker of pytest-xdist only tells, in its reports. The first process writes, at the
end, and only if no file of the project changed meanwhile.
"""

import datetime
import functools
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.standing import digests
from tests.standing.records import OWN, Book, Stand

DAYS = 20  # after which each has run again, though nothing changed
REASON = "nothing that it rests on changed since it passed"
TOLD = "standing"  # the name under which reports say what stood and what passed
STANDING = pytest.StashKey["Standing"]()
WATCHED = ["docs", "everyorder", "snippets", "src", "tests"]
WATCHED += ["mkdocs.yml", "pyproject.toml", "requirements.lock", "conftest.py"]
ENGINE = "everyorder/tests"
BY_FILE = ("engine", "pythons")
PYTHONS = re.compile(r"\b(pythons|pyenv|find_python)\b")  # who looks for other Pythons
KINDS = {  # what is recorded in a file of its own, in the words of the closing lines
    "engine": ("test file of the engine", "test files of the engine"),
    "pythons": ("test file of several Pythons", "test files of several Pythons"),
    "browser": ("test in a browser", "tests in browsers"),
    "site": ("test of the site", "tests of the site"),
    "proofs": ("proof", "proofs"),
    "answers": ("judged answer", "judged answers"),
}


@dataclass
class Standing:
    """What stands in this run, and what its processes tell of it.

    `how` is as for --standing. `machines` has what a kind may differ by, where that is
    not this machine alone; it is asked for when it is needed.
    """

    root: Path
    how: str | None
    day: int
    machines: dict[str, Callable[[], dict[str, str]]] = field(default_factory=dict)
    books: dict[str, Book] = field(default_factory=dict)

    def book(self, kind: str) -> Book:
        if kind not in self.books:
            machine = self.machines.get(kind, digests.machine)()
            self.books[kind] = Book(self.root, kind, machine)
        return self.books[kind]

    def __post_init__(self):
        """What is asked for by many tests is found once, as it then is."""
        self.files = functools.cache(functools.partial(digests.of_files, self.root))
        self.sources = functools.cache(functools.partial(digests.sources, self.root))
        self.of_engine = functools.cache(functools.partial(of_engine, self.root))

    @functools.cached_property
    def data(self) -> tuple[str, ...]:
        """What stands beside the code of site and engine and is no Python."""
        places = ("src", "everyorder/src")
        found = (file for place in places for file in digests.below(self.root / place))
        kept = (file for file in found if file.suffix != ".py")
        return tuple(sorted(file.relative_to(self.root).as_posix() for file in kept))

    def stands(self, kind: str, test: str, of: Callable[[Stand], str]) -> bool:
        """Whether it need not run: it passed on what `of` gives, and has not its day."""
        if self.how != "use" or self.has_its_day(test):
            return False
        return any(of(stand) == stand.of for stand in self.book(kind).of(test))

    def has_its_day(self, test: str) -> bool:
        """Whether it runs today, whatever is recorded."""
        return (int(digests.digest(test), 16) + self.day) % DAYS == 0

    def due(self, node: pytest.Item, kind: str, cases: dict[str, str]) -> list[str]:
        """Those of these cases of a test, each with its digest, that must run.

        If the test passes they are recorded.
        """
        due = []
        for case, of in cases.items():
            stood = self.stands(kind, case, lambda stand, of=of: of)
            tell(node, kind, case, stood, of)
            due += [] if stood else [case]
        return due


def tell(node, kind: str, test: str, stood: bool, of: str = "", reads=()) -> None:
    """Let the reports of this test say that it stood, or on what it rested."""
    told = {"kind": kind, "test": test, "stood": stood, "of": of, "reads": list(reads)}
    node.user_properties.append((TOLD, told))


def pytest_addoption(parser):
    parser.getgroup("standing").addoption(
        "--standing",
        choices=("use", "renew"),
        help="leave out long tests that passed on exactly these sources, and record"
        " what passes (use); or run and record everything (renew)",
    )


def pytest_configure(config):
    config.addinivalue_line(
        "markers",
        "rests_on(*places): files and folders; it is not run again while they, and the"
        " test itself, are as they were when it passed",
    )
    how, today = config.getoption("--standing", None), datetime.date.today()
    standing = Standing(config.rootpath, how, today.toordinal(), MACHINES)
    config.stash[STANDING] = standing
    if how and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(config, standing), "standing-writer")


def all_pythons() -> dict[str, str]:
    """This machine, for the tests of the engine that ask all Pythons that they find."""
    from pythons import pythons  # of everyorder/tests, which has its own ways

    ready = {path: "ready" for path in pythons().values()}
    told = [f"{v} {ready.get(path, 'bare')}" for v, path in pythons("").items()]
    return digests.machine(**{"other Pythons": "; ".join(sorted(told))})


def with_browsers() -> dict[str, str]:
    """This machine with its browsers, which Python only drives."""
    from tests.browser.resting import browsers  # which needs the site's own code

    return digests.machine(Python="{}.{}".format(*sys.version_info), **browsers())


def with_node() -> dict[str, str]:
    """This machine with its Node, for the tests of scripts."""
    command = [shutil.which("node") or "", "--version"]
    told = command[0] and subprocess.run(command, capture_output=True, text=True).stdout
    return digests.machine(Node=told.strip())


MACHINES = {"pythons": all_pythons, "browser": with_browsers, "site": with_node}


@pytest.fixture(scope="session")
def standing(pytestconfig) -> Standing:
    return pytestconfig.stash[STANDING]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    standing = item.config.stash[STANDING]
    found = resting(standing, item) if standing.how else None
    if found is None:
        return
    kind, test, of = found
    stood = standing.stands(kind, test, lambda stand: of)
    tell(item, kind, test, stood, of)
    if stood:
        pytest.skip(REASON)


def resting(standing: Standing, item) -> tuple[str, str, str] | None:
    """The kind and name of a test that rests on files alone, and their digest."""
    name = item.path.relative_to(standing.root).as_posix()
    mark = item.get_closest_marker("rests_on")
    if mark is not None:
        own = standing.sources(item.path)
        return "site", item.nodeid, standing.files((*mark.args, *own))
    if name.startswith(f"{ENGINE}/"):
        kind, places = standing.of_engine(item.path)
        return kind, name, standing.files(places)
    return None


def of_engine(root: Path, test: Path) -> tuple[str, tuple[str, ...]]:
    """The kind of a test file of the engine, and what it rests on.

    That is the engine, what its tests share, and all programs of the site where the file
    or what it reaches speaks of them.
    """
    own = root / ENGINE
    reached = [f for f in digests.reached(root, test) if f.is_relative_to(own)]
    texts = [file.read_text("utf-8") for file in reached]
    whole = digests.below(root / "everyorder")
    files = [file.relative_to(root).as_posix() for file in whole]
    files = [file for file in files if not file.startswith(f"{ENGINE}/")]
    named = ["snippets"] if any("snippets" in text for text in texts) else []
    kind = "pythons" if any(map(PYTHONS.search, texts)) else "engine"
    return kind, (*files, *digests.sources(root, test), *named)


class Writer:
    """What all processes told: it is written, and said at the end."""

    def __init__(self, config, standing: Standing):
        self.config, self.standing = config, standing
        self.stood: dict[tuple[str, str], set[str]] = {}
        self.ran: dict[tuple[str, str], set[str]] = {}
        self.told: dict[tuple[str, str], Stand] = {}
        self.failed: set[str] = set()
        self.passed: set[str] = set()
        self.before = self.sources()

    def sources(self) -> dict[str, str]:
        return {
            place: digests.of_files(self.standing.root, [place]) for place in WATCHED
        }

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.add(report.nodeid)
        if report.passed and report.when == "call":
            self.passed.add(report.nodeid)
        if report.when != "teardown":
            return
        for name, told in report.user_properties:
            if name != TOLD:
                continue
            key = told["kind"], told["test"]
            kept = self.stood if told["stood"] else self.ran
            kept.setdefault(key, set()).add(report.nodeid)
            on = self.standing.book(told["kind"]).on
            self.told[key] = Stand(key[1], on, told["of"], tuple(told["reads"]))

    @functools.cached_property
    def changed(self) -> list[str]:
        """Where files changed while the tests ran."""
        after = self.sources()
        return [place for place in WATCHED if after[place] != self.before[place]]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if self.changed or session.shouldstop or session.shouldfail:
            return
        if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        good = {key: self.told[key] for key in self.ran if self.is_good(key)}
        seen = {*self.stood, *self.ran}
        for kind in sorted({kind for kind, _ in seen}):
            book = self.standing.book(kind)
            passed = [stand for (of, _), stand in good.items() if of == kind]
            gone = {t for t in book.found if self.is_whole() and (kind, t) not in seen}
            gone |= {
                t for (of, t), by in self.ran.items() if of == kind and by & self.failed
            }
            book.write(passed, gone)

    def is_good(self, key: tuple[str, str]) -> bool:
        """Whether all of its tests ran, none failed, and not all were skipped."""
        kind, _ = key
        tests = self.ran[key]
        whole = kind not in BY_FILE or not self.is_part()
        return whole and not tests & self.failed and bool(tests & self.passed)

    def is_whole(self) -> bool:
        """Whether all tests of the project were to run, and none was left out by name."""
        by_default = self.config.args_source is self.config.ArgsSource.TESTPATHS
        return by_default and not self.is_part()

    def is_part(self) -> bool:
        """Whether some tests of a file may have been left out by name."""
        option = self.config.option
        last = getattr(option, "lf", False)  # where pytest has a cache
        chosen = (option.keyword, option.markexpr, option.deselect, last)
        return any(chosen) or any("::" in arg for arg in self.config.args)

    def pytest_terminal_summary(self, terminalreporter):
        for line in self.closing_lines():
            terminalreporter.write_line(line)

    def closing_lines(self) -> Iterable[str]:
        """How much stood and was not run again, and why; where the records are."""
        if self.stood:
            counts = Counter(kind for kind, _ in self.stood)
            told = ", ".join(
                f"{n:,} {KINDS[kind][n != 1]}" for kind, n in sorted(counts.items())
            )
            yield (
                f"Not run again, since nothing that they rest on changed since they"
                f" passed: {told}. `make test FULL=1` runs everything."
            )
        again = [key for key in self.ran if self.is_recorded(key)]
        if again and self.standing.how == "use":
            yield (
                f"Run again though nothing changed: {len(again)}, whose day it is; in"
                f" {DAYS} days it is each one's."
            )
        for _, book in sorted(self.standing.books.items()):
            if differs := book.strange():
                yield (
                    f"What is committed in {book.committed.name} passed on another"
                    f" machine ({', '.join(differs)}); what passes on this one is kept in"
                    f" {OWN}/."
                )
        if self.changed:
            yield (
                f"Nothing is recorded: {', '.join(self.changed)} changed while the tests"
                " ran."
            )

    def is_recorded(self, key: tuple[str, str]) -> bool:
        """Whether it would have stood on another day."""
        kind, test = key
        recorded = {(s.of, s.reads) for s in self.standing.book(kind).of(test)}
        now = self.told[key]
        return (now.of, now.reads) in recorded and self.standing.has_its_day(test)
