"""What makes a unit of tests run again, and what does not; on a small project."""

import subprocess

import pytest

from tests.standing import FILE, Passed, Standing, Tree, Unit

FILES = {
    "requirements.lock": "",
    "everyorder/pyproject.toml": "",
    "everyorder/README.md": "",
    "everyorder/LANGUAGE.md": "",
    "everyorder/src/everyorder/explore.py": "",
    "everyorder/tests/programs.py": "",
    "everyorder/tests/corpus.py": 'FOLDER = "snippets"',
    "everyorder/tests/test_locks.py": "from programs import threads",
    "everyorder/tests/test_corpus.py": "import corpus",
    "everyorder/tests/test_language.py": 'FILE = "LANGUAGE.md"',
    "src/sitekit/site.py": "",
    "mkdocs.yml": "site_name: it\nnav:\n  - learn/locks.md\nplugins: []\n",
    "tests/conftest.py": "import tests.standing",
    "tests/browser/conftest.py": "from tests.browser.host import Host",
    "tests/browser/host.py": "",
    "tests/browser/queries/own.toml": "",
    "tests/browser/test_reading.py": "",
    "tests/browser/test_search.py": 'LISTS = "queries"',
    "tests/browser/test_player.py": "",
    "tests/browser/test_weight.py": "def test(built): ...",
    "tests/site/test_proofs.py": "from tests.browser import pages",
    "tests/browser/pages.py": "",
    "tests/browser/test_programs.py": "",
    "tests/standing.py": "",
    "docs/index.md": "{{ lessons }}",
    "docs/learn/locks.md": '--8<-- "learn/locks/a.py"',
    "docs/learn/pools.md": "{{ order learn/locks/a }} {{ plot b }}",
    "docs/learn/two-words.md": "",
    "docs/assets/site.css": "",
    "snippets/learn/locks/a.py": "",
    "snippets/learn/locks/a.order": "",
    "snippets/learn/pools/b.py": "",
    "snippets/learn/two_words/c.py": "",
}
LOCKS, CORPUS, LANGUAGE = (
    Unit(f"everyorder/tests/test_{name}.py") for name in ("locks", "corpus", "language")
)
SEARCH = Unit("tests/browser/test_search.py")
PLAYER, WEIGHT = (
    Unit(f"tests/browser/test_{name}.py") for name in ("player", "weight")
)
OPENED = {
    PLAYER: frozenset({"index", "learn/pools"}),
    WEIGHT: frozenset({"learn/pools"}),
}
RUN = Unit("tests/browser/test_programs.py", "index")  # which opens no page
OPENED |= {RUN: frozenset()}
OF_ALL = {SEARCH, WEIGHT, CORPUS}
READ = {
    page: Unit("tests/browser/test_reading.py", page)
    for page in ("index", "learn/locks", "learn/pools", "learn/two-words")
}
PROOF = {
    page: Unit("tests/site/test_proofs.py", page)
    for page in ("learn/locks", "learn/pools")
}
UNITS = {
    RUN,
    LOCKS,
    CORPUS,
    LANGUAGE,
    SEARCH,
    PLAYER,
    WEIGHT,
    *READ.values(),
    *PROOF.values(),
}
ENGINE, OF_BROWSERS = (
    {LOCKS, CORPUS, LANGUAGE},
    {SEARCH, PLAYER, WEIGHT, RUN, *READ.values()},
)


@pytest.fixture
def project(tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    record(tmp_path)
    return tmp_path


def standing(root, python="CPython 3.11", browsers=("Chromium 1", "Firefox 1")):
    return Standing(Tree(root), python, browsers)


def record(root, units=UNITS):
    standing(root).write([Passed(unit, OPENED.get(unit)) for unit in units])


def fallen(root, **tools):
    now = standing(root, **tools)
    return {unit for unit in UNITS if not now.stands(unit)}


def test_what_passed_stands_while_nothing_changes(project):
    assert fallen(project) == set()


@pytest.mark.parametrize(
    ("changed", "runs_again"),
    {
        "everyorder/src/everyorder/explore.py": UNITS,
        "requirements.lock": UNITS,
        "everyorder/README.md": set(),
        "everyorder/LANGUAGE.md": {LANGUAGE},
        "everyorder/tests/programs.py": {LOCKS},
        "everyorder/tests/test_locks.py": {LOCKS},
        "everyorder/tests/corpus.py": {CORPUS},
        "src/sitekit/site.py": UNITS - ENGINE,
        "mkdocs.yml": OF_BROWSERS,
        "docs/assets/site.css": OF_BROWSERS | {CORPUS},
        "tests/conftest.py": UNITS - ENGINE,
        "tests/browser/host.py": OF_BROWSERS,
        "tests/browser/pages.py": set(PROOF.values()),
        "tests/browser/queries/own.toml": {SEARCH},
        "tests/browser/test_reading.py": set(READ.values()),
        "tests/standing.py": set(),
        "docs/index.md": {RUN, READ["index"], PLAYER, *OF_ALL},
        "docs/learn/locks.md": {
            *(READ["index"], *OF_ALL),
            *(READ["learn/locks"], PROOF["learn/locks"]),
        },
        "snippets/learn/locks/a.order": {
            *(READ["index"], *OF_ALL),
            *(READ["learn/locks"], PROOF["learn/locks"]),
            *(READ["learn/pools"], PROOF["learn/pools"], PLAYER),
        },
        "snippets/learn/two_words/c.py": {
            *(READ["index"], *OF_ALL, READ["learn/two-words"]),
        },
    }.items(),
)
def test_a_change_runs_again_what_depends_on_it(project, changed, runs_again):
    file = project / changed
    file.write_text(file.read_text("utf-8") + "# changed\n", "utf-8")
    assert fallen(project) == runs_again


def test_a_new_file_counts_and_an_ignored_one_does_not(project):
    (project / ".gitignore").write_text("*.pyc\n", "utf-8")
    (project / "everyorder/src/everyorder/explore.pyc").write_text("", "utf-8")
    assert fallen(project) == set()
    (project / "everyorder/src/everyorder/new.py").write_text("", "utf-8")
    assert fallen(project) == UNITS


def test_another_python_runs_all_and_another_browser_its_tests(project):
    assert fallen(project, python="CPython 3.15") == UNITS
    assert fallen(project, browsers=("Chromium 2", "Firefox 1")) == OF_BROWSERS


def test_a_page_that_gathers_from_others_depends_on_all(project):
    page = project / "docs/learn/pools.md"
    page.write_text("{{ questions }}", "utf-8")
    record(project)
    (project / "docs/learn/two-words.md").write_text("changed", "utf-8")
    assert READ["learn/pools"] in fallen(project)
    assert READ["learn/locks"] not in fallen(project)


def test_what_no_longer_stands_is_written_again_only_if_it_passed(project):
    (project / "everyorder/src/everyorder/explore.py").write_text("changed", "utf-8")
    record(project, {LOCKS})
    assert fallen(project) == UNITS - {LOCKS}
    assert (project / FILE).read_text("utf-8").count("test_locks") == 1


def test_lines_that_are_none_count_for_nothing(project):
    (project / FILE).write_text("<<<<<<< ours\nnonsense\n=======\n", "utf-8")
    assert fallen(project) == UNITS
    record(project)
    assert fallen(project) == set()


def test_a_new_page_in_the_navigation_runs_only_what_depends_on_every_page(project):
    (project / "docs/learn/new.md").write_text("", "utf-8")
    settings = project / "mkdocs.yml"
    nav = "nav:\n  - learn/locks.md\n"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace(nav, f"{nav}  - learn/new.md\n"), "utf-8")
    assert fallen(project) == {READ["index"], *OF_ALL}
