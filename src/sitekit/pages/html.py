"""The HTML on a page: its tags, and what would take the rest of the page with it.

Markdown hands HTML through as it is written. A tag, a comment or a `///` block that is
not closed makes a part of itself of all that follows, and is refused. Code is left out,
and what is embedded: a picture is held to its rules where it is drawn (tests/site).
"""

import difflib
import re
from html.parser import HTMLParser

from sitekit.pages.source import Source
from sitekit.pages.spans import without_code
from sitekit.pages.values import Tag

VOID = frozenset(["area", "br", "col", "hr", "img", "input", "source", "wbr"])
RUNS = frozenset(["script", "style", "iframe", "object", "embed", "form"])
BLOCK = re.compile(r"(?P<slashes>/{3,}) *((?P<name>[\w-]+) *(\|.*)?)?")
IN_CODE = "Write what is no HTML as code, between backticks."


def refuse_broken_html(source: Source) -> tuple[Tag, ...]:
    """The tags of a page. Raises PageError at what is not closed, or may not stand."""
    _refuse_broken_blocks(source)
    reader = _Reader()
    reader.feed("\n".join(_texts(source)) + "\n\n")
    tags = tuple(_on_page(source, tag) for tag in reader.tags)
    for tag in tags:
        _refuse_unseen(source, tag)
    if reader.unfinished:
        number = source.lines[reader.getpos()[0] - 1].number
        wrong = f"{reader.unfinished!r} is never finished"
        source.refuse(number, wrong, f"Close it. {IN_CODE}")
    for line in reader.swallowing:
        wrong = "a comment that is not closed before another one begins"
        source.refuse(source.lines[line - 1].number, wrong, "Close it with -->")
    for tag in (*reader.stray, *reader.open):
        here, advice = _on_page(source, tag), "Take it away, or open it."
        if here.name.startswith("/"):
            source.refuse(here.line, f"<{here.name}> closes nothing", advice)
        advice = f"Add </{here.name}>. {IN_CODE}"
        source.refuse(here.line, f"<{here.name}> is never closed", advice)
    return tags


def _refuse_unseen(source: Source, tag: Tag) -> None:
    """Refuse what runs on the page, and a picture that some readers would not see."""
    if tag.name in RUNS or any(name.startswith("on") for name in tag.attributes):
        wrong = f"<{tag.name}> brings what no test of this site has seen"
        advice = "Leave it out: what runs and how it looks is in docs/assets/."
        source.refuse(tag.line, wrong, advice)
    if tag.name == "img" and not (tag.attributes.get("alt") or "").strip():
        advice = 'Write <img alt="what it shows" ...>.'
        source.refuse(tag.line, "a picture without words", advice)


def _texts(source: Source) -> list[str]:
    """The page's lines, without those of fences, embedded ones, and code."""
    outside = set(source.outside())
    return without_code(
        "" if line.include or index not in outside else line.text
        for index, line in enumerate(source.lines)
    )


def _on_page(source: Source, tag: Tag) -> Tag:
    return Tag(tag.name, tag.attributes, source.lines[tag.line - 1].number)


class _Reader(HTMLParser):
    """Collects tags; `open` are not closed, `stray` close nothing or not in time."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.tags: list[Tag] = []
        self.open: list[Tag] = []
        self.stray: list[Tag] = []
        self.swallowing: list[int] = []  # the lines of comments with another inside

    @property
    def unfinished(self) -> str:
        """The beginning of a tag or comment that the page ends in."""
        text = self.rawdata.lstrip()
        return text.partition("\n")[0][:30] if text.startswith("<") else ""

    def handle_comment(self, data):
        if "<!--" in data:
            self.swallowing.append(self.getpos()[0])

    def handle_startendtag(self, tag, attrs):
        if ":" not in tag and "@" not in tag:  # <https://...> is a link of Markdown
            self.tags.append(Tag(tag, dict(attrs), self.getpos()[0]))

    def handle_starttag(self, tag, attrs):
        before = len(self.tags)
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open += self.tags[before:]

    def handle_endtag(self, tag):
        names = [other.name for other in self.open]
        if tag not in names:
            self.stray.append(Tag(f"/{tag}", {}, self.getpos()[0]))
            return
        at = len(names) - 1 - names[::-1].index(tag)
        self.stray += self.open[at + 1 :]
        del self.open[at:]


def _refuse_broken_blocks(source: Source) -> None:
    """Refuse a `///` block that Markdown does not know, or that is not closed."""
    known, opened = source.site.blocks, []
    for index in source.outside():
        text, number = source.lines[index].text.strip(), source.lines[index].number
        if not text.startswith("///"):
            continue
        found = BLOCK.fullmatch(text)
        name = found and found["name"]
        if found is None or (name and name not in known):
            near = difflib.get_close_matches(name or text.strip("/ "), known, 1)
            advice = f"Did you mean {near[0]}? " if near else ""
            listed = ", ".join(f"/// {name} | Title" for name in known)
            source.refuse(number, f"{text} opens no block", f"{advice}Write {listed}.")
        if name is None:
            if not opened or len(opened[-1][1]) != len(found["slashes"]):
                advice = "Take it away, or correct the line that opens the block."
                source.refuse(number, f"{text} closes no block", advice)
            opened.pop()
            continue
        if opened and len(opened[-1][1]) <= len(found["slashes"]):
            _refuse_open(source, *opened[-1], f"before line {number} opens another")
        opened.append((number, found["slashes"]))
    if opened:
        _refuse_open(source, *opened[-1], "on this page")


def _refuse_open(source: Source, number: int, slashes: str, where: str) -> None:
    wrong = f"this block is not closed {where}"
    source.refuse(number, wrong, f"Close it with a line that is {slashes}")
