"""The addresses of all pages, below the site's, and one of each kind."""

from pathlib import Path

from sitekit.site import Site

SITE = Site(Path(__file__).parents[2])
PAGES = [
    f"{page.relative_to(SITE.docs).with_suffix('').as_posix()}/".removesuffix("index/")
    for page in SITE.pages()
]


def name_of(address: str) -> str:
    """Of a page, below docs/: `learn/locks` of `learn/locks/`, `guides/index`."""
    return f"{address}index" if (SITE.docs / address).is_dir() else address.rstrip("/")


def _has_programs(name: str) -> bool:
    folders = (SITE.snippets / name, SITE.snippets / name.replace("-", "_"))
    return any(any(folder.glob("*.py")) for folder in folders)


WITH_PROGRAMS = [name for name in map(name_of, PAGES) if _has_programs(name)]


def sources_held(session) -> set[Path]:
    """The pages in Markdown whose programs this session of tests is to hold."""
    called = (getattr(item, "callspec", None) for item in session.items)
    names = {call.params.get("page") for call in called if call}
    return {SITE.docs / f"{name}.md" for name in names.intersection(WITH_PROGRAMS)}


EVERY_PAGE = "*"  # stands for all of them, where pages are named
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
