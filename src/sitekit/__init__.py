"""Tie the pages to the programs they show: what is published is what ran.

A page under docs/ embeds files under snippets/. This package reads the pages
the way they are published, runs every program on them as a reader would, holds
the output to the page, and builds the small additions the site needs.

    problem.py     a rule that is not kept: file, line, what is wrong, what to do
    text.py        text files: read, or told with the line at fault
    releases.py    versions of Python as numbers
    site.py        the folders and the Markdown settings
    exercises.py   the exercises: a folder of programs each, and its page
    templates.py   the Jinja templates of a room
    pages/         a page, its snippets expanded, as blocks; refuses what would not run
    programs.py    every program of the site, from all pages, and how it is to be run
    rules.py       does an output keep what the page says?
    promises.py    what each order of a program must keep, as plain values
    courses.py     one order, run: how it ended in words
    running/       interpreters, one program in a fresh one, what is wrong with its end
    removing/      a program without one of its locks, events, joins ...
    records/       which program ran where, what it measured, what is proven of it
    reference/     Python's public names: which there are, who uses them, what is said
    drawing/       recorded orders, drawn
    publishing/    a page as Markdown for any builder: figures, numbers, downloads
    table_headers.py   a Markdown extension: which cells of a table are headers
    checking/      the rules for words, lessons, links, programs and records
    live/          programs run in the reader's browser: what answers, what is packed
    plugin.py      the pytest plugin: pytest-codeblocks, but for published blocks
    hooks.py       the MkDocs hooks, which call publishing/; theme/ has its templates
    commands/      `python -m sitekit`: check, records, build, page and more

Imports run downward in this list, but for rules.py, promises.py, courses.py and
removing/, which know nothing of the rest. It holds no lesson, and it is no general
tool: it knows this site's folders and nothing beyond them. Start with pages/.
"""
