"""What the glossary says: its terms, and what is wrong with the way they are written.

    ### Lock
    *Also mutex.*

    An object that one thread at a time can take, ...

    [Locks](learn/locks.md#what-a-lock-does) · Python's glossary: [lock](https://...)

The heading is the standard name, and below it may stand other names. Then comes one
sentence, which may have `code` and nothing else of Markdown, since it is also shown
beside the word on other pages. The first link leads to the page that explains the term.

Where a name is also an everyday word, a comment right below the heading says which
words, and no others, are linked from other pages: `<!-- linked: default build -->`, or
`<!-- linked: nothing -->`. How they are linked is told in publishing/terms.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitekit.pages import asked
from sitekit.pages.outline import Section, sections
from sitekit.problem import Problem
from sitekit.site import Site

PAGE = "glossary.md"
LINKED = re.compile(r"<!--\s*linked:(?P<words>.*?)-->")
ALSO = re.compile(r"\*Also (?P<names>[^*]+)\.\*")
EXPLAINED = re.compile(
    r"\[(?P<title>[^\]]*)\]\((?P<page>[^)#\s]+\.md)(?:#(?P<place>[^)\s]*))?\)"
)
NOTHING = ("nothing",)  # what a comment says of a term that is linked nowhere
MARKDOWN = re.compile(r"\[[^\]]*\]\(|(?<!\w)([*_]{1,2})\w[^*_]*\1|</?\w")
ENDS = re.compile(r"[.!?](?:\s|$)")
CODE = re.compile(r"`[^`]*`")
SHAPE = "Write a heading, a blank line, a sentence, a blank line, and links."


@dataclass(frozen=True)
class Term:
    """A term of the glossary, and the place that explains it."""

    name: str
    also: tuple[str, ...]
    words: tuple[str, ...]  # those that are linked from other pages
    chosen: int  # the line of the comment that says which; 0 without one
    sentence: str
    title: str  # of the page that explains it, as the link has it
    page: str  # "learn/locks.md"
    place: str  # the anchor on that page, or ""
    anchor: str
    line: int


class Unreadable(Exception):
    """An entry that is none: the line, what is wrong, and what to do."""


def is_page(site: Site, page: Path) -> bool:
    """Whether this page is the glossary: it alone may have comments `linked`."""
    return page == site.docs / PAGE


Numbered = tuple[int, str]
Fault = tuple[int, str, str]  # line, what is wrong, what to do


def terms(text: str) -> list[Term]:
    """The entries that can be read, in their order."""
    found = []
    for section in _entries(text):
        try:
            found.append(_term(text, section))
        except Unreadable:
            continue  # told by problems()
    return found


def problems(place: str, text: str) -> Iterator[Problem]:
    """What is wrong with the entries; `place` names the page."""
    owners: dict[str, Term] = {}
    for section in _entries(text):
        for line, wrong, advice in _faults(text, section, owners):
            yield Problem(place, line, f"{section.title}: {wrong}", advice)


def _entries(text: str) -> Iterator[Section]:
    return (section for section in sections(text) if section.level == 3)


def _faults(text: str, section: Section, owners: dict[str, Term]) -> Iterator[Fault]:
    """What is wrong with an entry; `owners` has names and words of those before it."""
    try:
        term = _term(text, section)
    except Unreadable as error:
        yield error.args
        return
    yield from ((term.line, *fault) for fault in _of_sentence(term.sentence))
    for word in dict.fromkeys((term.name, *term.also, *term.words)):
        owner = owners.setdefault(_alike(word), term)
        if owner != term:
            wrong = f"{word!r} is a name of {owner.name!r}, too, in line {owner.line}"
            yield term.line, wrong, "Keep it in one entry."


def _alike(word: str) -> str:
    """The same for names that readers and links cannot tell apart."""
    return word.casefold().replace("-", " ").removesuffix("s")


def _term(text: str, section: Section) -> Term:
    """The term of an entry. Raises Unreadable."""
    first, *parts = _parts(text, section)
    if len(parts) != 2:
        many = f"{len(parts)} paragraph{'s' * (len(parts) != 1)}"
        wrong = f"{many} in place of a sentence and its links"
        raise Unreadable(section.lines.start, wrong, SHAPE)
    (_, heading), *below = first
    linked = also = None
    chosen = 0
    for number, line in below:
        linked, also = LINKED.fullmatch(line) or linked, ALSO.fullmatch(line) or also
        chosen = number if LINKED.fullmatch(line) else chosen
        if not any(read.fullmatch(line) for read in (LINKED, ALSO, asked.LINE)):
            wrong = f"{line!r} says nothing below the heading"
            advice = "Write *Also mutex, latch.* or <!-- linked: one word; another -->"
            raise Unreadable(number, wrong, advice)
    words = _listed(linked["words"], ";") if linked else ()
    if linked and not words:
        wrong = "a comment `linked` that says nothing"
        advice = "Name the words, or write <!-- linked: nothing -->"
        raise Unreadable(chosen, wrong, advice)
    sentence, links = (" ".join(line for _, line in part) for part in parts)
    explained = EXPLAINED.match(links)
    if explained is None:
        wrong = "the first link leads to no page of this site"
        advice = "Begin with the page that explains the term: [Locks](learn/locks.md)"
        raise Unreadable(parts[1][0][0], wrong, advice)
    name = heading.lstrip("# ").strip("`")
    names = _listed(also["names"], ",") if also else ()
    return Term(
        name=name,
        also=names,
        words=() if words == NOTHING else words or (name, *names),
        chosen=chosen,
        sentence=sentence,
        title=explained["title"],
        page=explained["page"],
        place=explained["place"] or "",
        anchor=section.anchor,
        line=section.lines.start,
    )


def _parts(text: str, section: Section) -> list[list[Numbered]]:
    """The numbered lines of an entry, in groups that blank lines end."""
    lines, parts = text.split("\n"), [[]]
    for number in section.lines:
        line = lines[number - 1].strip() if number <= len(lines) else ""
        if line and not line.startswith("</"):  # of an element around the entries
            parts[-1].append((number, line))
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _listed(text: str, between: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(between))))


def _of_sentence(sentence: str) -> Iterator[tuple[str, str]]:
    plain = CODE.sub("code", sentence)
    if found := MARKDOWN.search(plain):
        wrong = f"{found[0]!r} in the sentence, which is also shown without Markdown"
        yield wrong, "Write plain words and `code`; links have a line of their own."
    ends = len(ENDS.findall(plain))
    if ends != 1 or not plain.endswith("."):
        wrong = f"{ends} sentences" if ends > 1 else "a sentence without a period"
        yield wrong, "Say in one sentence what the term means."
