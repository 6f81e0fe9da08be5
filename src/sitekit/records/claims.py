"""What a page claims of each order of a program, in the words of everyorder.

A proof is about a program, an engine and this: a change of the claims makes all proofs
stale (proofs.engine).
"""

import functools
import re
import sys

from everyorder.judge import Promise
from sitekit.programs import Program

# The lines of a terminal that come from stderr: tracebacks, their last lines, warnings.
STDERR = re.compile(
    r"Traceback |Exception in thread | {2}|\w*(Error|Exception)\b|sys:\d"
)


def claim(program: Program) -> dict:
    """What each order must keep, as arguments of everyorder.explore."""
    ending = program.claims.ending
    expected = program.expected_on(sys.version_info[:2])
    may_raise = {"may_raise": ending.text or None} if ending.merged else {}
    if expected is None or program.claims.measured:
        return may_raise
    shown = expected.read_text("utf-8")
    if not ending.merged:
        keeps = functools.partial(program.claims.rule.keeps, shown)
        return {"promise": Promise(shown, keeps)}
    if program.broken or ending.status is None:
        return may_raise
    keeps = functools.partial(is_stdout_of, shown, ending.text)
    return may_raise | {"promise": Promise(shown, keeps)}


def is_stdout_of(terminal: str, error: str, stdout: str) -> bool:
    """Whether a program that wrote this to stdout can have left this on the terminal.

    Its lines come in this order, and what is left over is what stderr shows: tracebacks
    and the text of the error.
    """
    left, at = [], 0
    lines = stdout.splitlines()
    for line in terminal.splitlines():
        if at < len(lines) and lines[at].rstrip() == line.rstrip():
            at += 1
        else:
            left.append(line)
    told = (not line or STDERR.match(line) or error in line for line in left)
    return at == len(lines) and all(told)
