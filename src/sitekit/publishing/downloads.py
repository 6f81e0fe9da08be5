"""What readers take home: each program as a file, and all of them as one archive.

Each exercise is an archive of its own, which judges an answer on the reader's machine;
what it needs for that, everyorder, is another one, which pip installs.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping

from sitekit.exercises import KINDS, TWINS, Exercise
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
ENGINE = "everyorder"  # the package, below the project's root and in its archive
OF_PACKAGE = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
HOW_TO_JUDGE = """\
# {title}

starter.py is the program to break and to mend; the folder checks/ has what judges it.
solution.py, right/ and wrong/ are other answers: look at them last.

Mend a copy, and let it be judged in every order of its threads. In this folder:

    python -m pip install {engine}
    python -m everyorder --exercise . mine.py

That needs Python 3.11 or newer.{where}

The checks are plain Python: each imports `answer`. With `PYTHONPATH=.` and an answer.py
in this folder, `python checks/NAME.py` runs one of them, in one order.

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
    return _zipped(FOLDER, entries)


def exercise(posed: Exercise) -> bytes:
    """A zip file of the folder of an exercise, and how an answer is judged with it."""
    site, folder = posed.site, posed.folder
    files = [file for kind in ("", *KINDS) for file in posed.files(kind)]
    files += [folder / name.replace(".py", ".out") for name in TWINS]
    entries = {
        file.relative_to(folder).as_posix(): site.read(file)
        for file in files
        if file.exists()
    }
    engine = f"{ENGINE}.zip"
    where = f" {engine} is on the page of the exercise."
    if address := site.config.site_url:
        engine, where = f"{address.rstrip('/')}/programs/{engine}", ""
    told = HOW_TO_JUDGE.format(title=posed.title, engine=engine, where=where)
    return _zipped(posed.name, {"README.md": told, **entries})


def engine(site: Site) -> bytes | None:
    """A zip file of everyorder that pip installs; None where it is not beside."""
    folder = site.root / ENGINE
    if not folder.is_dir():
        return None
    files = [folder / name for name in OF_PACKAGE]
    package = folder / "src" / ENGINE
    files += [f for f in package.rglob("*.*") if f.suffix in (".py", ".js", ".typed")]
    return _zipped(
        ENGINE, {f.relative_to(folder).as_posix(): f.read_text("utf-8") for f in files}
    )


def _zipped(folder: str, entries: Mapping[str, str]) -> bytes:
    """The texts as files of a folder in a zip file; the same ones make the same."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path, text in sorted(entries.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", DAY)
            bundle.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return written.getvalue()
