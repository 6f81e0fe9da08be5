"""Which tests need not run again: nothing that they depend on has changed since.

standing.txt has a line for each unit of tests that passed whole, with the digest of all
that it depends on. `make test` leaves out the units whose digest is the same today and
says how many they are; `make test FULL=1` leaves out none; `make standing` runs what does
not stand, and writes the file. The hooks that do so are in leaving_out.py.

A unit is a file of tests, or what such a file tests of one page. It depends on the code
of its area, on the test itself with all modules of tests that it imports, on the Python
(and the browsers) that ran it, and on its page; on every page if it looks at one that
gathers from others. One without a page depends on the pages that it opened in a browser,
if it reads no others, or on every page. A test of which
nobody can tell this belongs to no area, and always runs.

Only what git knows or would take is looked at: without git, nothing stands.
"""

import ast
import hashlib
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.browser import chromium
from tests.browser.run import firefox

FILE = "tests/standing.txt"
HEAD = """\
# Units of tests that passed, each with the digest of all that it depends on.
# `make standing` writes this file. In a merge take either side: a unit that is missing
# here, or that depends on something else now, runs again. See tests/standing.py.
"""
# What leaves tests out changes no outcome of any.
OURSELVES = {"tests/standing.py", "tests/leaving_out.py"}
SETTINGS = "mkdocs.yml without its nav"  # which a new page changes
NAV = re.compile(r"^nav:\n(?:[ #].*\n|\n)*", re.MULTILINE)
LINE = re.compile(r"^([0-9a-f]{16}) (\S+)(?: ([^\s|]+))?( \|)?(.*)$", re.MULTILINE)
# A test with one of these words reads more of the site than the pages that it opens.
READS_ALL = re.compile(r"\b(built|PAGES|KINDS|collect)\b")
# What a page says of itself. Any other `{{ word }}` may gather from all pages.
OF_ITSELF = {"checks", "measured", "order", "plot", "pythons", "right", "wrong"}


@dataclass(frozen=True)
class Area:
    """Tests with slow answers, and what all of them depend on besides themselves."""

    name: str
    tests: str  # a folder or a file
    code: tuple[str, ...]
    beside: tuple[str, ...] = ()  # where files lie that count if a test names them
    browsers: bool = False


AREAS = (
    Area(
        "the engine",
        "everyorder/tests",
        ("everyorder/src", "everyorder/pyproject.toml"),
        beside=("everyorder/tests", "everyorder/*"),
    ),
    Area("proofs", "tests/site/test_proofs.py", ("everyorder/src", "src")),
    Area(
        "browsers",
        "tests/browser",
        ("everyorder/src", "src", SETTINGS, "docs/assets"),
        beside=("tests/browser",),
        browsers=True,
    ),
)
ALL = ("requirements.lock", "pyproject.toml")


@dataclass(frozen=True, order=True)
class Unit:
    """A file of tests, or all that it tests of a page (`learn/locks`)."""

    file: str
    page: str = ""

    def __str__(self) -> str:
        return f"{self.file} {self.page}".rstrip()

    @classmethod
    def read(cls, text: str) -> "Unit":
        """What `str` makes of a unit."""
        return cls(*text.split(" "))

    @property
    def area(self) -> Area | None:
        above = (self.file, *(str(parent) for parent in Path(self.file).parents))
        return next((area for area in AREAS if area.tests in above), None)


class Tree:
    """The files of a project, as they are now. Raises OSError or CalledProcessError."""

    def __init__(self, root: Path):
        self.root = root
        command = ["git", "ls-files", "-z", "--cached", "--others"]
        asked = subprocess.run(
            [*command, "--exclude-standard"],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
        names = sorted(name for name in set(asked.stdout.split("\0")) if name)
        paths = ((name, root / name) for name in names)
        self.files = {
            name: hashlib.sha256(path.read_bytes()).digest()
            for name, path in paths
            if path.is_file()
        }
        if "mkdocs.yml" in self.files:
            settings = NAV.sub("", self.text("mkdocs.yml")).encode()
            self.files[SETTINGS] = hashlib.sha256(settings).digest()

    def below(self, *places: str) -> Iterator[str]:
        """The files of these names, in these folders, or right in `folder/*`."""
        for name in self.files:
            parent = f"{name.rpartition('/')[0]}/*"
            if any(
                name == p or name.startswith(f"{p}/") or parent == p for p in places
            ):
                yield name

    def text(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def digest(self, names: Iterable[str], *more: str) -> str:
        whole = hashlib.sha256("\0".join(more).encode())
        for name in sorted(set(names)):
            whole.update(name.encode() + b"\0" + self.files[name])
        return whole.hexdigest()[:16]


@dataclass(frozen=True)
class Passed:
    """A unit that passed, and which pages it opened: None where it is not known."""

    unit: Unit
    opened: frozenset[str] | None = None

    def __str__(self) -> str:
        pages = () if self.opened is None else ("|", *sorted(self.opened))
        return " ".join((str(self.unit), *pages))


class Standing:
    """What is recorded of units, and whether it is true of this tree and these tools."""

    def __init__(self, tree: Tree, python: str, browsers: tuple[str, ...]):
        self.tree, self.python, self.browsers = tree, python, browsers
        self._tested: dict[str, frozenset[str]] = {}

    @cached_property
    def recorded(self) -> dict[Unit, Passed]:
        """What still is as it was when it passed; a line that is none is left out."""
        found = {}
        text = self.tree.text(FILE) if FILE in self.tree.files else ""
        for digest, file, page, known, pages in LINE.findall(text):
            opened = frozenset(pages.split()) if known else None
            passed = Passed(Unit(file, page), opened)
            if file in self.tree.files and digest == self.digest(passed):
                found[passed.unit] = passed
        return found

    def stands(self, unit: Unit) -> bool:
        return unit in self.recorded

    def write(self, passed: Iterable[Passed]) -> None:
        """Record what passed, and keep what stands besides."""
        kept = {**self.recorded, **{one.unit: one for one in passed}}
        lines = [f"{self.digest(kept[unit])} {kept[unit]}\n" for unit in sorted(kept)]
        (self.tree.root / FILE).write_text(HEAD + "".join(lines), "utf-8")

    def digest(self, passed: Passed) -> str:
        """Of all that the outcome of this unit's tests depends on."""
        tools = (self.python, *(self.browsers if passed.unit.area.browsers else ()))
        return self.tree.digest(self.depends_on(passed), *tools)

    def depends_on(self, passed: Passed) -> Iterator[str]:
        unit, opened = passed.unit, passed.opened
        yield from self.tree.below(*ALL, *unit.area.code)
        yield from self._test(unit.file)
        if unit.page:
            shown = unit.area.browsers and (opened is None or unit.page in opened)
            pages = None if shown and self._gathers(unit.page) else [unit.page]
        elif unit.area.browsers:
            pages = None if READS_ALL.search(self.tree.text(unit.file)) else opened
        else:
            pages = None if self._reads_pages(unit.file) else ()
        if pages is None:
            yield from self.tree.below("docs", "snippets")
            yield from self.tree.below(*(["mkdocs.yml"] if unit.area.browsers else ()))
        else:
            for page in pages:
                yield from self._of_page(page)

    def _test(self, file: str) -> frozenset[str]:
        """A test with the modules of tests that it imports, and the files they name."""
        if file not in self._tested:
            above = Path(file).parents
            found: set[str] = set()
            waiting = [file, *(f"{folder.as_posix()}/conftest.py" for folder in above)]
            while waiting:
                name = waiting.pop()
                if name in self.tree.files and name not in found | OURSELVES:
                    found.add(name)
                    waiting += self._imports(name)
            said = "".join(map(self.tree.text, found))
            for name in self.tree.below(*Unit(file).area.beside):
                path = Path(name)
                named = path.name in said or path.parent.name in said
                if path.suffix != ".py" and named:
                    found.add(name)
            self._tested[file] = frozenset(found)
        return self._tested[file]

    def _imports(self, file: str) -> Iterator[str]:
        """Where the modules that a module of tests names would be."""
        starts = ("", f"{Path(file).parent.as_posix()}/", "everyorder/tests/")
        for module in _named(ast.parse(self.tree.text(file))):
            for path in (f"{start}{module.replace('.', '/')}" for start in starts):
                if "tests/" in path:
                    yield from (f"{path}.py", f"{path}/__init__.py")

    def _reads_pages(self, file: str) -> bool:
        modules = (name for name in self._test(file) if name.endswith(".py"))
        return any("snippets" in self.tree.text(name) for name in modules)

    def _gathers(self, page: str) -> bool:
        """Is there a page of this name that shows something of others?"""
        source = f"docs/{page}.md"
        if source not in self.tree.files:
            return True
        parts = self.tree.text(source).split("{{")[1:]
        return not OF_ITSELF.issuperset(part.split(maxsplit=1)[0] for part in parts)

    def _of_page(self, page: str) -> Iterator[str]:
        """A page with its programs, and all that lies in a folder that it names."""
        source = f"docs/{page}.md"
        if source not in self.tree.files:
            return
        said = self.tree.text(source)
        own = f"snippets/{page.replace('-', '_')}/", f"snippets/{page}/"
        yield source
        for name in self.tree.below("snippets"):
            folder = name.removeprefix("snippets/").rpartition("/")[0]
            if name.startswith(own) or (folder and f"{folder}/" in said):
                yield name


def _named(tree: ast.Module) -> Iterator[str]:
    """All modules that a module may import by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def this_python() -> str:
    free = "free-threaded" if sysconfig.get_config_var("Py_GIL_DISABLED") else "GIL"
    version = "{}.{}".format(*sys.version_info)
    return f"{platform.python_implementation()} {version} ({free}), {sys.platform}"


@cache
def these_browsers() -> tuple[str, ...]:
    """As in `Chromium 156`; without a number where there is none."""
    chrome = chromium.chromium_version() if chromium.chromium_path() else ""
    fox = firefox.version() if firefox.path() else ""
    return (f"Chromium {chrome.split('.')[0]}", f"Firefox {fox.split('.')[0]}")


def of_project(root: Path) -> Standing:
    return Standing(Tree(root), this_python(), these_browsers())
