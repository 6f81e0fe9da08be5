"""Records what programs print: the .out files."""

import difflib
import sys

from sitekit.programs import Program
from sitekit.running import NotRun, check, python_at, run_all, too_old
from sitekit.running.outcome import Outcome
from sitekit.running.pythons import Python, found_pythons


def record_outputs(programs: list[Program]) -> list[str]:
    """Run programs, write each output that differs, and print the difference.

    An output for other Pythons is written where one of them is at hand. Returns what
    is wrong with runs for another reason than their output.
    """
    wrong = []
    for python in [python_at(sys.executable), *_exceptional(programs)]:
        due = [p for p in programs if not too_old(p, python) and _mine(p, python)]
        for program, run in zip(due, run_all(due, python).values(), strict=True):
            try:
                outcome = run.result()
            except NotRun as reason:
                print(f"snippets/{program.path}: {reason}; its output is as it was")
                continue
            print(_write(program, outcome, python), end="")
            problem = check(program, outcome, python)
            if problem:
                wrong.append(f"{python.long}: snippets/{program.path}: {problem}")
    return wrong


def _exceptional(programs: list[Program]) -> list[Python]:
    """Other Pythons here that write an output of their own for one of the programs."""
    if all(len(program.outputs) < 2 for program in programs):
        return []
    others = [p for p in found_pythons() if p.path != sys.executable]
    return [p for p in others if any(_mine(program, p) for program in programs)]


def _mine(program: Program, python: Python) -> bool:
    """Whether this Python is the one to write: ours, or one of an exception."""
    if python.path == sys.executable:
        return True
    mine = program.expected_on(python.numbers, python.free_threaded)
    return len(program.outputs) > 1 and mine != program.expected_on(
        *_version(python_at(sys.executable))
    )


def _version(python: Python) -> tuple[tuple[int, ...], bool]:
    return python.numbers, python.free_threaded


def _write(program: Program, outcome: Outcome, python: Python) -> str:
    """Write the output where it differs, and return the difference to be shown."""
    file = program.expected_on(*_version(python))
    if file is None:
        return ""
    before = file.read_text("utf-8-sig")
    if program.claims.rule.keeps(before, outcome.out):
        return ""
    file.write_text(outcome.out, "utf-8")
    name = f"snippets/{program.path.with_name(file.name)}"
    lines = [text.splitlines(keepends=True) for text in (before, outcome.out)]
    diff = difflib.unified_diff(*lines, f"{name} (before)", f"{name} (recorded)")
    return "".join(diff)
