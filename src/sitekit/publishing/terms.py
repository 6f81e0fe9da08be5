"""The first use of a term on a page, as a link to its entry in the glossary.

Who writes a page links no terms: the build does, in the Markdown, so that any builder
publishes the links. Beside a link, docs/assets/js/tip.js shows the sentence, which it
takes from PATH; without it, a link is a link.

What is linked is running text. Headings, code, tables, quotations and HTML are left
alone, and so is emphasis: where a page has the name of a term in bold or italics, it
explains the term there, and needs no link from then on. Nor does it where the name of
the term is itself a link to the page that explains it; that link gets the sentence.

A page does not link what the glossary says that it explains, and home, which promises
and does not explain, links nothing. A word that stands on most pages is not linked in
lessons after the one that explains it.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath

from sitekit.pages import glossary
from sitekit.pages.glossary import Term
from sitekit.pages.outline import prose_lines
from sitekit.pages.spans import without_code
from sitekit.problem import ProblemError
from sitekit.site import Site, address

PATH = "glossary/terms.json"
NBSP = "\N{NO-BREAK SPACE}"
HOME, LESSONS = "index.md", "learn/"
NOTHING = r"(?!)"
COMMON = 0.5  # the share of the pages that a common word stands on, or more
NOT_TEXT = re.compile(
    r"\s*(#{1,6} |!!!|\?{3}|===|/{3}|\||--8<--|Next\b[^.:]*: \[|\*[^*]+\*$)"
)
LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\](?:\((?P<address>[^)]*)\)|\[[^\]]*\])(?!\{)"
)
HIDDEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<tag>[a-z]\w*)\b(?![^>]*\bmarkdown\b)[^<>]*>.*?</(?P=tag)>"
    r"|</?[a-z][^<>]*>"
    r"|\{\{.*?\}\}|\{:? ?[.#][^}\n]*\}"  # a placeholder, or attributes
    r'|"[^"\n]*"',
    re.DOTALL,
)
EMPHASIS = re.compile(r"(?P<marks>\*{1,2})(?=\S)(?P<inside>[^*]+)(?<=\S)(?P=marks)")


@dataclass(frozen=True)
class _Use:
    """A term in the text of a page, from the first character to after the last."""

    start: int
    end: int
    term: Term
    is_link: bool = False  # of the author's, to the page that explains it
    is_explained: bool = False  # at this place


class Terms:
    """The terms of a site's glossary; none where it has no such page."""

    def __init__(self, site: Site):
        self.site = site
        self.file = site.docs / glossary.PAGE
        text = site.read(self.file) if self.file.is_file() else ""
        self.all = glossary.terms(text)
        self._by_word = {
            word.casefold(): term for term in self.all for word in term.words
        }
        self._pattern = _pattern(word for term in self.all for word in term.words)

    def linked(self, page: Path, text: str) -> str:
        """The Markdown of a page with the first use of each term as a link.

        It has as many lines as before.
        """
        if not self._has_links(page):
            return text
        left_out, entries = self._left_out(page), self._entries(page)
        for use in reversed(self._first_uses(page, text)):
            anchor, word = use.term.anchor, text[use.start : use.end]
            if use.term in left_out:
                continue
            if use.is_link:
                link = f'{word}{{ .term data-term="{anchor}" }}'
            else:
                link = f"[{word}]({entries}#{anchor}){{ .term }}"
            text = text[: use.start] + link + text[use.end :]
        return text

    def listed(self, page: Path) -> str:
        """All names in alphabetical order, as links from this page."""
        entries = "" if page == self.file else self._entries(page)
        named = [(term.name, term) for term in self.all]
        named += [
            (name, term)
            for term in self.all
            for name in term.also
            if not term.name.casefold().startswith(name)  # it would stand beside it
        ]
        return f"{NBSP}· ".join(
            f"[{name}]({entries}#{term.anchor})"
            for name, term in sorted(named, key=lambda pair: pair[0].casefold())
        )

    def to_json(self) -> str:
        """What a page shows beside a term: its sentence, and where it is explained."""
        told = {
            term.anchor: {
                "sentence": term.sentence,
                "title": term.title,
                "at": address(Path(term.page), term.place),
            }
            for term in self.all
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def common(self) -> frozenset[Term]:
        """The terms that stand on most of the pages that link terms."""
        pages = self.linking
        uses = Counter(term for page in pages for term in self._uses(page))
        return frozenset(t for t, many in uses.items() if many >= COMMON * len(pages))

    def pages_with(self, words: Iterable[str]) -> Counter[str]:
        """On how many of the pages that link terms each of these words stands."""
        by_word = {word.casefold(): word for word in words}
        pattern, found = _pattern(by_word.values()), Counter()
        for page in self.linking:
            running = _shown(self._text(page))
            spoken = {
                " ".join(one["word"].split()) for one in pattern.finditer(running)
            }
            found.update({by_word[word.casefold()] for word in spoken})
        return found

    @property
    def linking(self) -> list[Path]:
        """The pages on which terms are linked."""
        return [page for page in self.site.pages() if self._has_links(page)]

    @cached_property
    def _lessons(self) -> list[str]:
        """The lessons in the order in which they are read."""
        return [name for name in self.site.named() if name.startswith(LESSONS)]

    def _has_links(self, page: Path) -> bool:
        return self._name(page) not in (HOME, glossary.PAGE)

    def _name(self, page: Path) -> str:
        return page.relative_to(self.site.docs).as_posix()

    def _entries(self, page: Path) -> str:
        return os.path.relpath(self.file, page.parent).replace(os.sep, "/")

    def _left_out(self, page: Path) -> set[Term]:
        """The terms that this page explains, and common ones of earlier lessons."""
        name = self._name(page)
        lessons = self._lessons
        earlier = lessons[: lessons.index(name)] if name in lessons else []
        known = {term for term in self.common if term.page in earlier}
        return known | {term for term in self.all if term.page == name}

    def _uses(self, page: Path) -> list[Term]:
        return [use.term for use in self._first_uses(page, self._text(page))]

    def _text(self, page: Path) -> str:
        try:
            return self.site.read(page)
        except ProblemError:  # it is told where the page is read
            return ""

    def _first_uses(self, page: Path, text: str) -> list[_Use]:
        """Where a page first uses each term that it does not explain at that place."""
        shown = _shown(text)
        links = list(LINK.finditer(shown))
        running = LINK.sub(_blank, shown)
        uses = [*self._in_links(page, links), *self._in_text(running)]
        first: dict[Term, _Use] = {}
        for use in sorted(uses, key=lambda use: use.start):
            first.setdefault(use.term, use)
        return [use for use in first.values() if not use.is_explained]

    def _in_text(self, running: str) -> Iterator[_Use]:
        """The uses outside links; in emphasis, those that are all of it."""
        emphasized = list(EMPHASIS.finditer(running))
        for found in self._pattern.finditer(running):
            within = [e for e in emphasized if e.start() < found.start() < e.end()]
            if not within or within[0]["inside"] == found[0]:
                term = self._named(found)
                yield _Use(*found.span(), term, is_explained=bool(within))

    def _in_links(self, page: Path, links: Iterable[re.Match]) -> Iterator[_Use]:
        """Links whose text is a term, and which lead to the page that explains it."""
        folder = PurePosixPath(self._name(page)).parent
        for link in links:
            found = self._pattern.fullmatch(link["text"])
            if not found or not link["address"]:
                continue
            target = link["address"].partition("#")[0]
            term = self._named(found)
            if normpath(folder / target) == term.page:
                yield _Use(*link.span(), term, is_link=True)

    def _named(self, found: re.Match) -> Term:
        return self._by_word[" ".join(found["word"].split()).casefold()]


def _pattern(words: Iterable[str]) -> re.Pattern:
    """Finds the words and their plurals, the longest first, over the end of a line."""
    longest_first = sorted(words, key=len, reverse=True)
    found = "|".join(map(_either_case, longest_first)) or NOTHING
    return re.compile(rf"(?<![\w-])(?=\w)(?P<word>{found})(?:e?s)?(?![\w-])")


def _either_case(word: str) -> str:
    """A pattern for a word that may begin a sentence; an acronym stays as it is."""
    first, rest = word[0], re.escape(word[1:]).replace(r"\ ", r"\s+")
    if word[1:2].islower():
        first = f"[{first.lower()}{first.upper()}]"
    return first + rest


def _shown(text: str) -> str:
    """The text with blanks for all but running text and links, so that places stay."""
    written = text.split("\n")
    lines = [" " * len(line) for line in written]
    for number, line in prose_lines(text):
        if not NOT_TEXT.match(line):
            lines[number - 1] = written[number - 1]
    return HIDDEN.sub(_blank, "\n".join(without_code(lines)))


def _blank(found: re.Match) -> str:
    return re.sub(r"[^\n]", " ", found[0])
