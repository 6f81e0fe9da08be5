"""What the search of the site finds: its sections, each as prose with its address.

The theme's search plugin divides the pages; here each section gets what it is found by
besides: the names that its programs use, the errors that they print, and what readers
call it (pages/asked.py). How sections are found is told in docs/assets/js/search/.
"""

import ast
import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from sitekit.pages.asked import ASKED, phrases
from sitekit.programs import Program

PATH = "search/sections.json"
_PIECE = re.compile(
    r"<h[1-6][^>]*\bid=\"(?P<heading>[^\"]+)\""
    r"|<figure[^>]*\bdata-program=\"(?P<program>[^\"]+)\""
    rf"|{ASKED.pattern}",
    re.DOTALL,
)
_CODE_BLOCK = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|div|h\d|t[dhr])\b[^>]*>")
_ERROR = re.compile(
    r"^.*\b\w*(?:Error|Warning|Exception|Interrupt)\b: .*$", re.MULTILINE
)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Section:
    """`at` is its address below the site's, `page` its page's title."""

    at: str
    title: str
    page: str
    text: str
    asked: str = ""
    shown: str = ""


@dataclass
class Extras:
    """What sections are found by besides their text, by address."""

    asked: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, set[str]] = field(default_factory=dict)

    def take(self, url: str, page: str, programs: Mapping[str, Program]) -> str:
        """The HTML of a page without the comments, which are kept here."""
        at, first = url, True
        for piece in _PIECE.finditer(page):
            if piece["heading"]:
                at, first = (url if first else f"{url}#{piece['heading']}"), False
            elif piece["program"] in programs:
                self.shown.setdefault(at, set()).update(
                    shown(programs[piece["program"]])
                )
            elif piece["phrases"]:
                self.asked.setdefault(at, []).extend(phrases(piece))
        return ASKED.sub("", page)


def shown(program: Program) -> set[str]:
    """What a program uses, `threading.Lock`, `acquire`, and what errors it prints."""
    outputs = (file.read_text("utf-8") for file in program.outputs.values())
    printed = {line.strip() for output in outputs for line in _ERROR.findall(output)}
    return printed | _names(program.text)


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


def sections(docs: Iterable[Mapping[str, str]], extras: Extras) -> list[Section]:
    """From what the theme's plugin has found; a page comes before its sections."""
    found, page = [], ""
    for doc in docs:
        at, title = doc["location"], _prose(doc["title"])
        if "#" not in at:
            page = title
        asked, used = extras.asked.get(at, ()), extras.shown.get(at, ())
        found.append(
            Section(
                at,
                title,
                page,
                _prose(_CODE_BLOCK.sub(" ", doc["text"])),
                "; ".join(asked),
                "; ".join(sorted(used)),
            )
        )
    return found


def to_json(found: Iterable[Section]) -> str:
    """A list of objects; what is empty is left out."""
    listed = [
        {k: v for k, v in asdict(section).items() if v or k == "at"}
        for section in found
    ]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def _prose(markup: str) -> str:
    text = html.unescape(_TAG.sub("", _BLOCK.sub(" ", markup)))
    return " ".join(text.split())
