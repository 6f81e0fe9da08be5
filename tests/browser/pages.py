"""The addresses of all pages, below the site's, and one of each kind."""

from pathlib import Path

from sitekit.site import Site

SITE = Site(Path(__file__).parents[2])
PAGES = [
    f"{page.relative_to(SITE.docs).with_suffix('').as_posix()}/".removesuffix("index/")
    for page in SITE.pages()
]
LESSON = "learn/race-conditions/"
EXERCISE = "exercises/lost-update/"


def _kinds() -> list[str]:
    """Each page that stands alone; of each folder its head and one more."""
    chosen = {LESSON, EXERCISE}
    for folder in sorted({page.parent for page in SITE.pages()} - {SITE.docs}):
        head = f"{folder.relative_to(SITE.docs).as_posix()}/"
        others = sorted(
            page for page in PAGES if page.startswith(head) and page != head
        )
        chosen |= {head} if chosen.intersection(others) else {head, others[0]}
    alone = {page for page in PAGES if page.count("/") < 2}
    return [*sorted(chosen | alone), "404.html"]


KINDS = _kinds()
