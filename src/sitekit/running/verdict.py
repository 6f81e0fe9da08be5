"""Holds the outcome of a run to its page: what is wrong with it, and what to do.

It runs nothing (process.py) and compares no output itself (sitekit/rules.py).
"""

import re

from sitekit.programs import Program
from sitekit.running.outcome import TIME_LIMIT, Outcome
from sitekit.running.pythons import Python


def too_old(program: Program, python: Python) -> bool:
    return python.numbers < program.claims.since


def check(program: Program, outcome: Outcome, python: Python) -> tuple[str, str] | None:
    """What is wrong with the outcome, and what to do; None where the page is kept.

    The first may have several lines: it shows what the run wrote, and where it raised.
    """
    if too_old(program, python):
        wrong = _refusal(program, outcome)
        return wrong and _tell(program, outcome, *wrong)
    wrong = _status(program, outcome) or _stderr(program, outcome)
    if wrong:
        return _tell(program, outcome, *wrong)
    return _output(program, outcome, python)


def _status(program: Program, outcome: Outcome) -> tuple[str, str] | None:
    """Whether it ended as it must, or did not end."""
    ending = program.claims.ending
    if outcome.status == ending.status:
        return None
    if ending.status is None:
        return (
            f"should still be running after {ending.seconds} s, but exited with status"
            f" {outcome.status}",
            "If it now ends well, take the hangs mark away.",
        )
    if outcome.status is None:
        return (
            f"still running after {TIME_LIMIT} s",
            "Look for a lock that is never released or a queue that is never fed; if it"
            " is meant to hang, mark it with hangs(1).",
        )
    if "EOFError" in outcome.err and ending.status == 0:
        return (
            "it asks for input, and a program of a page gets none",
            "Write what is asked for into the program.",
        )
    return (
        f"exit status {outcome.status}, not {ending.status}",
        "Mend the program, or mark it with exits(...) if the error is the point."
        if ending.status == 0
        else "If it now ends well, take the exits mark away.",
    )


def _stderr(program: Program, outcome: Outcome) -> tuple[str, str] | None:
    ending = program.claims.ending
    if ending.text and ending.text not in outcome.out + outcome.err:
        return (
            f"{ending.text!r} is not in what it wrote to stderr",
            "Mend the program or the mark.",
        )
    if outcome.err and not ending.merged:
        return (
            "it wrote to stderr",
            'Mend the program, or mark it with stderr("text") if that is the point.',
        )
    return None


def _refusal(program: Program, outcome: Outcome) -> tuple[str, str] | None:
    """On a Python that is too old, a program must say so in a sentence and stop."""
    version = ".".join(map(str, program.claims.since))
    merged = program.claims.ending.merged  # then `out` has both
    wrote = (outcome.out + ("" if merged else outcome.err)).strip()
    if outcome.status == 1 and f"Python {version}" in wrote and "\n" not in wrote:
        return None
    return (
        f"on an older Python it must stop in one sentence that names Python {version}",
        f"Begin it with: if sys.version_info < {program.claims.since}:"
        f' sys.exit("This program needs Python {version} or newer.")',
    )


def _output(
    program: Program, outcome: Outcome, python: Python
) -> tuple[str, str] | None:
    expected = program.expected_on(python.release)
    if expected is None:
        if outcome.out and not program.claims.measured:
            return _tell(
                program,
                outcome,
                "it prints, and the page does not show what",
                "Below it, add <!--pytest-codeblocks:expected-output--> and a"
                ' ```text title="Output" block with'
                f' --8<-- "{program.path.with_suffix(".out")}",'
                " which `make records` records.",
            )
        return None
    shown = expected.read_text("utf-8")
    if shown.startswith("\ufeff"):
        return (
            f"{expected.name} begins with a byte order mark, which no program wrote",
            "`make records` writes it anew.",
        )
    if program.claims.rule.keeps(shown, outcome.out):
        return None
    return _tell(
        program,
        outcome,
        f"the output is not what the page shows\n--- {expected.name}\n"
        f"{shown.rstrip()}\n--- the run",
        "If the new output is right, run `make records` and read the difference.",
        bare=True,
    )


def _tell(
    program: Program, outcome: Outcome, wrong: str, advice: str, bare: bool = False
) -> tuple[str, str]:
    """What is wrong, with what was written and where it raised, and what to do."""
    parts = [wrong]
    if outcome.out:
        head = "" if bare else "--- stdout\n"
        parts.append(head + outcome.out.rstrip())
    if outcome.err and not program.claims.ending.merged:
        parts.append(f"--- stderr\n{outcome.err.rstrip()}")
    place = _raising_line(program, outcome)
    if place:
        parts.append(place)
    return "\n".join(parts), advice


def _raising_line(program: Program, outcome: Outcome) -> str | None:
    """The snippet's own line that the last traceback ends in."""
    pattern = rf'File "{re.escape(program.path.name)}", line (\d+)'
    numbers = re.findall(pattern, outcome.out + outcome.err)
    lines = program.file_lines
    if not numbers or int(numbers[-1]) > len(lines):
        return None
    return f"raised at {program.place}:{lines[int(numbers[-1]) - 1]}"
