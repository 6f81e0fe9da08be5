"""The theme's style sheet without the rules that nothing on the site can match.

A theme styles all that a site could show; most of it no page here does, and every
reader waits for it. A rule goes when each of its selectors needs a class that stands
neither in a page nor in a script. It looks at classes only: a rule without one stays,
and so do all others that it cannot be sure of.
"""

import re
from collections.abc import Iterable
from pathlib import Path

RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
EMPTY = re.compile(r"@(?:media|supports)[^{}]*\{\}")
COMMA = re.compile(r",(?![^()]*\))")  # not one inside :is(...)
INSIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
CLASSES = re.compile(r'class="([^"]*)"')
WORD = re.compile(r"[\w-]+")


def slim(site: Path) -> None:
    """Prune the theme's style sheets in a folder with a built site."""
    pages = (file.read_text("utf-8") for file in site.rglob("*.html"))
    scripts = (file.read_text("utf-8") for file in site.rglob("*.js"))
    known = names(pages, scripts)
    for sheet in (site / "assets/stylesheets").glob("*.css"):
        sheet.write_text(pruned(sheet.read_text("utf-8"), known), "utf-8")


def names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Every class of a page, and every word of a script, since each may be one."""
    found: set[str] = set()
    for page in pages:
        for classes in CLASSES.findall(page):
            found.update(classes.split())
    for script in scripts:
        found.update(WORD.findall(script))
    return found


def pruned(css: str, known: set[str]) -> str:
    """The style sheet, which must not nest rules, for pages with these classes."""

    def kept(rule: re.Match) -> str:
        selectors = [
            selector
            for selector in COMMA.split(rule["selectors"])
            if known.issuperset(CLASS.findall(INSIDE.sub("", selector)))
        ]
        return f"{','.join(selectors)}{{{rule['body']}}}" if selectors else ""

    return EMPTY.sub("", RULE.sub(kept, css))
