"""A page, read the way it is published: its blocks, or why it is refused.

    values.py        what a page is once it is read
    outline.py       its lines outside fences, and its headings
    source.py        its lines with the snippets put in, and its fences
    directives.py    the comments above fences: marks, and which output is whose
    marks.py         what a page claims of a program
    outputs.py       outputs that differ between Pythons
    refusing.py      code that no test would see
    spans.py         code within a paragraph
    asked.py         what readers call a section, for the search
    glossary.py      the terms of the glossary, one sentence each
    html.py          HTML and blocks that would take the rest of the page with them
    reading.py       all of it together: the blocks

It runs nothing; programs.py gathers the programs of all pages.
"""

from sitekit.pages.marks import MARKS, Claims, Ending, MarkError, claims_of, read_mark
from sitekit.pages.reading import read_page
from sitekit.pages.source import INCLUDE
from sitekit.pages.values import Block, Page, PageError

__all__ = [
    "INCLUDE",
    "MARKS",
    "Block",
    "Claims",
    "Ending",
    "MarkError",
    "Page",
    "PageError",
    "claims_of",
    "read_mark",
    "read_page",
]
