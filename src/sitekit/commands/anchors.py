"""`make anchors`: which pages and anchors the Python documentation has."""

import re
from html.parser import HTMLParser
from pathlib import Path

from sitekit.problem import tell
from sitekit.records import documentation
from sitekit.records.documentation import NOTES, Documentation, Note
from sitekit.releases import numbers
from sitekit.site import Site

INSTALLED = Path("/usr/share/doc")  # where Debian's python3-doc puts it
VERSION = re.compile(r"\b3\.\d+\b")
SOURCE = f"{documentation.ROOT}download.html"
TITLE = re.compile(
    r"<title>(?:Python )?(\d+\.\d+\.\d+\w*) documentation", re.IGNORECASE
)


def record_anchors(
    site: Site, folder: str | None = None, *, force: bool = False
) -> int:
    """Record what a copy of the documentation has, for the links of our pages.

    `folder` holds the copy's index.html; without one, the newest installed copy is
    read. A record of a newer documentation is kept, unless forced.
    """
    copy = Path(folder) if folder else newest_copy(INSTALLED)
    version = copy and version_of(copy)
    file = site.root / documentation.RECORD
    why = refusal(copy, version, None if force else file)
    if why:
        print(why)
        return 1
    links = documentation.links(site)
    new = read(copy, version, {link.page for link in links})
    documentation.save(file, new)
    problems = [p for link in links if (p := documentation.problem(link, new))]
    status = tell(problems)
    print(f"{documentation.summary(links, new)}.")
    return status


def refusal(copy: Path | None, version: str | None, record: Path | None) -> str | None:
    """Why a copy of this version is not recorded; `record` may be of a newer one."""
    if copy is None:
        return (
            f"There is no copy of the Python documentation in {INSTALLED}: run `apt"
            f" install python3-doc`, or unpack one of {SOURCE} and name its folder:"
            " make anchors DOC=FOLDER."
        )
    if version is None:
        return f"{copy} has no index.html whose title is of the Python documentation."
    known = documentation.load(record).version if record and record.exists() else None
    if known and age_of(version) < age_of(known):
        return (
            f"{copy} is of Python {version}, the record of {known}: nothing was"
            f" changed. Unpack a newer copy of {SOURCE} and name its folder: make"
            " anchors DOC=FOLDER. (--force takes the older one.)"
        )
    return None


def newest_copy(installed: Path) -> Path | None:
    """The folder of the newest documentation among those of installed packages."""
    copies = [f for f in sorted(installed.glob("python3*/html")) if version_of(f)]
    return max(copies, key=lambda copy: age_of(version_of(copy)), default=None)


def version_of(copy: Path) -> str | None:
    """The version that the title of a copy's first page names."""
    index = copy / "index.html"
    if not index.is_file():
        return None
    title = TITLE.search(index.read_text("utf-8"))
    return title and title[1]


def age_of(version: str) -> tuple:
    """Sorts 3.9.1 before 3.15.0b4 before 3.15.0rc1 before 3.15.0."""
    return numbers(version), version.lstrip(".0123456789") or "~"


def read(copy: Path, version: str, linked: set[str | None]) -> Documentation:
    """All pages of a copy, and the anchors of those that are linked."""
    names = (file.relative_to(copy).as_posix() for file in copy.rglob("*.html"))
    pages, notes = {}, {}
    for name in names:
        if name.startswith("_"):  # what pages are made with, not pages
            continue
        found = anchors_of(copy / name) if name in linked else {}
        pages[name] = frozenset(found)
        notes |= {anchor: said for anchor, said in found.items() if said}
    return Documentation(version, pages, notes)


def anchors_of(page: Path) -> dict[str, frozenset[Note]]:
    """The lasting anchors of a page's text, with what is said of their versions.

    Those of the frame around the text are not among them.
    """
    reader = _Anchors()
    reader.feed(page.read_text("utf-8"))
    return {
        anchor: frozenset(notes)
        for anchor, notes in reader.anchors.items()
        if documentation.is_lasting(anchor)
    }


class _Anchors(HTMLParser):
    """Gathers the ids inside `<div class="body" role="main">`, and their versions.

    What is said of a version belongs to the names in the terms (`dt`) of the innermost
    list of definitions around it.
    """

    def __init__(self):
        super().__init__()
        self.anchors: dict[str, set[Note]] = {}
        self.depth = 0  # of open divs, counted from that one
        self.defined: list[list[str]] = []  # the ids of terms, of each open list
        self.kind = ""  # of the note whose version comes next

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "div" and (self.depth or attrs.get("role") == "main"):
            self.depth += 1
        if tag == "dl":
            self.defined.append([])
        if self.depth and attrs.get("id"):
            self.anchors.setdefault(attrs["id"], set())
            if tag == "dt" and self.defined:
                self.defined[-1].append(attrs["id"])
        classes = (attrs.get("class") or "").split()
        if "versionmodified" in classes:
            self.kind = next((kind for kind in NOTES if kind in classes), "")

    def handle_data(self, data):
        version = VERSION.search(data) if self.kind else None
        for anchor in self.defined[-1] if version and self.defined else ():
            self.anchors[anchor].add(Note(self.kind, version[0]))
        self.kind = "" if version else self.kind

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1
        if tag == "dl" and self.defined:
            self.defined.pop()
        if tag == "span":
            self.kind = ""
