"""Tie the pages to the programs they show: what is published is what ran.

A page under docs/ embeds files under snippets/. This package reads the pages
the way they are published, runs every program on them as a reader would, holds
the output to the page, and builds the small additions the site needs.

    site.py        the folders and the Markdown settings
    pages/         a page, its snippets expanded, as blocks; refuses what would not run
    programs.py    every program of the site, from all pages, and how it is to be run
    rules.py       does an output keep what the page says?
    running/       interpreters, one program in a fresh one, what is wrong with its end
    removing/      a program without one of its locks, events, joins ...
    records/       which program ran where, what it measured, what is proven of it
    drawing/       recorded orders, drawn
    plugin.py      the pytest plugin: pytest-codeblocks, but for published blocks
    hooks.py       the MkDocs hooks: downloads, run records, measured numbers
    commands/      `python -m sitekit`: prove, record, versions, bench and more

Imports run downward in this list, but for rules.py and removing/, which know nothing
of the rest.
It holds no lesson and no theme, and it is no general tool: it knows this site's
folders and nothing beyond them. Start with pages/.
"""
