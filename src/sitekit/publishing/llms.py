"""llms.txt: what the site has, for readers that are machines (https://llmstxt.org).

A line for each page of the navigation, part by part, with the address of its Markdown
(plain.py) and its description. `Optional` is that convention's word for what a short
reading leaves out: here, the lists and what is said of the site itself.
"""

from collections.abc import Iterator

from sitekit.pages.outline import description_of
from sitekit.publishing.contents import title
from sitekit.site import Site, named

PATH = "llms.txt"
INTRODUCTION = """\
A tutorial on threads in Python. Every program on it was run by tests, on the Pythons
that its page names, and its output is what it printed. Most were run in every order
that their threads could take: the page says how many orders, and whether each kept the
promise. A program whose name ends in _broken has a mistake on purpose; _fixed is its
repair. What is called guaranteed stands in the Python documentation; what is called
typical is what today's builds do.
"""
ABOUT = "About"  # the part of the navigation that is optional


def listed(site: Site, address: str) -> str:
    """The file. `address` is the site's, or "" where that is not known."""
    parts = {part: list(named(inside)) for part, inside in site.parts().items()}
    parts["Optional"] = parts.pop(ABOUT, [])
    lines = [f"# {site.config['site_name']}", ""]
    lines += [f"> {site.config['site_description']}", "", INTRODUCTION.rstrip()]
    for part, names in parts.items():
        if names:
            lines += ["", f"## {part}", "", *_links(site, names, address)]
    return "\n".join(lines) + "\n"


def _links(site: Site, names: list[str], address: str) -> Iterator[str]:
    for name in names:
        said = description_of(site.read(site.docs / name))
        yield f"- [{title(site, name)}]({address}{name}){f': {said}' if said else ''}"
