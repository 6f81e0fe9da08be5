"""What a page promises of each order of a program: from its marks and its output.

A proof is about a program, an engine and this: a change of the promises makes all
proofs stale (proofs.engine).
"""

from sitekit.programs import Program
from sitekit.promises import Promised
from sitekit.releases import Release, this_release

# What Python writes of an error that ended a program, and of one that ended a thread.
TRACEBACK, IN_THREAD = "Traceback (most recent call last)", "Exception in thread "


def promised(program: Program, release: Release | None = None) -> Promised:
    """What each order must keep on this release of Python, or on the one that asks."""
    ending = program.claims.ending
    expected = program.expected_on(release or this_release())
    if program.promised != program.expected:
        expected = program.promised
    error = ending.text if ending.merged else None
    if expected is None or program.claims.measured:
        return Promised(error=error)
    if ending.merged and (program.broken or ending.status is None):
        return Promised(error=error)
    return Promised(expected.read_text("utf-8"), program.claims.rule, error)


def claim(program: Program) -> dict:
    """The same as arguments of everyorder.explore."""
    return promised(program).arguments()


def claims(program: Program) -> list[dict]:
    """All that each order is held to, as arguments of everyorder.explore.

    The claim says what may be raised; an order that raises nothing would keep it, too.
    So a program whose page shows a traceback is held to a second one.
    """
    held = claim(program)
    return [held, *([held | {"expect": "raises"}] if must_raise(program) else [])]


def must_raise(program: Program) -> bool:
    """Whether the page shows what the program raises.

    One that shows no traceback shows another end, of sys.exit, or a warning.
    """
    ending, output = program.claims.ending, program.expected_on(this_release())
    if not ending.merged or ending.status is None or program.broken or output is None:
        return False
    return (TRACEBACK if ending.status else IN_THREAD) in output.read_text("utf-8")
