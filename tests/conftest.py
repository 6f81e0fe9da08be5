"""The built site, made once, and the project's own pages and programs."""

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitekit.checking import Rules
from sitekit.commands.build import run_mkdocs
from sitekit.live import npm
from sitekit.publishing import Publication
from sitekit.site import Site
from tests.absent import absent
from tests.browser.summary import pytest_terminal_summary  # noqa: F401 (a hook)
from tests.leaving_out import (  # noqa: F401 (hooks)
    pytest_addoption,
    pytest_configure,
)

ROOT = Path(__file__).parents[1]
SITE_URL = "https://example.org/threading/"


@dataclass
class Html(HTMLParser):
    """What the tests ask of a page: its code, links, ids, headings and metadata."""

    file: Path
    code: list[tuple[str, str]] = field(default_factory=list)  # (language, text)
    links: list[tuple[str, str]] = field(default_factory=list)  # (tag, address)
    ids: set[str] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    drawn: list[str] = field(default_factory=list)  # programs whose order is drawn
    figures: list[str] = field(default_factory=list)  # programs that are shown whole

    def __post_init__(self):
        super().__init__()
        self.language, self.depth, self.in_code, self.bare_pre = None, 0, False, 0
        self.feed(self.file.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        classes = (attrs.get("class") or "").split()
        if tag == "div" and (self.depth or "highlight" in classes):
            self.depth += 1
            named = [c[9:] for c in classes if c.startswith("language-")]
            self.language = named[0] if named else self.language
        if tag == "pre" and not self.depth:
            self.bare_pre += 1
        if tag == "code" and self.depth:
            self.in_code = True
            self.code.append((self.language or "", ""))
        if "data-program" in attrs:
            kind = self.drawn if "order" in classes else self.figures
            kind.append(attrs["data-program"])
        if attrs.get("id"):
            self.ids.add(attrs["id"])
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        if tag == "meta" and "content" in attrs:
            self.meta[attrs.get("name") or attrs.get("property") or ""] = attrs[
                "content"
            ]
        loads = tag in ("script", "img", "iframe", "source", "video")
        address = attrs.get("src") if loads else attrs.get("href")
        if address and not (
            tag == "link" and attrs.get("rel") in ("canonical", "prev", "next")
        ):
            self.links.append((tag, address))

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1
            self.language = self.language if self.depth else None
        if tag == "code":
            self.in_code = False

    def handle_data(self, data):
        if self.in_code:
            language, text = self.code[-1]
            self.code[-1] = (language, text + data)


class Built:
    """A built site: its folder and its pages, parsed when asked for."""

    def __init__(self, folder: Path):
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, Html]:
        """By address below the site, `learn/locks/` for example."""
        files = sorted(self.folder.rglob("*.html"))
        names = (f.relative_to(self.folder).as_posix() for f in files)
        return {
            name.removesuffix("index.html"): Html(file)
            for name, file in zip(names, files, strict=True)
        }

    def source(self, address: str) -> str:
        """The Markdown page that an address was built from."""
        name = address.rstrip("/") or "index"
        return f"docs/{name}.md" if (ROOT / f"docs/{name}.md").exists() else address


def build(folder: Path, site_url: str, repository: str) -> Built:
    """Build the site as `make build` does, with these two settings."""
    status, said = run_mkdocs(
        Site(ROOT), folder, SITE_URL=site_url, REPOSITORY_URL=repository
    )
    if status:
        pytest.fail("\n".join(["The site does not build:", *said]), pytrace=False)
    return Built(folder)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("site") / "threading"  # as in SITE_URL
    return build(folder, SITE_URL, "https://example.org/repository")


@pytest.fixture(scope="session")
def npm_modules() -> Path:
    """The packages from npm, with which programs run in the page."""
    found = npm.modules(ROOT)
    return found or absent("the packages from npm", "python -m sitekit npm")


@pytest.fixture(scope="session")
def site() -> Site:
    return Site(ROOT)


@pytest.fixture(scope="session")
def rules(site) -> Rules:
    return Rules(Publication(site))


@pytest.fixture(scope="session")
def found(rules):
    return rules.publication.found


def report(problems, advice: str) -> None:
    """Fail with every problem on a line of its own, and what to do."""
    problems = list(problems)
    if problems:
        pytest.fail("\n".join([*map(str, problems), advice]), pytrace=False)
