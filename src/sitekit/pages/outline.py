"""A page as text alone: its lines outside fences and front matter, and its headings.

Nothing is refused here, so that rules can speak of pages that cannot be read.
"""

import re
from collections.abc import Iterator

HEADING = re.compile(r"(?P<level>#{1,6}) (?P<title>.+)")
FENCE = re.compile(r"\s*(?P<ticks>`{3,})")


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside fences and front matter, with their numbers."""
    fence, front = "", False
    for number, line in enumerate(text.splitlines(), 1):
        if number == 1 and line == "---":
            front = True
        elif front:
            front = line != "---"
        elif found := FENCE.match(line):
            closes = fence and found["ticks"].startswith(fence)
            fence = "" if closes else fence or found["ticks"]
        elif not fence:
            yield number, line
