"""The project around the site: workflows, lock file, and what its texts promise."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT

SCHEMAS = {
    "vendor.github-workflows": sorted((ROOT / ".github/workflows").glob("*.yml")),
    "vendor.github-issue-forms": [ROOT / ".github/ISSUE_TEMPLATE/mistake.yml"],
    "vendor.github-issue-config": [ROOT / ".github/ISSUE_TEMPLATE/config.yml"],
}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_github_files_keep_their_schema(schema):
    files = SCHEMAS[schema]
    assert files
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lock_holds_every_dependency_and_no_address():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    projects = [ROOT / "pyproject.toml", ROOT / "everyorder/pyproject.toml"]
    texts = [tomllib.loads(file.read_text("utf-8"))["project"] for file in projects]
    wanted = [r for project in texts for r in project["dependencies"]]
    wanted += texts[0]["optional-dependencies"]["dev"]
    for requirement in wanted:
        name = re.match(r"[\w-]+", requirement)[0]
        if name in {project["name"] for project in texts}:
            continue
        assert re.search(rf"^{name}==", lock, re.MULTILINE), f"{name}: run `make lock`"
    assert "://" not in lock
    pinned = re.findall(r"^[\w.-]+==", lock, re.MULTILINE)
    assert pinned
    assert len(
        re.findall(r"^[\w.-]+==[^\n]*\\\n +--hash=sha256:", lock, re.MULTILINE)
    ) == len(pinned)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_commands_in_the_texts_exist(name):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    text = (ROOT / name).read_text("utf-8")
    for call in re.findall(r"(?:`|\$ )make ([a-z]+)", text):
        assert call in targets, f"{name}: make {call}"
    for path in re.findall(r"\]\((?!https?:|#|\.\.\.)([^)#]+)", text):
        assert (ROOT / path).exists(), f"{name}: {path}"


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)", makefile, re.MULTILINE)[1].split()
    listed = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)
    assert sorted(phony) == sorted(listed)


def test_files_that_the_headers_name_exist():
    known = {file.name for file in ROOT.rglob("*.py") if ".venv" not in file.parts}
    for package in (ROOT / "src", ROOT / "everyorder"):
        for file in package.rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            header = ast.get_docstring(tree) or ""
            named = set(re.findall(r"(?<![\w./-])[a-z_]+\.py\b", header))
            assert named <= known, f"{file}: {sorted(named - known)}"
