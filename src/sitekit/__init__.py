"""Tie the pages to the programs they show: what is published is what ran.

A page under docs/ embeds files under snippets/. This package reads the pages
the way they are published, runs every program on them as a reader would, holds
the output to the page, and builds the small additions the site needs.

    pages.py       a page, its snippets expanded, as blocks; refuses what would not run
    programs.py    every program of the site, from all pages, and how it is to be run
    run.py         one program in a fresh interpreter
    rules.py       does an output keep what the page says?
    plugin.py      the pytest plugin: pytest-codeblocks, but for published blocks
    hooks.py       the MkDocs hooks: downloads, run records, measured numbers
    proofs.py      what everyorder found: does a program keep its page in every order?
    orders.py      recorded orders of broken programs; drawing.py and lanes.py draw them
    records.py     which program ran where; what was measured
    __main__.py    `python -m sitekit`: prove, record, versions, bench and more

It holds no lesson and no theme, and it is no general tool: it knows this site's
folders and nothing beyond them. Start with pages.py.
"""
