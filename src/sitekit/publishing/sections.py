"""What the search of the site finds: its sections, each as prose with its address.

The theme's search plugin divides the pages as they are published; here each section
gets what its author and its programs add: what readers call it (pages/asked.py), the
names that its programs use, the errors that they print. An exercise is found as a
whole: a hint or a solution would spoil it. Of a term of the glossary, its names and its
sentence are searched, and it stands behind the pages that explain it. How sections are
found is told in docs/assets/js/search/.
"""

import ast
import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from sitekit.exercises import exercise_of
from sitekit.pages import glossary
from sitekit.pages.glossary import Term
from sitekit.pages.outline import sections
from sitekit.problem import ProblemError
from sitekit.programs import Program
from sitekit.publishing import messages
from sitekit.publishing.expansion import Publication
from sitekit.site import address

PATH = "search/sections.json"
CELL = "\N{MIDDLE DOT}"  # between two cells of a row, as in excerpt.js
_CODE_BLOCK = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_CELLS = re.compile(r"</t[dh]>\s*<t[dh]\b[^>]*>")
_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_ROW = re.compile(r"<(/?)tr\b[^>]*>")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TOLD = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|ul|ol)\b[^>]*>")
_ERROR = re.compile(
    r"^.*\b\w*(?:Error|Warning|Exception|Interrupt)\b: .*$", re.MULTILINE
)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Extra:
    """What a section of the page is found by besides its text."""

    place: str  # "docs/learn/locks.md"
    line: int
    asked: tuple[str, ...]
    shown: tuple[str, ...]
    hit: bool = True  # False: it is left out
    message: bool = False  # its title is what Python says, as are words of readers
    term: str = ""  # of the glossary: its sentence and other names, in place of a text


@dataclass(frozen=True)
class Entry:
    """`at` is the address of a section below the site's, `page` its page's title."""

    at: str
    title: str
    page: str
    text: str
    asked: str = ""
    shown: str = ""
    message: bool = False
    term: bool = False  # of the glossary


def extras(publication: Publication) -> dict[str, Extra]:
    """Those of all pages, by the addresses of their sections."""
    site, found = publication.site, {}
    terms = {term.line: term for term in publication.terms.all}
    for page, read in publication.found.pages.items():
        for section in sections(site.read(page)):
            here = [block.path for block in read.blocks if block.line in section.lines]
            programs = publication.found.programs
            used = {
                name
                for path in here
                if path in programs
                for name in shown(programs[path])
            }
            at = address(page.relative_to(site.docs), section.anchor)
            place, line = site.name(page), section.lines.start
            hit = not (section.anchor and exercise_of(site, page))
            message = bool(section.anchor) and page.parent.name == messages.FOLDER
            term = terms.get(line) if glossary.is_page(site, page) else None
            told = section.asked, tuple(sorted(used))
            found[at] = Extra(
                place, line, *told, hit, message, _told(term) if term else ""
            )
    return found


def readable(content: str) -> str:
    """A page for the theme's plugin, which knows neither tables nor drawings.

    Each row of a table becomes a paragraph, and so do the words that tell a drawing.
    """
    content = _DRAWING.sub(_told_by, _HEAD.sub("", content))
    return _ROW.sub(r"<\1p>", _CELLS.sub(f" {CELL} ", content))


def _told_by(drawing: re.Match) -> str:
    return "".join(f"<p>{words}</p>" for _, words in _TOLD.findall(drawing[0]))


def entries(docs: Iterable[Mapping], extra: Mapping[str, Extra]) -> list[Entry]:
    """From what the theme's plugin has found; a page comes before its sections.

    Raises ProblemError where a heading's address is not what it is taken for.
    """
    docs, found, page = list(docs), [], ""
    _check_addresses({doc["location"] for doc in docs}, extra)
    for doc in docs:
        at, title = doc["location"], _prose(doc["title"])
        page = page if "#" in at else title
        more = extra.get(at)
        if more and not more.hit:
            continue
        text = _lines(_CODE_BLOCK.sub(" ", doc["text"]))
        entry = Entry(at, title, page, text)
        if more:
            asked, used = "; ".join(more.asked), "; ".join(more.shown)
            entry = replace(entry, asked=asked, shown=used, message=more.message)
        if more and more.term:
            entry = replace(entry, text=more.term, term=True)
        if "#" not in at or entry.text or entry.asked or entry.shown:
            found.append(entry)  # a heading alone answers nothing
    return found


def shown(program: Program) -> set[str]:
    """What a program uses, `threading.Lock`, `acquire`, and what errors it prints."""
    outputs = (file.read_text("utf-8") for file in program.outputs.values())
    printed = {line.strip() for output in outputs for line in _ERROR.findall(output)}
    return printed | _names(program.text)


def _told(term: Term) -> str:
    """The sentence of a term, and its other names."""
    return " ".join((term.sentence.replace("`", ""), *term.also))


def to_json(found: Iterable[Entry]) -> str:
    """A list of objects; what is empty is left out."""
    listed = [
        {k: v for k, v in asdict(entry).items() if v or k == "at"} for entry in found
    ]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def _check_addresses(published: set[str], extra: Mapping[str, Extra]) -> None:
    for at, more in extra.items():
        page = at.partition("#")[0]
        if page in published and at not in published:
            wrong = f"no section of the published page has the address {at}"
            advice = "Write the heading in plain words and `code`."
            raise ProblemError(more.place, more.line, wrong, advice)


def _names(source: str) -> set[str]:
    found, modules = set(), {}
    try:
        tree = ast.parse(source)
    except SyntaxError:  # it needs a newer Python than builds the site
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value)
            module = modules.get(owner)
            found.add(f"{module}.{node.attr}" if module else node.attr)
    return found


def _prose(markup: str) -> str:
    return " ".join(_lines(markup).split())


def _lines(markup: str) -> str:
    """A line for each paragraph, item and row: the search quotes from one."""
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\v", markup)))
    lines = (" ".join(line.split()).strip(f" {CELL}") for line in text.split("\v"))
    return "\n".join(filter(None, lines))
