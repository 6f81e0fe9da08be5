"""A published page as plain Markdown, for readers that are machines.

What is made for the eye goes: bars, line numbers, lanes, badges. What the page says
stays: prose, programs, outputs, what is proven, the steps of an order as a table. The
build writes it where the page's own Markdown lies below docs/, learn/locks.md, so that
links between pages hold; llms.py has the list.

It reads what expansion.py has made and knows no placeholder and no template, but for
the few classes below. Markup that it does not know loses its tags, never its words.
"""

import html
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from posixpath import dirname, join, normpath, relpath

from sitekit.pages.outline import FENCE
from sitekit.pages.spans import SPAN

FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# A drawing is most of a page, and its steps follow as a table.
DRAWN = re.compile(
    r'<div class="lanes\b.*?(?=<p class="ends)|<script\b.*?</script>', re.DOTALL
)
SAME = re.compile(
    r'(?<=<details class="order-table">)\s*<summary>.*?</summary>', re.DOTALL
)
ATTRIBUTES = re.compile(r" ?\{ ?[.#:][^{}\n]*\}")  # { .md-button }
FOLDED = re.compile(r"^([ \t]*)/// details \| (.+)$", re.MULTILINE)
FOLD_ENDS = re.compile(r"^[ \t]*///[ \t]*$", re.MULTILINE)
KEPT = re.compile("\0(\\d+)\0")

FOR_THE_EYE = {"actions", "runs", "elsewhere", "badge"}  # classes
SILENT = {"button", "style"}
BLOCKS = {"details", "div", "figcaption", "figure", "ol", "p", "ul"}
BLOCKS |= {"svg", "title", "desc"}  # of a picture, its words
MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "s": "~~", "code": "`"}
VOID = {"br": "\n", "hr": "\n", "img": "", "input": "", "wbr": ""}


def plain(
    expanded: str,
    name: str,
    pages: Mapping[str, str],
    embed: Callable[[list[str]], list[str]],
) -> str:
    """The expanded page of this name, `learn/locks.md`, as Markdown without HTML.

    `pages` has the names of all pages by their addresses, `learn/locks/`, and `embed`
    puts snippets in the place of the lines that name them.
    """
    text = SAME.sub("", DRAWN.sub("", FRONT.sub("", expanded, count=1)))
    lines = embed(text.split("\n"))
    text, kept = _without_code(lines)
    text = FOLD_ENDS.sub("", FOLDED.sub(r"\1**\2**", ATTRIBUTES.sub("", text)))
    writer = _Writer(name, pages)
    writer.feed(text)
    writer.close()
    text = re.sub(r"^- \n+", "- ", "".join(writer.out), flags=re.MULTILINE)
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return KEPT.sub(lambda found: kept[int(found[1])], text)


def _without_code(lines: list[str]) -> tuple[str, list[str]]:
    """The text with a number for each fence and each span of code, and these."""
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\0{len(kept) - 1}\0"

    out, fence, ticks = [], [], ""
    for line in lines:
        found = FENCE.match(line)
        if ticks:
            fence.append(line)
            if found and found["ticks"].startswith(ticks):
                body = "\n".join(fence[:-1]).rstrip("\n")
                out.append(keep(f"{body}\n{line}"))
                fence, ticks = [], ""
        elif found:
            fence, ticks = [line], found["ticks"]
        else:
            out.append(line)
    text = SPAN.sub(lambda span: keep(span[0]), "\n".join([*out, *fence]))
    return text, kept


class _Writer(HTMLParser):
    """Writes Markdown as it stands, and HTML as Markdown."""

    def __init__(self, name: str, pages: Mapping[str, str]):
        super().__init__(convert_charrefs=False)
        self.name, self.pages = name, pages
        self.address = next(at for at, page in pages.items() if page == name)
        self.out: list[str] = []
        self.open: list[tuple[str, int, str]] = []  # tag, where it begins, what follows
        self.unseen = 0  # how many of the open ones no reader hears of
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in VOID:
            self.out.append("" if self.unseen else VOID[tag])
            return
        self.unseen += self.unseen > 0 or self._unseen(tag, attributes)
        after = ""
        if tag in BLOCKS:
            self.out.append("\n\n")
        elif tag == "li":
            self.out.append("\n- ")
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag == "a":
            after = self._link(attributes.get("href") or "")
        elif "name" in (attributes.get("class") or "").split():
            after = "name"
        self.open.append((tag, len(self.out), after))

    def handle_endtag(self, tag):
        if tag not in [one for one, _, _ in self.open]:
            return
        while self.open:
            one, start, after = self.open.pop()
            if self.unseen:
                self.unseen -= 1
                del self.out[start:]
            else:
                self._written(one, start, after)
            if one == tag:
                return

    def _written(self, tag: str, start: int, after: str) -> None:
        """Replace what an element contains by what it is in Markdown."""
        inside = "".join(self.out[start:])
        del self.out[start:]
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append(" ".join(inside.split()).replace("|", "\\|"))
        elif tag == "table":
            self.out.append(_table(self.rows))
        elif tag == "summary":
            self.out.append(f"\n\n**{inside.strip()}**\n\n" if inside.strip() else "")
        elif tag == "a":
            self.out.append(f"[{inside}]({after})" if inside else "")
        elif after == "name":
            self.out.append(f"`{inside.replace('**', '')}`")
        elif tag in MARKS and inside.strip():
            self.out.append(f"{MARKS[tag]}{inside}{MARKS[tag]}")
        else:
            self.out.append(f"{inside}\n\n" if tag in BLOCKS else inside)

    def handle_data(self, data):
        inside = [tag for tag, _, _ in self.open]
        drawn = "svg" in inside and inside[-1] not in ("title", "desc")
        if not self.unseen and not drawn:
            self.out.append(data)

    def handle_entityref(self, name):
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name):
        self.handle_data(html.unescape(f"&#{name};"))

    def _unseen(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        classes = set((attributes.get("class") or "").split())
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        return hidden or tag in SILENT or bool(classes & FOR_THE_EYE)

    def _link(self, address: str) -> str:
        """Where a link of the page's address leads from the place of its Markdown."""
        if not address or re.match(r"[a-z]+:|#", address):
            return address
        path, hash_, anchor = address.partition("#")
        folder = "/" * path.endswith("/")
        target = normpath(join(self.address, path))
        page = self.pages.get(f"{target}{folder}".removeprefix("./"))
        lead = relpath(page or target, dirname(self.name) or ".")
        return f"{lead}{'' if page else folder}{hash_}{anchor}"


def _table(rows: list[list[str]]) -> str:
    if not rows:
        return ""
    head, *body = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join(["\n", head, "|---" * len(rows[0]) + "|", *body, "\n"])
