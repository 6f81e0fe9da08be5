"""How programs are laid out: ruff's rules and format, with snippets/ruff.toml.

Programs are read as published, since ruff takes section markers for comments, and told
by the lines of their files. How a program must read otherwise is in programs.py.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitekit.problem import Problem
from sitekit.programs import Program
from sitekit.site import Site

INSTALL = 'Install what the checks need: .venv/bin/pip install -e ".[dev]"'
HUNK = re.compile(r"^@@ -(\d+).*\n((?:(?![-+]).*\n)*)", re.MULTILINE)


def problems(site: Site, programs: Iterable[Program]) -> Iterator[Problem]:
    """What ruff says of these programs; one that is no Python is told elsewhere."""
    config = site.snippets / "ruff.toml"
    python = {str(p.path): p for p in programs if p.language == "python" and parses(p)}
    if not python or not config.exists():
        return
    with tempfile.TemporaryDirectory() as name:
        for path, program in python.items():
            copy = Path(name) / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(program.text, "utf-8")
        options = ["--no-cache", "--config", str(config), "."]
        lint = _ruff(name, "check", "--output-format", "json", *options)
        form = _ruff(name, "format", "--diff", *options)
        root = Path(name).resolve()
    for done, read in ((lint, _broken_rules), (form, _not_formatted)):
        if done.returncode not in (0, 1) or (done.returncode and not done.stdout):
            why = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
            yield Problem(site.name(config), 0, f"ruff did not run: {why}", INSTALL)
            return
        yield from read(done.stdout, python, root)


def parses(program: Program) -> bool:
    try:
        compile(program.text, program.place, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _ruff(folder: str, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "ruff", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def _broken_rules(said: str, python: dict[str, Program], root: Path):
    for found in json.loads(said):
        path = Path(found["filename"]).relative_to(root).as_posix()
        program, row = python[path], found["location"]["row"]
        lines = program.file_lines
        line = lines[min(row, len(lines)) - 1]
        wrong = f"{found['code']}: {found['message']}"
        yield Problem(program.place, line, wrong, "Mend it, as ruff says.")


def _not_formatted(said: str, python: dict[str, Program], root: Path):
    for part in re.split(r"^(?=--- )", said, flags=re.MULTILINE):
        head = re.match(r"--- (?P<path>.+)", part)
        if not head:
            continue
        program = python[Path(head["path"]).as_posix()]
        hunk = HUNK.search(part)
        lines = program.file_lines
        first = min(int(hunk[1]) + hunk[2].count("\n"), len(lines))
        yield Problem(
            program.place,
            lines[first - 1],
            "not formatted",
            "Run .venv/bin/ruff format snippets; an end marker is indented as the last"
            " line of its section.",
        )
