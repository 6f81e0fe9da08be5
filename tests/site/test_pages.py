"""Each page is complete for readers, search engines and screen readers."""

import itertools
import re

import pytest

from sitekit.commands.page import PAGE
from tests.conftest import ROOT, SITE_URL, build, report

LESSON = re.compile(r"^\*\d+ minutes\. .+", re.MULTILINE)
NEVER = re.compile(
    r"\b(simply|just|easy|easily|obviously|of course|usually|foo|TO[D]O|FIX[M]E|"
    r"colour|behaviour|serialise|initialise|synchronise|recognise)\b",
    re.IGNORECASE,
)
BARE = re.compile(r"\bthread[- ]safe(ty)?\b", re.IGNORECASE)
TYPED_NUMBER = re.compile(
    r"\b\d+(\.\d+)? ?(ms|µs|milliseconds?|kB|KB|KiB|MB|MiB|times (as|faster|slower|more))\b"
)


def _prose(path):
    """The page's lines outside fences and front matter, with their numbers."""
    fence, front = None, False
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if number == 1 and line == "---":
            front = True
        elif front:
            front = line != "---"
        elif match := re.match(r"\s*(`{3,})", line):
            fence = None if fence and match[1].startswith(fence) else fence or match[1]
        elif not fence:
            yield number, re.sub(r"`[^`]*`|\]\([^)]*\)|<[^>]*>", " ", line)


def _matches(site, pattern, pages=None):
    for path in pages or site.pages():
        for number, line in _prose(path):
            for found in pattern.finditer(line):
                yield f"{site.name(path)}:{number}: {found[0]!r}"


def test_the_words_of_the_style_guide_are_kept(site):
    report(
        _matches(site, NEVER), "CONTRIBUTING.md lists words that do not help a reader."
    )


def test_no_promise_is_left_vague(site):
    report(_matches(site, BARE), "Say which operation keeps which promise.")


def test_measured_numbers_are_not_typed(site):
    lessons = [p for p in site.pages() if p.parent.name == "learn"]
    report(
        _matches(site, TYPED_NUMBER, lessons),
        "Quote a measured number from its record: {{ measured program | build | label }}.",
    )


def test_every_page_has_a_description_of_its_own(built):
    seen, problems = {}, []
    for address, page in built.pages.items():
        text = page.meta.get("description", "")
        source = built.source(address)
        if address != "404.html":
            if not 80 <= len(text) <= 165:
                problems.append(f"{source}:2: a description of {len(text)} characters")
            if text in seen:
                problems.append(f"{source}:2: the description of {seen[text]}")
            seen[text] = source
    report(problems, "Write `description:` in the front matter, 80 to 160 characters.")


def test_headings_form_an_outline(built):
    problems = []
    for address, page in built.pages.items():
        levels = page.headings
        if levels.count(1) != 1:
            problems.append(f"{built.source(address)}: {levels.count(1)} titles (#)")
        for before, after in itertools.pairwise(levels):
            if after > before + 1:
                problems.append(
                    f"{built.source(address)}: level {after} below {before}"
                )
    report(problems, "One # title a page, then ##, then ###.")


def test_every_lesson_opens_and_closes_as_lessons_do(site):
    problems = []
    for path in site.pages():
        text = path.read_text("utf-8")
        if path.parent.name != "learn" or path.stem == "summary":
            continue
        name = site.name(path)
        if not LESSON.search(text):
            problems.append(
                f"{name}: no line '*N minutes. After this page you can ...*'"
            )
        if "\n## Try it" not in text:
            problems.append(f"{name}: no section '## Try it'")
        if not text.rstrip().splitlines()[-1].startswith("Next: ["):
            problems.append(f"{name}: the last line does not begin with 'Next: ['")
    report(problems, "CONTRIBUTING.md says how a lesson is built.")


def test_every_page_can_be_shared_and_found(built):
    sitemap = (built.folder / "sitemap.xml").read_text("utf-8")
    for address, page in built.pages.items():
        if address == "404.html":
            continue
        assert page.meta["og:title"], address
        assert page.meta["og:url"] == SITE_URL + address
        assert page.meta["og:image"] == f"{SITE_URL}assets/social.png"
        assert f"<loc>{SITE_URL}{address}</loc>" in sitemap
    assert (built.folder / "assets/social.png").stat().st_size < 200_000


def test_pages_know_when_they_changed(built):
    inside = (ROOT / ".git").exists()
    html = built.pages["learn/locks/"].file.read_text("utf-8")
    assert ("md-source-file__fact" in html) == inside


def test_a_new_page_is_a_lesson_from_the_start():
    page = PAGE.format(title="My topic", folder="learn/my_topic", up="../")
    description = re.search(r"description: >-\n((?:  .+\n)+)", page)[1]
    assert 80 <= len(" ".join(description.split())) <= 165
    assert LESSON.search(page)
    assert "\n## Try it" in page
    assert page.rstrip().splitlines()[-1].startswith("Next: [")


@pytest.mark.parametrize(
    "file", sorted((ROOT / "snippets").rglob("*.svg")), ids=lambda f: f.name
)
def test_a_diagram_follows_the_theme_and_has_words(file):
    text = file.read_text("utf-8")
    name = file.relative_to(ROOT)
    for needed in ('role="img"', "<title", "<desc", "aria-labelledby", "viewBox"):
        assert needed in text, f"{name}: needs {needed}"
    own = re.search(r'(fill|stroke|style)="(?!none)', text)
    assert not own, f"{name}: {own and own[0]}... : use the classes of site.css"
    assert "\n\n" not in text, f"{name}: an empty line ends the HTML block around it"


def test_the_site_without_its_settings_has_no_dead_ends(tmp_path):
    """Without SITE_URL and REPOSITORY_URL, what needs them is absent."""
    page = build(tmp_path / "site", "", "").pages["learn/locks/"]
    text = page.file.read_text("utf-8")
    assert "Report a mistake" not in text
    assert "Edit this page" not in text
    assert not {"og:url", "og:image"} & set(page.meta)
