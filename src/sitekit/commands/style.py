"""The quick part of `make test`, which comes first: the style of pages and programs."""

from sitekit.checking import lessons, programs, prose
from sitekit.programs import collect
from sitekit.site import Site


def style(site: Site) -> int:
    """Print what the words, the shape and the programs of the pages do wrong."""
    problems = []
    for page in site.pages():
        place, text = site.name(page), page.read_text("utf-8")
        problems += prose.problems(place, text)
        problems += lessons.problems(place, text)
    problems += programs.problems(site, collect(site).programs.values())
    print("\n".join(map(str, sorted(problems))), end="\n" if problems else "")
    return 1 if problems else 0
