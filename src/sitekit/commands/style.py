"""The quick part of `make test`, which comes first: the style of pages and programs."""

from sitekit.checking import Rules
from sitekit.problem import tell
from sitekit.publishing import Publication
from sitekit.site import Site


def style(site: Site) -> int:
    """Print what the words, the shape and the programs of the pages do wrong."""
    rules = Rules(Publication(site))
    problems = {error.problem for error in rules.publication.found.errors.values()}
    for page in site.pages():
        problems.update(rules.style(page))
    problems.update(rules.programs(*site.pages()))
    problems.update(rules.files())
    return tell(sorted(problems))
