"""How a program must read: narrow, short, explained, formatted, its twin beside it."""

import ast
import difflib
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterable, Iterator

from sitekit.checking import formatting
from sitekit.problem import Problem, meant
from sitekit.programs import SECTION_MARKER, Program
from sitekit.records import code
from sitekit.releases import numbers
from sitekit.rules import Rule, accepts_too_much
from sitekit.running.pythons import OLDEST
from sitekit.site import Site

COLUMNS, LINES = 72, 75
PHONE = 48  # columns that a phone shows, of lines that explain something
ALIKE = 0.5  # of their lines, that a broken program shares with its repair
CHANCE = re.compile(r"\s*(?:import|from) (?P<name>random|secrets|uuid)\b")
NEWER = re.compile(  # a file of Windows has a colon of its own
    r"(?P<file>.+?):(?P<line>\d+):\d*:[^:]*:(?P<version>[\d.]+):(?P<what>.*)"
)


def problems(site: Site, programs: Iterable[Program]) -> Iterable[Problem]:
    """What these programs do wrong, but for what they print."""
    python = [p for p in programs if p.language == "python"]
    for program in python:
        yield from _shape(program)
        yield from _sections(site, program)
        yield from _on_a_phone(program)
        yield from _chance(program)
        yield from _rule(site, program)
        yield from _twin(site, program)
    yield from _newer_names(site, [p for p in python if formatting.parses(p)])
    yield from formatting.problems(site, python)


def unreadable(programs: Iterable[Program]) -> Iterator[Problem]:
    """Those that this Python cannot read: nothing else can be said of them."""
    for program in programs:
        try:
            if program.language == "python":
                ast.parse(program.text)
        except SyntaxError as error:
            wrong = f"no Python: {error.msg}"
            yield Problem(program.place, error.lineno or 1, wrong, "Mend it.")


def _shape(program: Program) -> Iterator[Problem]:
    place, lines = program.place, program.text.splitlines()
    for number, line in zip(program.file_lines, lines, strict=False):
        if len(line) > COLUMNS:
            wrong = f"{len(line)} columns"
            yield Problem(place, number, wrong, f"Keep lines within {COLUMNS} columns.")
    if len(lines) > LINES:
        wrong = f"{len(lines)} lines"
        yield Problem(place, len(lines), wrong, f"Keep programs within {LINES} lines.")
    unread = list(unreadable([program]))
    yield from unread
    docstring = "" if unread else ast.get_docstring(ast.parse(program.text)) or ""
    if not unread and not docstring.endswith((".", "?", "!")):
        wrong, advice = "no docstring", "Say in one sentence what the program shows."
        yield Problem(place, 1, wrong, f"The first line is a docstring. {advice}")


def _sections(site: Site, program: Program) -> Iterator[Problem]:
    """Markers of sections that are none: without an end, the rest would be shown."""
    begun: dict[str, int] = {}
    ended: set[str] = set()
    for number, line in enumerate(site.read(program.file).splitlines(), 1):
        found = SECTION_MARKER.match(line)
        if found is None:
            continue
        name, starts = found["name"], found["type"].lower() == "start"
        if starts and (name in begun or name in ended):
            wrong = f"the section {name!r} begins here again"
            yield Problem(program.place, number, wrong, "Give each a name of its own.")
        elif not starts and name not in begun:
            wrong = f"the end of a section {name!r} that has not begun"
            advice = (
                f"{meant(name, begun)}Write its name as at its start, or delete it."
            )
            yield Problem(program.place, number, wrong, advice)
        if starts:
            begun.setdefault(name, number)
        else:
            begun.pop(name, None)
            ended.add(name)
    for name, number in begun.items():
        wrong = f"the section {name!r} has no end"
        advice = f"Below its last line, write # --8<-- [end:{name}]"
        yield Problem(program.place, number, wrong, advice)


def _on_a_phone(program: Program) -> Iterator[Problem]:
    """Code may be wider, since its beginning tells what it is; explanations may not."""
    lines = program.text.splitlines()
    try:
        words = {row for row, _ in code.comments(program.text)}
        words.update(code.docstrings(program.text))
    except (SyntaxError, tokenize.TokenError):
        return  # _shape tells
    for row in sorted(words):
        if len(lines[row - 1]) > PHONE:
            wrong = f"{len(lines[row - 1])} columns, and a phone shows {PHONE}"
            advice = "Put a long comment on lines of its own, above the code."
            yield Problem(program.place, program.file_lines[row - 1], wrong, advice)


def _chance(program: Program) -> Iterator[Problem]:
    """What makes one run in a thousand print something else."""
    for number, line in enumerate(program.file.read_text("utf-8").splitlines(), 1):
        found = CHANCE.match(line)
        if found:
            wrong = f"it imports {found['name']}, so that no two runs need be alike"
            advice = "Write the numbers out, or let a thread's order decide."
            yield Problem(program.place, number, wrong, advice)


def _rule(site: Site, program: Program) -> Iterator[Problem]:
    """A rule looser than what varies would also take a false output."""
    if program.expected is None:
        return
    shown = program.expected.read_text("utf-8")
    if found := _unheld(program.claims.rule, shown):
        wrong = f"its mark leaves nothing to hold a run to in {found!r}"
    elif found := accepts_too_much(program.claims.rule, shown):
        wrong = (
            f"its mark would also accept {found[1]!r} where the page has {found[0]!r}"
        )
    else:
        return
    advice = "Let the mark match what varies, and nothing else."
    yield Problem(site.name(program.page), program.line, wrong, advice)


def _unheld(rule: Rule, shown: str) -> str | None:
    """A line of the page that any run would keep, since all of it may vary."""
    free = r"\.\.\." if rule.ellipsis else rule.like
    if free is None:
        return None
    if re.search(free, ""):
        return shown.strip().partition("\n")[0]
    held = re.sub(free, lambda found: "\n" * found[0].count("\n"), shown)
    if not re.search(r"\w", held):
        return shown.strip().partition("\n")[0]
    if rule.ellipsis:  # a line of its own stands for any number of lines
        return None
    lines = zip(shown.split("\n"), held.split("\n"), strict=True)
    return next((a for a, b in lines if a != b and not re.search(r"\w", b)), None)


def _twin(site: Site, program: Program) -> Iterator[Problem]:
    """A mistake and its repair stand side by side and differ in few lines."""
    if program.twin is None:
        return
    twin = program.file.with_name(program.twin.name)
    if not twin.exists():
        wrong = f"no {twin.name} beside it"
        yield Problem(program.place, 1, wrong, "A mistake stands beside its repair.")
    elif program.broken:
        a, b = (site.read(file).splitlines() for file in (program.file, twin))
        alike = difflib.SequenceMatcher(None, a, b).ratio()
        if alike < ALIKE:
            wrong = f"{alike:.0%} of its lines are those of {twin.name}"
            advice = "Let the two differ only where they must."
            yield Problem(program.place, 1, wrong, advice)


def _newer_names(site: Site, programs: list[Program]) -> Iterator[Problem]:
    """Names that Python has only since a version that the program does not name.

    Found by vermin, from the syntax tree: before another machine's Python finds it.
    """
    if not programs:
        return
    run = "import vermin; vermin.main()"
    command = [sys.executable, "-c", run, "--no-tips", "--format", "parsable"]
    files = {str(program.file): program for program in programs}
    done = subprocess.run([*command, *files], capture_output=True, text=True)
    if done.stderr:
        why = done.stderr.strip().splitlines()[-1]
        wrong = f"vermin, which finds newer names, did not run: {why}"
        yield Problem(site.name(site.snippets), 0, wrong, formatting.INSTALL)
        return
    for line in done.stdout.splitlines():
        found = NEWER.match(line)
        program = files.get(found["file"]) if found else None
        if not program or not found["version"].count("."):
            continue
        needs = numbers(found["version"])
        asked = needs > max(OLDEST, program.claims.since)
        if asked and not _asks_for(program, found["what"]):
            version = found["version"]
            yield Problem(
                program.place,
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
