"""Each term of the glossary is on its page, and linked once where a page first uses it."""

import json
import re
from html import unescape

import pytest

from sitekit.publishing import terms

TERM = re.compile(r'<a class="term"[^>]*>')
# What no term may stand in: code, a heading, a table, another link.
AROUND = re.compile(
    r"<(?P<tag>h[1-6]|code|pre|table|svg|button|summary)\b.*?</(?P=tag)>", re.S
)


@pytest.fixture(scope="module")
def all_terms(rules):
    found = rules.publication.terms.all
    assert len(found) >= 60
    return found


def anchor_of(link):
    """Of which term a link is."""
    named = re.search(r'data-term="([^"]+)"', link) or re.search(r"#([^\"]+)", link)
    return named[1]


def articles(built):
    """From each page's address to what stands in its article."""
    for address, page in built.pages.items():
        html = page.file.read_text("utf-8")
        yield address, html.partition("<article")[2].partition("</article>")[0]


def test_each_term_has_its_place_on_the_page(built, all_terms):
    assert {term.anchor for term in all_terms} <= built.pages["glossary/"].ids


def test_the_sentences_that_scripts_show_are_those_of_the_page(built, all_terms):
    told = json.loads((built.folder / terms.PATH).read_text("utf-8"))
    assert set(told) == {term.anchor for term in all_terms}
    page = built.pages["glossary/"].file.read_text("utf-8")
    shown = unescape(
        re.sub(r"<[^>]+>", "", page.replace("<code>", "`").replace("</code>", "`"))
    )
    for entry in told.values():
        assert entry["sentence"] in shown
        assert entry["at"].partition("#")[0] in built.pages


def test_a_page_links_a_term_once_and_never_in_code_or_a_heading(built, all_terms):
    known = {term.anchor for term in all_terms}
    for address, html in articles(built):
        linked = [anchor_of(link) for link in TERM.findall(html)]
        assert len(set(linked)) == len(linked), address
        assert set(linked) <= known, address
        for part in AROUND.finditer(html):
            assert not TERM.search(part[0]), f"{address}: {part[0][:200]}"
        assert not re.search(r"<a\b[^>]*>(?:(?!</a>).)*<a\b", html), address


def test_a_page_does_not_link_what_it_explains(built, all_terms):
    explains = {term.anchor: term.page for term in all_terms}
    for address, html in articles(built):
        source = built.source(address).removeprefix("docs/")
        for link in TERM.findall(html):
            assert explains[anchor_of(link)] != source, address


def test_terms_are_linked_where_readers_come_and_not_in_every_line(built):
    """A lesson, an exercise, an answer: some, but not so many that the text is all links."""
    many, crowded = {}, []
    for address, html in articles(built):
        many[address] = len(TERM.findall(html))
        words = len(re.sub(r"<[^>]+>", " ", html).split())
        if many[address] > 3 + words / 50:
            crowded.append(address)
    assert crowded == []
    assert many["learn/testing-and-debugging/"] >= 5
    assert many["exercises/lost-update/"] >= 2
    assert many["faq/pools/"] >= 5
    assert many[""] == many["glossary/"] == 0
