"""Where the links of a page lead: to a page and an anchor that the site has.

Read from the Markdown, so that one page can be checked without building the site.
Links into Python's documentation are held to a record (records/documentation.py).
"""

import contextlib
import difflib
import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from markdown.extensions.toc import slugify

from sitekit.pages.outline import HEADING, prose_lines
from sitekit.problem import Problem, ProblemError, meant
from sitekit.publishing import Publication, llms
from sitekit.publishing.downloads import ARCHIVE
from sitekit.publishing.figures import anchor
from sitekit.publishing.reference import anchor as row_anchor

LINK = re.compile(r"(?P<picture>!?)\[[^\]]*\]\((?P<address>[^)\s]+)(?: \"[^\"]*\")?\)")
MADE = (ARCHIVE, llms.PATH)
ADVICE = "Correct the link, or add what it leads to."
PICTURES = "Put the picture below docs/assets/, and lead to it from this page's folder."
IN_MARKDOWN = "Write [text](address), or ![what it shows](address)."
CODE_SPAN = re.compile(r"`[^`]*`")
ID = re.compile(r"\{\s*#(?P<id>[\w-]+)|\bid=\"(?P<html>[\w-]+)\"")
NEAR = 0.7  # of the letters of a page's name, that a mistaken one shares with it
ELSEWHERE = re.compile(r"(https?|mailto):")


class Links:
    """The pages' anchors, read once, and the links that lead to none."""

    def __init__(self, publication: Publication):
        self.publication = publication
        self.site = publication.site

    @cached_property
    def anchors(self) -> dict[Path, set[str]]:
        found = {}
        for path in self.site.pages():
            with contextlib.suppress(ProblemError):  # told where that page is read
                found[path] = self._anchors(path)
        return found

    def _anchors(self, path: Path) -> set[str]:
        page = self.publication.found.pages.get(path)
        found = {anchor(block.path) for block in page.blocks} if page else set()
        found |= {row_anchor(name) for name in self.publication.rows.on(path)}
        for _, line in prose_lines(self.site.read(path)):
            heading = HEADING.match(line)
            if heading:
                text = re.sub(r"\{.*\}$", "", heading["title"])
                text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
                found.add(slugify(re.sub(r"[*`]", "", text), "-"))
            for other in ID.finditer(line):
                found.add(other["id"] or other["html"])
        return found

    def problems(self, path: Path) -> Iterable[Problem]:
        """The links and pictures of one page that lead nowhere."""
        place = self.site.name(path)
        for number, address, wrong, advice in (*self._links(path), *self._html(path)):
            if wrong:
                yield Problem(place, number, f"{address} {wrong}", advice)

    def _links(self, path: Path) -> Iterator[tuple[int, str, str | None, str]]:
        """Each address in Markdown, with its line, what is wrong, and what to do."""
        for number, line in prose_lines(self.site.read(path)):
            for link in LINK.finditer(CODE_SPAN.sub("``", line)):
                address = link["address"]
                if link["picture"]:
                    yield number, address, self._not_shown(path, address), PICTURES
                else:
                    wrong = self.wrong(path, address)
                    near = self.nearest(path, address) if wrong else ""
                    yield number, address, wrong, f"{near}{ADVICE}"

    def _html(self, path: Path) -> Iterator[tuple[int, str, str | None, str]]:
        """Likewise in HTML, where MkDocs leaves an address as it is."""
        page = self.publication.found.pages.get(path)
        for tag in page.tags if page else ():
            link, picture = tag.attributes.get("href"), tag.attributes.get("src")
            for address in filter(None, (link, picture)):
                wrong = "is an address in HTML, which the build does not follow"
                if picture or not (address.startswith("#") or ELSEWHERE.match(address)):
                    yield tag.line, address, wrong, IN_MARKDOWN
                else:
                    wrong = self.wrong(path, address)
                    near = self.nearest(path, address) if wrong else ""
                    yield tag.line, address, wrong, f"{near}{ADVICE}"

    def _not_shown(self, path: Path, address: str) -> str | None:
        """Why a picture would not be seen."""
        if ELSEWHERE.match(address) or address.startswith("//"):
            return "is a picture on another host"
        return self.wrong(path, address)

    def wrong(self, path: Path, address: str) -> str | None:
        """Why an address on this page leads nowhere; None if it leads somewhere."""
        if address.startswith("http:") and not address.startswith("http://127.0.0.1"):
            return "is not encrypted: write https"
        if ELSEWHERE.match(address):
            return None
        if address.startswith("/"):
            return "begins with /, and breaks where the site is in a folder"
        name, _, wanted = unquote(address).partition("#")
        target = (path.parent / name).resolve() if name else path
        if target.is_relative_to(self.site.docs / "programs") or name in MADE:
            return None  # made by the build, and held to it by tests/site
        if not target.is_file():
            return "leads to no file"
        if wanted and target in self.anchors and wanted not in self.anchors[target]:
            return "leads to no heading or program of that page"
        return None

    def nearest(self, path: Path, address: str) -> str:
        """The address that may be meant by one that leads nowhere, as advice."""
        name, _, wanted = unquote(address).partition("#")
        folder = self.site.docs if name.startswith("/") else path.parent
        target = (folder / name.lstrip("/")).resolve() if name else path
        if name.startswith("/") and target.is_file():
            way = PurePosixPath(os.path.relpath(target, path.parent))
            return f"Did you mean {f'{way}#{wanted}' if wanted else str(way)!r}? "
        if target in self.anchors:
            return meant(f"#{wanted}", (f"#{known}" for known in self.anchors[target]))
        pages: dict[str, Path] = {}  # by their names, those of the same folder first
        for page in sorted(self.site.pages(), key=lambda p: p.parent != target.parent):
            pages.setdefault(page.stem, page)
        near = difflib.get_close_matches(target.stem, pages, 1, NEAR)
        if not near or target.suffix not in ("", ".md", ".html"):
            return ""
        way = PurePosixPath(os.path.relpath(pages[near[0]], path.parent))
        return f"Did you mean {str(way)!r}? "
