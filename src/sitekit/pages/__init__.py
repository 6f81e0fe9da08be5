"""A page, read the way it is published: its blocks, or why it is refused.

    values.py     what a page is once it is read
    reading.py    expands the snippets, finds the blocks, refuses what would not run

It runs nothing; programs.py gathers the programs of all pages.
"""

from sitekit.pages.reading import INCLUDE, create_missing_outputs, read_page
from sitekit.pages.values import Block, Include, Line, Page, PageError

__all__ = [
    "INCLUDE",
    "Block",
    "Include",
    "Line",
    "Page",
    "PageError",
    "create_missing_outputs",
    "read_page",
]
