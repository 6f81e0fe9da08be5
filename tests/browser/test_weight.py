"""What a page loads before anybody has done anything, as it comes over the wire."""

import gzip
from urllib.parse import urlsplit

import pytest

from tests.browser.test_reading import SITE

DRAWN = [
    page.relative_to(SITE.docs).with_suffix("").as_posix() + "/"
    for page in SITE.pages()
    if "{{ order" in page.read_text("utf-8")
]
PAGE = 91_000  # bytes: text, styles, scripts, pictures
LONGEST = {"faq/": 99_000}  # forty answers on one page, and three drawings
FONTS = 45_000


def weigh(tab, folder):
    """The gzipped bytes of each file that is loaded by itself, by its kind."""
    found = {"font": {}, "other": {}}
    asked = []
    tab.on("request", lambda request: asked.append(request))
    tab.reload(wait_until="networkidle")
    for request in asked:
        kind = "font" if request.resource_type == "font" else "other"
        name = urlsplit(request.url).path.removeprefix("/threading/")
        file = folder / name
        file = file / "index.html" if file.is_dir() else file
        found[kind][name] = len(gzip.compress(file.read_bytes(), 9))
    return found


def listed(files):
    ordered = sorted(files.items(), key=lambda item: -item[1])
    return "\n".join(f"{size:8,} {name}" for name, size in ordered)


@pytest.mark.parametrize("path", DRAWN)
def test_a_page_with_a_drawing_is_light(visit, built, path):
    found = weigh(visit(path), built.folder)
    page, fonts = found["other"], found["font"]
    assert sum(page.values()) <= LONGEST.get(path, PAGE), listed(page)
    assert sum(fonts.values()) <= FONTS, listed(fonts)


def test_the_search_index_waits_until_somebody_searches(visit):
    tab = visit("learn/summary/")
    loaded = "performance.getEntriesByType('resource').map(entry => entry.name)"
    assert not [name for name in tab.evaluate(loaded) if "full_index" in name]
    asked = []
    tab.context.on("request", lambda request: asked.append(request.url))
    tab.keyboard.press("/")
    tab.keyboard.type("deadlock")
    tab.locator(".md-search-result__link").first.wait_for()
    assert [url for url in asked if url.endswith("search/full_index.json")]
