"""Records what programs print: the .out files."""

import difflib
from pathlib import PurePosixPath

from sitekit.commands.programs import failure
from sitekit.exercises import SOLUTION, exercises
from sitekit.pages import INCLUDE
from sitekit.problem import Problem
from sitekit.programs import Program
from sitekit.running import NotRun, check, run_all, this_python, too_old
from sitekit.running.outcome import Outcome
from sitekit.running.pythons import Python, found_pythons
from sitekit.site import Site

NOT_YET = "(not recorded yet)\n"


def create_missing_outputs(site: Site) -> None:
    """Give each embedded .out file that is not there yet a start.

    A page cannot be read while a file it embeds is missing, so this comes before the
    first recording. Only files beside their program are made: the rest are typos. And
    those of exercises' solutions, which are no programs without them.
    """
    for exercise in exercises(site):
        solution = exercise.folder / SOLUTION
        if solution.is_file() and not solution.with_suffix(".out").exists():
            solution.with_suffix(".out").write_text(NOT_YET, "utf-8")
    for page in site.pages():
        for text in site.read(page).splitlines():
            found = INCLUDE.match(text)
            file = site.snippets / found["path"] if found else None
            if not file or file.suffix != ".out" or file.exists():
                continue
            stem = file.name.partition(".")[0]
            if any((file.parent / f"{stem}{end}").exists() for end in (".py", ".sh")):
                file.write_text(NOT_YET, "utf-8")


def record_outputs(programs: list[Program]) -> list[Problem]:
    """Run programs, write each output that differs, and print the difference.

    An output for other Pythons is written where one of them is at hand. Returns what
    is wrong with runs for another reason than their output.
    """
    wrong = []
    for python in [this_python(), *_others(programs)]:
        due = [p for p in programs if _mine(p, python)]
        for program, run in zip(due, run_all(due, python).values(), strict=True):
            try:
                outcome = run.result()
            except NotRun as reason:
                print(f"{program.place}: {reason}; its output is as it was")
                continue
            print(_write(program, outcome, python), end="")
            found = check(program, outcome, python)
            if found:
                wrong.append(failure(program, python, *found))
    return wrong


def _others(programs: list[Program]) -> list[Python]:
    """Other Pythons here that write an output of one of the programs."""
    if all(len(p.outputs) < 2 and not too_old(p, this_python()) for p in programs):
        return []
    others = [p for p in found_pythons() if p != this_python()]
    return [p for p in others if any(_mine(program, p) for program in programs)]


def _mine(program: Program, python: Python) -> bool:
    """Whether this Python is the one to write an output of the program.

    That is ours, and for another output one that the output is of. What ours is too old
    for is written by the oldest one here that is not.
    """
    if too_old(program, python):
        return False
    ours = this_python()
    if too_old(program, ours):
        able = [p for p in found_pythons() if not too_old(program, p)]
        ours = next((p for p in able if not p.free_threaded), able[0])
    if python == ours:
        return True
    mine, its = (program.expected_on(p.release) for p in (python, ours))
    return len(program.outputs) > 1 and mine != its


def _write(program: Program, outcome: Outcome, python: Python) -> str:
    """Write the output where it differs, and return the difference to be shown."""
    file = program.expected_on(python.release)
    if file is None:
        return ""
    before = file.read_text("utf-8-sig")
    if program.claims.rule.keeps(before, outcome.out):
        return ""
    file.write_text(outcome.out, "utf-8")
    name = str(PurePosixPath(program.place).with_name(file.name))
    lines = [text.splitlines(keepends=True) for text in (before, outcome.out)]
    diff = difflib.unified_diff(*lines, f"{name} (before)", f"{name} (recorded)")
    return "".join(diff)
