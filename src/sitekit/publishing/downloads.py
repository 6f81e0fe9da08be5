"""What readers take home: each program as a file, and all of them as one archive."""

import io
import zipfile
from collections.abc import Iterator

from sitekit.programs import published
from sitekit.site import Site

ARCHIVE = "programs.zip"
FOLDER = "python-threading"
DAY = (2026, 1, 1, 0, 0, 0)  # a fixed one: the same programs make the same archive
README = """\
# The programs of the tutorial

Each folder belongs to a page: learn/locks/ has the programs of the lesson on locks.
NAME.py runs with Python 3.11 or newer, unless it says otherwise, and needs nothing
else. In this folder:

    python learn/locks/counter_queue.py

NAME.out beside it is what the program printed when the page was published. A program
whose name ends in _broken contains a mistake on purpose; _fixed is its repair.

The programs are MIT licensed: use them as you like.
"""


def programs(site: Site) -> Iterator[tuple[str, str]]:
    """The path below the snippets' folder and the published text of each program.

    Raises ProblemError, as archive does, where a file cannot be read.
    """
    for file in sorted(site.snippets.rglob("*.*")):
        if file.suffix in (".py", ".sh"):
            path = file.relative_to(site.snippets).as_posix()
            yield path, published(site.read(file))


def archive(site: Site) -> bytes:
    """A zip file of the programs, their outputs, and a README."""
    entries = {"README.md": README, **dict(programs(site))}
    for file in sorted(site.snippets.rglob("*.out")):
        entries[file.relative_to(site.snippets).as_posix()] = site.read(file)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path, text in sorted(entries.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", DAY)
            bundle.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return written.getvalue()
