"""How a program must read: narrow, short, explained, formatted, its twin beside it."""

import ast
import difflib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitekit.problem import Problem
from sitekit.programs import Program, file_lines
from sitekit.rules import accepts_too_much
from sitekit.running.pythons import OLDEST
from sitekit.site import Site

COLUMNS, LINES = 72, 75
ALIKE = 0.5  # of their lines, that a broken program shares with its repair
CHANCE = re.compile(r"\s*(?:import|from) (?P<name>random|secrets|uuid)\b")
NEWER = re.compile(r"[^:]*:(?P<line>\d+):\d*:[^:]*:(?P<version>[\d.]+):(?P<what>.*)")


def problems(site: Site, programs: Iterable[Program]) -> Iterable[Problem]:
    """What these programs do wrong, but for what they print."""
    python = [p for p in programs if p.language == "python"]
    for program in python:
        yield from _shape(site, program)
        yield from _chance(site, program)
        yield from _rule(site, program)
        yield from _twin(site, program)
    yield from _newer_names(site, python)
    yield from _format(site, python)


def _shape(site: Site, program: Program) -> Iterator[Problem]:
    place, lines = site.name(program.file), program.text.splitlines()
    numbers = file_lines(program.file.read_text("utf-8"))
    for number, line in zip(numbers, lines, strict=False):
        if len(line) > COLUMNS:
            wrong = f"{len(line)} columns"
            yield Problem(place, number, wrong, f"Keep lines within {COLUMNS} columns.")
    if len(lines) > LINES:
        wrong = f"{len(lines)} lines"
        yield Problem(place, len(lines), wrong, f"Keep programs within {LINES} lines.")
    try:
        docstring = ast.get_docstring(ast.parse(program.text)) or ""
    except SyntaxError as error:
        yield Problem(place, error.lineno or 1, f"no Python: {error.msg}", "Mend it.")
        return
    if not docstring.endswith((".", "?", "!")):
        wrong, advice = "no docstring", "Say in one sentence what the program shows."
        yield Problem(place, 1, wrong, f"The first line is a docstring. {advice}")


def _chance(site: Site, program: Program) -> Iterator[Problem]:
    """What makes one run in a thousand print something else."""
    for number, line in enumerate(program.file.read_text("utf-8").splitlines(), 1):
        found = CHANCE.match(line)
        if found:
            wrong = f"it imports {found['name']}, so that no two runs need be alike"
            advice = "Write the numbers out, or let a thread's order decide."
            yield Problem(site.name(program.file), number, wrong, advice)


def _rule(site: Site, program: Program) -> Iterator[Problem]:
    """A rule looser than what varies would also take a false output."""
    if program.expected is None:
        return
    found = accepts_too_much(program.claims.rule, program.expected.read_text("utf-8"))
    if found:
        wrong = (
            f"its mark would also accept {found[1]!r} where the page has {found[0]!r}"
        )
        advice = "Let the mark match what varies, and nothing else."
        yield Problem(site.name(program.page), program.line, wrong, advice)


def _twin(site: Site, program: Program) -> Iterator[Problem]:
    """A mistake and its repair stand side by side and differ in few lines."""
    stem, place = program.file.stem, site.name(program.file)
    for mine, other in (("_broken", "_fixed"), ("_fixed", "_broken")):
        if not stem.endswith(mine):
            continue
        twin = program.file.with_stem(stem.removesuffix(mine) + other)
        if not twin.exists():
            wrong = f"no {twin.name} beside it"
            yield Problem(place, 1, wrong, "A mistake stands beside its repair.")
            continue
        a, b = (file.read_text("utf-8").splitlines() for file in (program.file, twin))
        alike = difflib.SequenceMatcher(None, a, b).ratio()
        if alike < ALIKE and mine == "_broken":
            wrong = f"{alike:.0%} of its lines are those of {twin.name}"
            yield Problem(place, 1, wrong, "Let the two differ only where they must.")


def _newer_names(site: Site, programs: list[Program]) -> Iterator[Problem]:
    """Names that Python has only since a version that the program does not name.

    Found by vermin, from the syntax tree: before another machine's Python finds it.
    """
    if not programs:
        return
    run = "import vermin; vermin.main()"
    command = [sys.executable, "-c", run, "--no-tips", "--format", "parsable"]
    done = subprocess.run(
        [*command, *(str(p.file) for p in programs)], capture_output=True, text=True
    )
    if done.stderr:
        raise RuntimeError(f"vermin failed: {done.stderr}")
    files = {str(program.file): program for program in programs}
    for line in done.stdout.splitlines():
        program = files.get(line.partition(":")[0])
        found = NEWER.match(line)
        if not program or not found or not found["version"].count("."):
            continue
        needs = tuple(int(part) for part in found["version"].split("."))
        asked = needs > max(OLDEST, program.claims.since)
        if asked and not _asks_for(program, found["what"]):
            version = found["version"]
            yield Problem(
                site.name(program.file),
                int(found["line"]),
                f"{found['what'].strip()} ({version})",
                f'Mark the program with <!--pytest.mark.since("{version}")-->, and let'
                " it say so on an older Python.",
            )


def _asks_for(program: Program, what: str) -> bool:
    """Whether the program looks first if there is such a name: hasattr(sys, "name")."""
    name = re.search(r"'(?:[\w.]*\.)?(?P<last>\w+)", what)
    calls = (n for n in ast.walk(ast.parse(program.text)) if isinstance(n, ast.Call))
    looked = [ast.unparse(c) for c in calls if ast.unparse(c.func) == "hasattr"]
    return bool(name) and any(repr(name["last"]) in call for call in looked)


def _format(site: Site, programs: list[Program]) -> Iterator[Problem]:
    """Formatted as published: ruff takes section markers for comments."""
    config = site.snippets / "ruff.toml"
    if not programs or not config.exists():
        return
    with tempfile.TemporaryDirectory() as name:
        copies = {}
        for number, program in enumerate(programs):
            copy = Path(name) / f"{number}.py"
            copy.write_text(program.text, "utf-8")
            copies[copy.name] = program
        command = [sys.executable, "-m", "ruff", "format", "--diff", "--no-cache"]
        done = subprocess.run(
            [*command, "--config", str(config), name], capture_output=True, text=True
        )
    for part in re.split(r"^(?=--- )", done.stdout, flags=re.MULTILINE):
        head = re.match(r"--- (?:.*/)?(?P<name>\d+\.py)", part)
        if head:
            program = copies[head["name"]]
            hunk = re.search(r"^@@ -(\d+).*\n((?:(?![-+]).*\n)*)", part, re.MULTILINE)
            lines = file_lines(program.file.read_text("utf-8"))
            first = min(int(hunk[1]) + hunk[2].count("\n"), len(lines))
            yield Problem(
                site.name(program.file),
                lines[first - 1],
                "not formatted",
                "Run .venv/bin/ruff format snippets; an end marker is indented as the"
                " last line of its section.",
            )
