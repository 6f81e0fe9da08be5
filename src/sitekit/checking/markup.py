"""Markdown that readers would see as it is typed: tables, links, emphasis gone wrong.

Markdown never says that it cannot read something: it shows the characters. Read from
the text, without its code, since only there each fault has a line. What would also take
the rest of the page with it is refused when the page is read (pages/html.py).
"""

import re
from collections.abc import Iterable, Iterator

from sitekit.pages.outline import prose_lines
from sitekit.pages.spans import without_code
from sitekit.problem import Problem

DELIMITERS = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
BAR = re.compile(r"(?<!\\)\|")
ITEM = re.compile(r"(?P<margin> *)(?:[-*+]|\d+[.)]) +\S")
APART = re.compile(r"\s*(#{1,6} |/{3}|<|!!!|\?{3}|===|\|)")  # no text for a list below
NOTE = re.compile(r"(?P<margin> *)(?:!!!|\?{3}\+?|===) ")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HIDDEN = re.compile(  # what is no text: comments, tags, placeholders, addresses
    r"<!--.*?-->|<[^>]+>|\{\{.*?\}\}|\]\([^)]*\)|\]\[[^\]]*\]|^\s*\[[^\]]+\]: .*$",
    re.DOTALL | re.MULTILINE,
)
OPENS = re.compile(r"(?<![\\*\w])\*(?=[^\s*])")
CLOSES = re.compile(r"(?<=[^\s*\\])\*(?![\w*])")
NO_HEADING = re.compile(
    r" {0,3}(?P<marks>#{1,6})(?:\s*|[^#\s].*)| {1,3}(?P<inner>#{1,6}) .+"
)
UNDERLINE = re.compile(r"(-{3,}|={3,})\s*")
BEGINS = re.compile(r"\s*([-*+] |\d+[.)] |#|\||/{3})")  # a paragraph of its own
DEFINED = re.compile(r"\s*\[(?P<name>[^\]]+)\]:\s*\S")
REFERENCE = re.compile(r"\[(?P<text>[^\]]+)\]\[(?P<name>[^\]]*)\]")
ADDRESS = r"[^()\s]*(?:\.md|\.html|://|#)[^()\s]*"
WRITE = "Write [text](address)."
NO_LINKS = {
    re.compile(r"\[[^\]]*\]\(\s*\)"): "a link without an address",
    re.compile(r"(?<!!)\[\]\([^)\s]+\)"): "a link without words",
    re.compile(rf"\[[^\]]+\]\s+\({ADDRESS}\)"): "space between a link and its address",
    re.compile(r"\]\([^)\s\"]+[ \t]+[^)\s\"'][^)]*\)"): "an address with a space in it",
    re.compile(r"\]\([^)]*\Z"): "the address of this link is never closed",
    re.compile(rf"\([^()]+\)\[{ADDRESS}\]"): "a link with its brackets changed",
}


AS_TYPED = {
    re.compile(r"(?<![\[\w])https?://\S+"): ("is no link, but text", WRITE),
    re.compile(r"(?<![\w\]\\!)])\[[^\]^]+\](?!\s?[\[(:{])"): ("is no link", WRITE),
    re.compile(r"\[\^[^\]]+\]"): ("is no footnote here", "Say it in the text."),
    re.compile(r"(?<![\w\\])__\w+"): (
        "would be bold, or shown as it is",
        "Write names as `code`, and bold as **words**.",
    ),
    re.compile(r"~~\S|(?<![=\w])==\w"): (
        "is shown as it stands",
        "Say it in words: nothing is struck out or highlighted here.",
    ),
    re.compile(r"(?<!\\)\\$", re.MULTILINE): (
        "at the end of a line is shown as it stands",
        "Begin a paragraph in its place.",
    ),
    re.compile(r"^\s*[•·–—] \S.*$", re.MULTILINE): (
        "is no item of a list",
        "Begin each with a hyphen: - item.",
    ),
}


def problems(place: str, text: str) -> Iterable[Problem]:
    """What would show as it is typed on one page; `place` names it."""
    written = [""] * (text.count("\n") + 1)
    for number, line in prose_lines(text):
        written[number - 1] = line
    lines = without_code(written)
    defined = {d["name"].casefold() for line in lines if (d := DEFINED.match(line))}
    for first, paragraph in _paragraphs(lines):
        for at, wrong, advice in _in_paragraph(paragraph, defined):
            number = first + paragraph.count("\n", 0, at)
            yield Problem(place, number, wrong, advice)
    blocks = (*_headings(written), *_lists(lines), *_notes(lines), *_tables(lines))
    for number, wrong, advice in blocks:
        yield Problem(place, number, wrong, advice)


def _headings(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """What Markdown or an author takes for a heading, and this site does not."""
    for number, line in enumerate(lines, 1):
        above = lines[number - 2] if number > 1 else ""
        if found := NO_HEADING.fullmatch(line):
            wrong = f"{line.strip()[:40]!r} is no heading"
            marks = found["marks"] or found["inner"]
            advice = f"At the beginning of the line, write {marks} and its words."
            yield number, wrong, advice
        elif UNDERLINE.fullmatch(line) and above.strip() and not BEGINS.match(above):
            wrong = "a line of dashes makes a heading of the line above it"
            yield number, wrong, "Write ## before a heading, or leave a blank line."


def _lists(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Items that Markdown does not take for such: too near above, or to the left."""
    text, inside = False, False  # whether a paragraph goes on, whether a list does
    for number, line in enumerate(lines, 1):
        found = ITEM.match(line)
        margin = len(found["margin"]) if found else 0
        if found and text and not inside:
            wrong = "a list right below other text is not read as one"
            yield number, wrong, "Leave a blank line above it."
        elif found and inside and margin % 4:
            wrong = f"an item that is indented by {margin} spaces"
            yield number, wrong, "A list within a list is indented by four."
        if found:
            inside = True
        elif line.strip() and not line.startswith(" "):
            inside = inside and text
        text = bool(line.strip()) and (found is not None or not APART.match(line))


def _notes(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Notes and tabs without what stands in them."""
    for number, line in enumerate(lines, 1):
        found = NOTE.match(line)
        below = next((one for one in lines[number:] if one.strip()), "")
        if found and not below.startswith(f"{found['margin']}    "):
            wrong = f"nothing stands inside {line.strip()[:40]!r}"
            yield number, wrong, "Indent its text by four spaces."


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The number of the first line, and the lines, of what belongs together."""
    first, taken = 1, []
    for number, line in enumerate([*lines, ""], 1):
        if taken and (not line.strip() or BEGINS.match(line)):
            yield first, "\n".join(taken)
            taken = []
        if line.strip():
            first = first if taken else number
            taken.append(line)


def _in_paragraph(text: str, defined: set[str]) -> Iterator[tuple[int, str, str]]:
    """Where something in it is no Markdown, what, and what to do."""
    for pattern, wrong in NO_LINKS.items():
        for found in pattern.finditer(text):
            yield found.start(), f"{wrong}: {_short(found[0])}", WRITE
    for found in REFERENCE.finditer(text):
        name = found["name"] or found["text"]
        if name.casefold() not in defined:
            wrong = f"{_short(found[0])} leads nowhere: there is no line [{name}]: ..."
            yield found.start(), wrong, WRITE
    for pattern, (wrong, advice) in AS_TYPED.items():
        for found in pattern.finditer(HIDDEN.sub(_blank, text)):
            if found[0].strip("[]").casefold() in defined:
                continue
            yield found.start(), f"{_short(found[0])} {wrong}", advice
    yield from _emphasis(text)
    if tick := re.search(r"(?<!\\)`", text):
        wrong = "a backtick that is never closed"
        yield tick.start(), wrong, "Close the code in the same paragraph."


def _emphasis(text: str) -> Iterator[tuple[int, str, str]]:
    bold = [found.start() for found in re.finditer(r"(?<!\\)\*\*", text)]
    if len(bold) % 2:
        yield bold[-1], "** that is never closed", "Close it in the same paragraph."
    shown = COMMENT.sub(_blank, text)
    opens, closes = (list(each.finditer(shown)) for each in (OPENS, CLOSES))
    if len(opens) != len(closes):
        at = max(opens, closes, key=len)[0].start()
        yield at, "* that is never closed, or never opened", "Write *words* or \\*."


def _blank(found: re.Match) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _short(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    return text if len(text) < 60 else f"{text[:57]}..."


def _tables(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    rows: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and (rows or line.lstrip().startswith("|")):
            if not rows and number > 1 and lines[number - 2].strip():
                wrong = "a table right below other text is not read as one"
                yield number, wrong, "Leave a blank line above it."
            rows.append(line.strip())
        elif rows:
            yield from _table(number - len(rows), rows)
            rows = []


def _table(first: int, rows: list[str]) -> Iterator[tuple[int, str, str]]:
    if len(rows) < 2 or not DELIMITERS.fullmatch(rows[1]):
        wrong = "a table without a line between head and rows is not read as one"
        head = "|" + "---|" * _cells(rows[0])
        yield first, wrong, f"Below its first line, write {head}"
        return
    for number, row in enumerate(rows[1:], first + 1):
        if not row.startswith("|"):
            advice = "Begin each row with |, and leave a blank line below the table."
            yield number, "this line is read as a row of the table above it", advice
        elif _cells(row) != _cells(rows[0]):
            wrong = f"a row of {_cells(row)} cells in a table of {_cells(rows[0])}"
            yield number, wrong, "Give it as many; a bar that is none is written \\|."


def _cells(row: str) -> int:
    return len(BAR.split(re.sub(r"(?<!\\)\|$", "", row).removeprefix("|")))
