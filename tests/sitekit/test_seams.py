"""Where we meet other packages: what we use of them, and what we must not.

Of pytest-codeblocks and pymdownx we use names that are not their public API. When an
upgrade breaks one of these, the bridge must be looked at before it is trusted.
"""

import ast
import inspect
import io
import re
from pathlib import Path

import pytest_codeblocks.plugin as stock
from pytest_codeblocks import extract_from_buffer

import everyorder
import sitekit
from sitekit.plugin import PublishedPage
from sitekit.site import Site


def test_the_collector_is_looked_up_by_name_when_a_file_is_collected():
    assert "MarkdownFile.from_parent" in inspect.getsource(stock.pytest_collect_file)
    assert issubclass(PublishedPage, stock.pytest.File)


def test_a_block_has_its_fence_line_counted_from_one_and_its_marks():
    (block,) = extract_from_buffer(
        io.StringIO("a\n\n<!--pytest.mark.hangs(1)-->\n```python\nx\n```\n")
    )
    assert (block.lineno, block.marks, block.code) == (
        4,
        ["pytest.mark.hangs(1)"],
        "x\n",
    )


def test_the_preprocessor_expands_one_line_with_the_settings_of_the_site(site):
    site.write(
        "snippets/part.py",
        "if True:\n    # --8<-- [start:a]\n    x = 1\n    # --8<-- [end:a]\n",
    )
    site.page("# Nothing\n")
    run = Site(site.root).preprocessor.run
    assert run(['    --8<-- "part.py:a"'])[0] == "    x = 1"
    assert run(["plain"]) == ["plain"]
    assert run([';--8<-- "part.py"']) == ['--8<-- "part.py"']


ROOT = Path(__file__).parents[2]
FACE = {*everyorder.__all__, "browser", "package"}


def _imported(file: Path):
    """(line, module, name or "") of each import in this file."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from ((node.lineno, module, alias.name) for alias in node.names)


def test_the_site_uses_only_what_the_face_of_everyorder_hands_out():
    beyond = [
        f"{file.relative_to(ROOT)}:{line}: {module} {name}"
        for folder in ("src", "tests")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for line, module, name in _imported(file)
        if module.partition(".")[0] == "everyorder"
        and (module != "everyorder" or (name and name not in FACE))
    ]
    assert not beyond, "import these from everyorder, or hand them out there"


def test_everyorder_knows_nothing_of_the_site():
    known = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted((ROOT / "everyorder/src").rglob("*.py"))
        for line, module, _ in _imported(file)
        if module.partition(".")[0] in ("sitekit", "mkdocs", "jinja2")
    ]
    assert not known


# The rooms as the package lists them, from top to bottom, and those that stand apart.
LISTED = re.findall(r"^    (\w+)(?:\.py|/) ", sitekit.__doc__, re.MULTILINE)
SAID = re.search(r"in this list, but for (.*?),\s+which", sitekit.__doc__, re.DOTALL)[1]
APART = {*re.findall(r"(\w+)(?:\.py|/)", SAID)}
SITEKIT = Path(sitekit.__file__).parent


def _rooms(file: Path):
    """The line and the room of each import from the site's own package."""
    for line, module, name in _imported(file):
        package, _, inside = module.partition(".")
        if package == "sitekit":
            yield line, (inside or name).partition(".")[0]  # "" for the package itself


def test_the_package_lists_all_of_its_rooms():
    there = {file.stem for file in SITEKIT.iterdir() if file.suffix in (".py", "")}
    assert {*LISTED} == there - {"__init__", "__main__", "__pycache__", "theme"}
    assert len(LISTED) == len({*LISTED})
    assert APART.issubset(LISTED)


def test_imports_run_downward_in_the_list_of_rooms():
    wrong = []
    for at, room in enumerate(LISTED):
        below = APART if room in APART else APART | {*LISTED[: at + 1], ""}
        files = [*(SITEKIT / room).rglob("*.py"), *SITEKIT.glob(f"{room}.py")]
        wrong += [
            f"{file.relative_to(ROOT)}:{line}: {room} knows {other}"
            for file in files
            for line, other in _rooms(file)
            if other not in below
        ]
    assert not wrong, "see the list in sitekit/__init__.py"
