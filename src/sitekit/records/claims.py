"""What a page promises of each order of a program: from its marks and its output.

A proof is about a program, an engine and this: a change of the promises makes all
proofs stale (proofs.engine).
"""

from sitekit.programs import Program
from sitekit.promises import Promised
from sitekit.releases import Release, this_release


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
