"""Code within a paragraph: a span between backticks, which may go on over a line's end.

What looks like Markdown or HTML in it is neither, so rules of text look beside it.
"""

import re
from collections.abc import Iterable

SPAN = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)


def without_code(lines: Iterable[str]) -> list[str]:
    """The lines with blanks for their code, so that line and column stay."""
    text = SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), "\n".join(lines))
    return text.split("\n")
