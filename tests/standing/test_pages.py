"""What a test in a browser rests on: the pages it loads, and what is around all of them.

Here a page is loaded without a browser.
"""

import json

import pytest

from tests.browser.resting import Loaded, addresses
from tests.standing import plugin

PAGE = """<html>
<nav class="md-tabs" aria-label="Parts"><a href="x">X</a></nav>
<main>
<div class="md-sidebar md-sidebar--primary"><div><a href="x">X</a></div></div>
<div class="md-sidebar md-sidebar--secondary">on this page</div>
<div class="md-content">text <figure data-program="learn/a.py"></figure></div>
<aside class="md-source-file">November 27, 2026</aside>
</main>
"""
PROMISES = {"learn/a.py": 1, "learn/b.py": 1}


class Small:
    """A built site in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.write("index.html", PAGE)
        self.write("learn/locks/index.html", PAGE)
        self.write("assets/css/site.css", "a {}")
        self.promise(PROMISES, "aaa")

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    def promise(self, promises, digest):
        for file in self.folder.glob("assets/run/programs-*.json"):
            file.unlink()
        self.write(f"assets/run/programs-{digest}.json", json.dumps(promises))
        self.write("assets/js/packed.js", f'"programs-{digest}.json"')

    def change(self, before, after, name="learn/locks/index.html"):
        text = (self.folder / name).read_text("utf-8")
        assert before in text
        self.write(name, text.replace(before, after))


@pytest.fixture
def small(tmp_path):
    return Small(tmp_path / "threading")


def digests(small):
    """Of what is around pages, and of a page with and without its navigation."""
    loaded = Loaded(small.folder)
    page = "learn/locks/"
    return loaded.around, loaded.page(page, True), loaded.page(page, False)


def differ(small, change):
    """Which of these three a change of the site changes."""
    before = digests(small)
    change()
    return [a != b for a, b in zip(before, digests(small), strict=True)]


AROUND, WHOLE, INSIDE = [True, False, False], [False, True, False], [False, True, True]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("text", "other text", INSIDE),
        ("on this page", "elsewhere", INSIDE),
        ("<main>", "<main id=x>", INSIDE),
        (
            'md-tabs" aria-label="Parts"><a',
            'md-tabs" aria-label="Parts"><b>y</b><a',
            WHOLE,
        ),
        ("<div><a", "<div><a href=y>Y</a><a", WHOLE),
        ("27, 2026", "28, 2026", [False] * 3),
    ],
)
def test_a_page_changes_with_its_parts(small, before, after, wanted):
    assert differ(small, lambda: small.change(before, after)) == wanted


def test_another_page_is_no_matter_of_a_page(small):
    assert differ(small, lambda: small.change("text", "x", "index.html")) == [False] * 3


def test_a_page_changes_with_what_its_own_programs_promise(small):
    own, other = {**PROMISES, "learn/a.py": 2}, {**PROMISES, "learn/b.py": 2}
    assert differ(small, lambda: small.promise(own, "bbb")) == INSIDE
    assert differ(small, lambda: small.promise({**own, **other}, "ccc")) == INSIDE
    later = {**own, **other, "learn/c.py": 1}
    assert differ(small, lambda: small.promise(later, "ddd")) == [False] * 3


@pytest.mark.parametrize("name", ["assets/css/site.css", "assets/js/packed.js"])
def test_scripts_and_styles_are_around_all_pages(small, name):
    assert differ(small, lambda: small.write(name, "other")) == AROUND
    assert differ(small, lambda: small.write(f"{name}.new", "")) == AROUND


def test_what_is_asked_of_a_server_is_pages_and_what_is_no_part_of_all():
    asked = ["/t/learn/", "/t/", "/t/assets/a.css", "/t/learn/?q=x", "/favicon.ico"]
    assert addresses([*asked, "/t/search/sections.json"], "t/") == [
        "",
        "learn/",
        "search/sections.json",
    ]


CONFTEST = """
import pytest
from pathlib import Path
from types import SimpleNamespace
from tests.browser.conftest import *

@pytest.fixture(scope="session")
def made_site():
    return SimpleNamespace(folder=Path({folder!r}))

@pytest.fixture
def built(made_site):
    return made_site
"""
TESTS = """
import pathlib
import urllib.request

import pytest

def ran(name):
    with pathlib.Path({root!r}, "ran").open("a") as file:
        file.write(name)

def read(address, name=""):
    with urllib.request.urlopen(address + name) as answer:
        return answer.read().decode()

@pytest.mark.parametrize("page", ["", "learn/locks/"])
def test_a(address, page):
    ran("a" if page else "h")
    assert "wrong" not in read(address, page)

@pytest.mark.apart_from_navigation
def test_i(address):
    ran("i")
    read(address, "learn/locks/")

def test_o(host):
    ran("o")
    read(host.address, "learn/locks/")

def test_b(built):
    ran("b")

@pytest.fixture
def rests_on():
    return pathlib.Path({root!r}, "data").read_text()
"""


@pytest.fixture
def run(pytester, small, monkeypatch):
    """Run the tests of a small project on the small site: which of them ran."""
    monkeypatch.setattr(plugin.Standing, "has_its_day", lambda self, test: False)
    folder = pytester.path / "tests/browser"
    folder.mkdir(parents=True)
    (folder / "conftest.py").write_text(CONFTEST.format(folder=str(small.folder)))
    (folder / "test_read.py").write_text(TESTS.format(root=str(pytester.path)))
    (pytester.path / "data").write_text("1")

    def run():
        (pytester.path / "ran").unlink(missing_ok=True)
        arguments = ("-p", "tests.standing.plugin", "-p", "no:cacheprovider", "-n0")
        run.said = pytester.runpytest(
            *arguments, "--rootdir", pytester.path, "--standing=use", "tests"
        ).stdout.str()
        return "".join(sorted((pytester.path / "ran").read_text()))

    return run


def test_a_test_stands_while_what_it_has_loaded_is_as_it_was(run, small):
    assert run() == "abhio"
    assert run() == "b"  # it has the site itself, so nothing tells what it reads
    assert "4 tests in browsers" in run.said
    small.change("text", "new text")
    assert run() == "abio"
    assert run() == "b"
    small.change("<div><a", "<div><a href=y>Y</a><a")
    assert run() == "abo"
    small.change("text", "new text", "index.html")
    assert run() == "bh"
    small.write("assets/css/site.css", "b {}")
    assert run() == "abhio"


def test_a_test_that_fails_in_a_browser_runs_again(run, small):
    small.change("text", "wrong")
    assert run() == "abhio"
    assert run() == "ab"
    small.change("wrong", "text")
    assert run() == "abio"


def test_what_a_test_rests_on_beside_its_pages_is_counted(run, pytester):
    run()
    (pytester.path / "data").write_text("2")
    assert run() == "abhio"
    assert run() == "b"


def test_its_own_code_and_its_tools_are_counted(run, pytester):
    run()
    for name in ("test_read.py", "tool.js", "tool.py"):
        file = pytester.path / "tests/browser" / name
        file.write_text((file.read_text() if file.exists() else "") + "\n# more\n")
        assert run() == "abhio", name
        assert run() == "b"


@pytest.mark.parametrize("name", ["src/sitekit/a.html", "docs/assets/js/a.js"])
def test_data_and_scripts_are_counted(run, pytester, name):
    run()
    (pytester.path / name).parent.mkdir(parents=True)
    (pytester.path / name).write_text("")
    assert run() == "abhio"


def test_code_that_a_test_imports_is_counted_and_no_other(run, pytester):
    test = pytester.path / "tests/browser/test_read.py"
    test.write_text(test.read_text() + "def of(): from own.part import reached\n")
    code = pytester.path / "src/own/part"
    code.mkdir(parents=True)
    for name in ("__init__", "reached", "other", "again"):
        (code / f"{name}.py").write_text("")
    (code / "reached.py").write_text("import own.part.again\n")
    run()
    for name, ran in {"other": "b", "reached": "abhio", "__init__": "abhio"}.items():
        (code / f"{name}.py").write_text("import own.part.again\nx = 1\n")
        assert run() == ran, name
    (code / "again.py").write_text("x = 1\n")
    assert run() == "abhio"
