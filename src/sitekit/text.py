"""Text files of the site: their text, or why it cannot be relied on.

A page, a program, an output and a record are read through here, so that one that is no
text, or that a merge left half done, is told by its file and line wherever it is read.
"""

import re
from pathlib import Path

from sitekit.problem import ProblemError

CONFLICT = re.compile(r"^(?:<{7} .*|\|{7} .*|={7}|>{7} .*)$", re.MULTILINE)
CHOOSE = "Keep what is right of both sides, and delete the markers of the merge."


def read_text(file: Path, place: str) -> str:
    """The text without a byte order mark; `place` names the file in errors.

    Raises ProblemError where it cannot be read, is not UTF-8, or is a merge half done.
    """
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        wrong = f"byte {error.object[error.start]:#x} is not UTF-8"
        raise ProblemError(place, line, wrong, "Save the file as UTF-8.") from error
    except OSError as error:
        wrong = f"it cannot be read: {error.strerror}"
        advice = "A file with text is wanted in its place; otherwise take it away."
        raise ProblemError(place, 0, wrong, advice) from error
    if found := CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        wrong = f"{found[0]!r} is left from a merge"
        raise ProblemError(place, line, wrong, CHOOSE)
    return text


def counted(number: int, noun: str) -> str:
    """`1 order`, `2,345 orders`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
