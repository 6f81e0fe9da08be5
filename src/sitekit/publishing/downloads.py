"""What readers take home: each program as a file, and all of them as one archive."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sitekit.programs import published

ARCHIVE = "programs.zip"
FOLDER = "python-threading"
DAY = (2026, 1, 1, 0, 0, 0)  # a fixed one: the same programs make the same archive
README = """\
# The programs of the tutorial

Each folder belongs to a page: learn/locks/ has the programs of the lesson on locks.
NAME.py runs with Python 3.11 or newer, unless it says otherwise, and needs nothing
else:

    python learn/locks/pantry.py

NAME.out beside it is what the program printed when the page was published. A program
whose name ends in _broken contains a mistake on purpose; _fixed is its repair.

The programs are MIT licensed: use them as you like.
"""


def programs(snippets: Path) -> Iterator[tuple[str, str]]:
    """The path below snippets/ and the published text of each program."""
    for file in sorted(snippets.rglob("*.*")):
        if file.suffix in (".py", ".sh"):
            path = file.relative_to(snippets).as_posix()
            yield path, published(file.read_text("utf-8"))


def archive(snippets: Path) -> bytes:
    """A zip file of the programs, their outputs, and a README."""
    entries = {"README.md": README, **dict(programs(snippets))}
    for file in sorted(snippets.rglob("*.out")):
        entries[file.relative_to(snippets).as_posix()] = file.read_text("utf-8")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path, text in sorted(entries.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", DAY)
            bundle.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return written.getvalue()
