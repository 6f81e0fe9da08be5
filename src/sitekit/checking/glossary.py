"""The entries of the glossary: that they can be read, and that they keep their word.

How an entry is written is told in pages/glossary.py. Here each is also held to the page
that it says explains it, to Python's own glossary, and to the pages that would link it:
a word that stands on many of them is an everyday word.
"""

import re
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from sitekit.pages import glossary
from sitekit.pages.glossary import Term
from sitekit.problem import Problem
from sitekit.publishing.terms import Terms
from sitekit.records.documentation import ROOT, Documentation
from sitekit.site import Site
from sitekit.text import counted

PYTHONS = "glossary.html"
EVERYDAY = 0.2  # the share of the pages that an everyday word stands on, or more
ONE_WORD = re.compile(r"\w[a-z]+")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def problems(
    site: Site, text: str, documentation: Documentation | None
) -> Iterator[Problem]:
    """What is wrong with the page; without a record, Python's glossary is unknown."""
    place = site.name(site.docs / glossary.PAGE)
    yield from glossary.problems(place, text)
    anchors = documentation.pages.get(PYTHONS, ()) if documentation else ()
    known = {anchor.casefold(): anchor for anchor in anchors}
    terms = glossary.terms(text)
    yield from _words(site, place, terms)
    for term in terms:
        page = site.docs / term.page
        if page.is_file() and not _says(site.read(page), term):
            wrong = f"{term.name}: {site.name(page)} never says it"
            advice = "Name the page that explains the term, or use the term there."
            yield Problem(place, term.line, wrong, advice)
        theirs = [_anchor(name) for name in (term.name, *term.also)]
        there = [f"{PYTHONS}#{known[anchor]}" for anchor in theirs if anchor in known]
        if there and not any(address in text for address in there):
            wrong = f"{term.name}: no link to Python's own glossary, which has it"
            advice = f"Add it to the links below the sentence: {ROOT}{there[0]}"
            yield Problem(place, term.line, wrong, advice)


def _words(site: Site, place: str, terms: list[Term]) -> Iterator[Problem]:
    """Everyday words that nobody said are meant, and words that no page has."""
    pages = Terms(site)
    found = pages.pages_with(word for term in terms for word in term.words)
    many = EVERYDAY * len(pages.linking)
    for term in terms:
        for word in term.words:
            if word not in (term.name, *term.also) and not found[word]:
                wrong = f"{term.name}: `linked` says {word!r}, which no page has"
                advice = "Correct it, or leave it out."
                yield Problem(place, term.chosen, wrong, advice)
            elif not term.chosen and ONE_WORD.fullmatch(word) and found[word] >= many:
                wrong = (
                    f"{term.name}: {word!r} stands on {counted(found[word], 'page')}"
                )
                yield Problem(place, term.line, wrong, _meant(term))


def _meant(term: Term) -> str:
    all_of_them = "; ".join(name.lower() for name in (term.name, *term.also))
    return (
        "An everyday word may be linked where the term is not meant. Below the heading,"
        f" write which words are: <!-- linked: {all_of_them} -->, fewer, or nothing."
    )


def _anchor(name: str) -> str:
    return f"term-{slugify(name, '-')}"


def _says(text: str, term: Term) -> bool:
    """Whether readers of a page find one of the names or words on it."""
    text = COMMENT.sub("", text)
    names = "|".join(map(re.escape, (term.name, *term.also, *term.words)))
    apart = re.sub(r"\\[ -]", r"[\\s-]+", names)
    return bool(re.search(rf"(?<!\w)(?:{apart})", text, re.IGNORECASE))
