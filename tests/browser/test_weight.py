"""What a page loads before anybody has done anything, as it comes over the wire."""

import gzip
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import LOADED, settled
from tests.browser.pages import EXERCISE, KINDS, LESSON, PAGES

PAGE = 90_000  # bytes: text, styles, scripts, pictures
WITH_FONTS = 25_000  # more
RUN = 10_000  # of what runs programs, before the first click

# The page to try programs on loads at once what it may draw.
READ = [page for page in KINDS if page != "try/"]
USED = 0.2  # of a style sheet's rules, the least a page must use


def weigh(tab, folder):
    """The gzipped bytes of each file that is loaded by itself, by its kind."""
    found = {"font": {}, "other": {}}
    for url in [tab.url, *tab.evaluate(LOADED)]:
        kind = "font" if url.endswith(".woff2") else "other"
        name = urlsplit(url).path.removeprefix("/threading/")
        file = folder / name
        file = file / "index.html" if file.is_dir() else file
        found[kind][name] = len(gzip.compress(file.read_bytes(), 9))
    return found


def listed(files):
    ordered = sorted(files.items(), key=lambda item: -item[1])
    return "\n".join(f"{size:8,} {name}" for name, size in ordered)


def heaviest(built, many):
    """The pages whose own text weighs most: what they load beside it is the same."""
    own = {p: len(gzip.compress(built.pages[p].file.read_bytes(), 9)) for p in PAGES}
    return sorted(own, key=own.get, reverse=True)[:many]


def test_the_first_view_of_a_page_is_light(visit, built):
    for path in ["", *heaviest(built, 4)]:
        found = weigh(visit(path), built.folder)
        page, fonts = found["other"], found["font"]
        assert sum(page.values()) <= PAGE, f"{path}\n{listed(page)}"
        whole = {**page, **fonts}
        assert sum(whole.values()) <= PAGE + WITH_FONTS, f"{path}\n{listed(whole)}"


def styles_used(tab):
    """The share of the rules of each of the site's own style sheets that a page uses."""
    client = tab.context.new_cdp_session(tab)
    sheets = {}
    client.on(
        "CSS.styleSheetAdded",
        lambda event: sheets.update({event["header"]["styleSheetId"]: event["header"]}),
    )
    client.send("DOM.enable")
    client.send("CSS.enable")
    client.send("CSS.startRuleUsageTracking")
    tab.reload()
    settled(tab)
    used = dict.fromkeys(sheets, 0)
    for rule in client.send("CSS.stopRuleUsageTracking")["ruleUsage"]:
        if rule["used"]:
            size = rule["endOffset"] - rule["startOffset"]
            used[rule["styleSheetId"]] = used.get(rule["styleSheetId"], 0) + size
    return {
        header["sourceURL"].rsplit("/", 1)[-1]: used.get(key, 0) / header["length"]
        for key, header in sheets.items()
        if "/assets/css/" in header["sourceURL"]
    }


@pytest.mark.parametrize("path", READ)
def test_a_page_loads_no_style_sheet_for_what_it_does_not_show(visit, path):
    used = styles_used(visit(path))
    assert "site.css" in used
    assert {name: share for name, share in used.items() if share < USED} == {}


@pytest.mark.parametrize("path", READ)
def test_a_page_loads_no_script_and_no_font_for_what_it_does_not_show(
    visit, built, path
):
    tab = visit(path)
    found = weigh(tab, built.folder)
    scripts = {name.rsplit("/", 1)[-1] for name in found["other"] if "/js/" in name}
    shown = {
        "player.js": "figure.order",
        "lines.js": "figure.program",
        "copy.js": ".highlight",
        "exercises.js": ".exercise-done",
    }
    for script, what in shown.items():
        assert (script in scripts) == (tab.locator(what).count() > 0), script
    mono = any("mono" in font for font in found["font"])
    assert mono == (tab.locator("article :is(code, kbd)").count() > 0)


@pytest.mark.parametrize("path", [LESSON, EXERCISE])
def test_what_runs_programs_waits_for_a_click(visit, built, path):
    found = weigh(visit(path), built.folder)["other"]
    early = {name: size for name, size in found.items() if "/run/" in name}
    assert set(early) == {"assets/js/run/start.js"}
    assert sum(early.values()) < RUN
