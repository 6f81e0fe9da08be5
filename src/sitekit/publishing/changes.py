"""What changed between a broken program and its fixed twin, as a diff."""

import difflib


def changes(broken: str, fixed: str) -> str:
    """The lines taken away and put in, with two lines around them.

    Line numbers are those of the two programs; the heads that name files are left out,
    since the page names them.
    """
    lines = difflib.unified_diff(
        broken.splitlines(), fixed.splitlines(), n=2, lineterm=""
    )
    return "\n".join(list(lines)[2:])
