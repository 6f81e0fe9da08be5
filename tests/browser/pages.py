"""The addresses of all pages, below the site's, and one of each kind."""

from pathlib import Path

from sitekit.site import Site

SITE = Site(Path(__file__).parents[2])
PAGES = [
    f"{page.relative_to(SITE.docs).with_suffix('').as_posix()}/".removesuffix("index/")
    for page in SITE.pages()
]
WITH_PROGRAMS = [
    name
    for name in (page.rstrip("/") for page in PAGES)
    if name
    and any(
        (SITE.snippets / folder).is_dir() for folder in (name, name.replace("-", "_"))
    )
]


def sources_held(session) -> set[Path]:
    """The pages in Markdown whose programs this session of tests is to hold."""
    called = (getattr(item, "callspec", None) for item in session.items)
    names = {call.params.get("page") for call in called if call}
    return {SITE.docs / f"{name}.md" for name in names.intersection(WITH_PROGRAMS)}


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
