"""Style sheets without what no page can use, and without what no browser reads.

A theme styles all that a site could show; most of it no page here does, and every
reader waits for it. A rule goes when each of its selectors needs a class that stands
neither in a page nor in a script of a page; then a variable goes, an icon for example,
that no rule reads. It looks at nothing else: what it cannot be sure of stays. The
site's own sheets have no more than they need, and lose their comments and line breaks.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
EMPTY = re.compile(r"@(?:media|supports)[^{}]*\{\}")
COMMA = re.compile(r",(?![^()]*\))")  # not one inside :is(...)
INSIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
VARIABLE = re.compile(r'(?<=[{;])(--[\w-]+):(?:url\("[^"]*"\)|[^;{}]*);?')
READ = re.compile(r"var\((--[\w-]+)")
CLASSES = re.compile(r'class="([^"]*)"')
WORD = re.compile(r"[\w-]+")
# What the theme's script makes classes with these beginnings for: features and settings
# of mkdocs.yml, as each page has them, or a class of a page. Without, it makes none.
NEEDS: Mapping[str, frozenset[str]] = {
    "md-annotation": frozenset({"content.code.annotate"}),
    "md-code__": frozenset({"content.code.copy", "content.code.select"}),
    "md-search-result": frozenset({"md-search__form"}),  # the theme's own search
    "md-source__": frozenset({"md-source"}),
    "md-tag": frozenset({"md-tags"}),
    "md-tooltip": frozenset(
        {"content.code.annotate", "content.footnote.tooltips", "content.tooltips"}
    ),
    "md-version": frozenset({"version"}),
}
SETTINGS = re.compile(r'<script id="__config"[^>]*>(.*?)</script>', re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,]) ?")


def slim(site: Path) -> None:
    """Prune the theme's style sheets in a folder with a built site; pack all others."""
    pages = (file.read_text("utf-8") for file in site.rglob("*.html"))
    scripts = [*site.glob("assets/javascripts/*.js"), *site.glob("assets/js/**/*.js")]
    known = names(pages, (file.read_text("utf-8") for file in scripts))
    sheets = {file: file.read_text("utf-8") for file in site.rglob("*.css")}
    themes = list((site / "assets/stylesheets").glob("*.css"))
    sheets.update({file: pruned(sheets[file], known) for file in themes})
    read = set(READ.findall("".join(sheets.values())))
    for file, css in sheets.items():
        whole = without_variables(css, read) if file in themes else packed(css)
        file.write_text(whole, "utf-8")


def names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Every class of a page, and every word of a script that may be one."""
    found: set[str] = set()
    on: set[str] = set()
    for page in pages:
        on.update(*map(turned_on, SETTINGS.findall(page)))
        for classes in CLASSES.findall(page):
            found.update(classes.split())
    off = tuple(of for of, needs in NEEDS.items() if needs.isdisjoint(on | found))
    for script in scripts:
        found.update(word for word in WORD.findall(script) if not word.startswith(off))
    return found


def turned_on(settings: str) -> set[str]:
    """The features of a page, and the settings that have a value, from their JSON."""
    told = json.loads(settings)
    return {*told.get("features", ()), *(name for name, to in told.items() if to)}


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


def packed(css: str) -> str:
    """The same style sheet, whose strings have no comment, bracket, `;` or `,`."""
    return AROUND.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", css))).strip()


def without_variables(css: str, read: set[str]) -> str:
    """The style sheet without the variables that are set and not read."""
    return VARIABLE.sub(lambda found: found[0] if found[1] in read else "", css)
