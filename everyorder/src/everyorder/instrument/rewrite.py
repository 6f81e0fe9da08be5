"""Puts a call of an operation (operations/) in place of everything threads can see.

Each replaced piece of source is a site with a number, given in the order of the
source, so that it is the same on every Python. The order of evaluation is Python's:
an augmented assignment reads its target before it evaluates its value, a name is
loaded and stored right after its switch point. `scopes.py` tells which names matter.

What cannot be rewritten soundly raises NotImplementedError(construct, line).
"""

import ast

from everyorder.instrument.expressions import Part, Place
from everyorder.instrument.statements import Statements

__all__ = ["Part", "Place", "rewrite"]


def rewrite(
    tree: ast.Module,
    unsettled: frozenset[str] = frozenset(),
    place: Place | None = None,
    part: Part | None = None,
) -> tuple[ast.Module, list[tuple[int, str]]]:
    """The rewritten tree and its sites, (line, what) by number.

    With a `place`, the tree is a module of the library, and its sites count down from
    there; with a `part`, it is a module of the program, and they count up from there.
    """
    rewriter = Statements(tree, unsettled, place, part)
    changed = rewriter.visit(tree)
    return ast.fix_missing_locations(changed), rewriter.sites
