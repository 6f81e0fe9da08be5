"""Each program reads well: short, formatted, explained, its twin beside it."""

import ast
import difflib
import subprocess
import sys

from tests.conftest import ROOT, report

COLUMNS, LINES = 72, 75


def _python(found):
    return [p for p in found.programs.values() if p.language == "python"]


def test_programs_are_narrow_and_short(site, found):
    problems = []
    for program in _python(found):
        lines = program.text.splitlines()
        wide = [n for n, line in enumerate(lines, 1) if len(line) > COLUMNS]
        problems += [
            f"{site.name(program.file)}:{n}: over {COLUMNS} columns" for n in wide
        ]
        if len(lines) > LINES:
            problems.append(f"{site.name(program.file)}: {len(lines)} lines")
    report(problems, f"Keep programs within {COLUMNS} columns and {LINES} lines.")


def test_a_program_begins_with_what_it_shows(site, found):
    problems = [
        f"{site.name(p.file)}:1: no docstring"
        for p in _python(found)
        if not (ast.get_docstring(ast.parse(p.text)) or "").endswith((".", "?", "!"))
    ]
    report(problems, "The first line is a docstring, one sentence.")


def test_programs_are_formatted_as_published(site, found):
    """Without their section markers, which ruff takes for comments, too."""
    problems = []
    command = [sys.executable, "-m", "ruff", "format", "--diff", "--config"]
    for program in _python(found):
        done = subprocess.run(
            [*command, str(ROOT / "snippets/ruff.toml"), "-"],
            input=program.text,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            problems.append(f"{site.name(program.file)}:\n{done.stdout}{done.stderr}")
    report(problems, "Indent an end marker as the last line of its section.")


def test_broken_and_fixed_are_twins_that_differ_little(site):
    problems = []
    for broken in site.snippets.rglob("*_broken.py"):
        fixed = broken.with_name(broken.name.replace("_broken", "_fixed"))
        if not fixed.exists():
            problems.append(f"{site.name(broken)}: no {fixed.name} beside it")
            continue
        a, b = (f.read_text("utf-8").splitlines() for f in (broken, fixed))
        alike = difflib.SequenceMatcher(None, a, b).ratio()
        if alike < 0.5:
            problems.append(
                f"{site.name(broken)}: {alike:.0%} of its lines are its twin's"
            )
    for fixed in site.snippets.rglob("*_fixed.py"):
        if not fixed.with_name(fixed.name.replace("_fixed", "_broken")).exists():
            problems.append(f"{site.name(fixed)}: no broken twin beside it")
    report(
        problems, "A mistake and its repair stand side by side and differ in few lines."
    )
