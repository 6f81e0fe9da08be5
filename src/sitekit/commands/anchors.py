"""`make anchors`: which pages and anchors the Python documentation has."""

import re
from html.parser import HTMLParser
from pathlib import Path

from sitekit.problem import tell
from sitekit.records import documentation
from sitekit.records.documentation import Documentation
from sitekit.site import Site

INSTALLED = Path("/usr/share/doc")  # where Debian's python3-doc puts it
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
    numbers, letter = re.fullmatch(r"([\d.]+)(.*)", version).groups()
    return tuple(map(int, numbers.split("."))), letter or "~"


def read(copy: Path, version: str, linked: set[str | None]) -> Documentation:
    """All pages of a copy, and the anchors of those that are linked."""
    names = (file.relative_to(copy).as_posix() for file in copy.rglob("*.html"))
    return Documentation(
        version,
        {
            name: anchors_of(copy / name) if name in linked else frozenset()
            for name in names
            if not name.startswith("_")  # what pages are made with, not pages
        },
    )


def anchors_of(page: Path) -> frozenset[str]:
    """The lasting anchors of a page's text; those of the frame around it are not."""
    reader = _Anchors()
    reader.feed(page.read_text("utf-8"))
    return frozenset(filter(documentation.is_lasting, reader.anchors))


class _Anchors(HTMLParser):
    """Gathers the ids inside `<div class="body" role="main">`."""

    def __init__(self):
        super().__init__()
        self.anchors: set[str] = set()
        self.depth = 0  # of open divs, counted from that one

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "div" and (self.depth or attrs.get("role") == "main"):
            self.depth += 1
        if self.depth and attrs.get("id"):
            self.anchors.add(attrs["id"])

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1
