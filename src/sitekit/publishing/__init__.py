"""From a page as it is written to a page that any Markdown builder can publish.

    expansion.py       the one function: a page in, Markdown out
    placeholders.py    the grammar of `{{ … }}`
    figures.py         a program with its bar, its lines, its outputs and its proof
    answers.py         an exercise: its checks, right answers, what others tried
    terms.py           the first use of each term, as a link to the glossary
    plots.py           what a program measured, as bars
    changes.py         what changed between a broken program and its fixed twin
    contents.py        the pages of a part of the navigation, as lists
    questions.py       every section and every name of Python's, as lists
    sections.py        what the search finds: sections as prose
    plain.py           a page as plain Markdown, for machines; llms.py, the list of all
    kept.py            drawings, kept from one build to the next
    aside.py           what neither Markdown nor the search has to read
    downloads.py       the programs as files, and all of them as one archive
    reference.py       the rows of the reference, and where they are
    code_links.py      names in the code of a built page, linked to their rows
    history.py         the day each page last changed
    styles.py          the theme's style sheets, as small as the site lets them be

It reads pages, programs and records, and draws recorded orders; it runs nothing else
and knows nothing of MkDocs, whose hooks call it (hooks.py).
"""

from sitekit.publishing.expansion import Publication

__all__ = ["Publication"]
