"""The pytest plugin: leaves out what stands, notes what passes, and tells both.

    --standing=use      run what does not stand, and a part of the rest; `make test`
    --standing=renew    run everything, and record it; `make test FULL=1`

Without the option it does nothing. Tests of the engine stand by file; those with a mark
`rests_on` alone. Tests of browsers and cases inside a test ask the fixture `standing`.

A worker of pytest-xdist only tells, in its reports. The first process writes, at the
end, and only if no file of the project changed meanwhile.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

from tests.standing import digests
from tests.standing.records import Book, Stand

DAYS = 20  # after which each has run again, though nothing changed
REASON = "nothing that it rests on changed since it passed"
TOLD = "standing"  # the name under which reports say what stood and what passed
STANDING = pytest.StashKey["Standing"]()
WATCHED = ["docs", "everyorder", "snippets", "src", "tests"]
WATCHED += ["mkdocs.yml", "pyproject.toml", "requirements.lock", "conftest.py"]
ENGINE = "everyorder/tests"
BY_FILE = ("engine", "pythons")
PYTHONS = {"pythons.py", "opinion.py"}  # with these a test finds others than its own
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

    `machines` has what each kind may differ by: it is asked for when it is needed.
    """

    root: Path
    renew: bool
    day: int
    machines: dict[str, Callable[[], dict[str, str]]] = field(default_factory=dict)
    books: dict[str, Book] = field(default_factory=dict)
    known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def book(self, kind: str) -> Book:
        if kind not in self.books:
            machine = self.machines.get(kind, digests.machine)()
            self.books[kind] = Book(self.root, kind, machine)
        return self.books[kind]

    def files(self, places: Iterable[str]) -> str:
        """The digest of these files and folders, as they are when first asked for."""
        places = tuple(sorted(places))
        if places not in self.known:
            self.known[places] = digests.of_files(self.root, places)
        return self.known[places]

    def stands(self, kind: str, test: str, of: Callable[[Stand], str]) -> bool:
        """Whether it need not run: it passed on what `of` gives, and has not its day."""
        if self.renew or self.has_its_day(test):
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
    how = config.getoption("--standing", None)
    if how is None:
        return
    root, day = config.rootpath, datetime.date.today().toordinal()
    standing = Standing(root, how == "renew", day, {"pythons": all_pythons})
    config.stash[STANDING] = standing
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(config, standing), "standing-writer")


def all_pythons() -> dict[str, str]:
    """This machine, for the tests of the engine that ask all Pythons that they find."""
    from pythons import pythons  # of everyorder/tests, which has its own ways

    ready = {path: "ready" for path in pythons().values()}
    told = [f"{v} {ready.get(path, 'bare')}" for v, path in pythons("").items()]
    return digests.machine(**{"other Pythons": "; ".join(sorted(told))})


@pytest.fixture(scope="session")
def standing(pytestconfig) -> Standing | None:
    """None where everything is to run and nothing to be recorded."""
    return pytestconfig.stash.get(STANDING, None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    standing = item.config.stash.get(STANDING, None)
    found = standing and resting(standing, item)
    if not found:
        return
    kind, test, of = found
    stood = standing.stands(kind, test, lambda stand: of)
    tell(item, kind, test, stood, of)
    if stood:
        pytest.skip(REASON)


def resting(standing: Standing, item) -> tuple[str, str, str] | None:
    """The kind and name of a test that rests on files alone, and their digest."""
    root, name = standing.root, item.path.relative_to(standing.root).as_posix()
    mark = item.get_closest_marker("rests_on")
    if mark is not None:
        own = digests.sources(root, item.path)
        return "site", item.nodeid, standing.files([*mark.args, *own])
    if name.startswith(f"{ENGINE}/"):
        reached = digests.reached(root, item.path)
        kind = "pythons" if PYTHONS & {file.name for file in reached} else "engine"
        return kind, name, standing.files(engine_sources(root, item.path, reached))
    return None


def engine_sources(root: Path, test: Path, reached: Iterable[Path]) -> list[str]:
    """The engine, what its tests share, and the site's programs where they are named."""
    whole = digests.below(root / "everyorder")
    files = [file.relative_to(root).as_posix() for file in whole]
    files = [file for file in files if not file.startswith(f"{ENGINE}/")]
    named = any("snippets" in file.read_text("utf-8") for file in reached)
    return [*files, *digests.sources(root, test), *(["snippets"] if named else [])]


class Writer:
    """What all processes told: it is written, and said at the end."""

    def __init__(self, config, standing: Standing):
        self.config, self.standing = config, standing
        self.stood: dict[tuple[str, str], set[str]] = {}
        self.ran: dict[tuple[str, str], set[str]] = {}
        self.told: dict[tuple[str, str], Stand] = {}
        self.failed: set[str] = set()
        self.passed: set[str] = set()
        self.wrote: list[Path] = []
        self.before = self.sources()

    def sources(self) -> dict[str, str]:
        return {place: digests.of_files(self.standing.root, [place]) for place in WATCHED}

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

    @cached_property
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
            gone = {t for t in book.found if (kind, t) not in seen and self.is_whole()}
            gone |= {test for of, test in self.ran if (of, test) not in good}
            self.wrote.append(book.write(passed, gone, self.standing.renew))

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
        chosen = (option.keyword, option.markexpr, option.deselect, option.lf)
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
        if again and not self.standing.renew:
            yield (
                f"Run again though nothing changed: {len(again)}, whose day it is; in"
                f" {DAYS} days it is each one's."
            )
        for kind, book in sorted(self.standing.books.items()):
            if differs := book.strange():
                what = ", ".join(differs)
                yield (
                    f"What is committed of {KINDS[kind][1]} passed on another machine"
                    f" ({what}): `make test FULL=1` makes it this one's."
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
