"""A reader's browser: every page, phone and desktop, light and dark, keyboard alone."""

import os
from pathlib import Path
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe

from sitekit.programs import collect
from tests.browser.conftest import unfold
from tests.browser.pages import KINDS, LESSON, PAGES, SITE

# Axe takes some seconds a page: at a desk, one page of each kind; in CI, all.
READ = [*PAGES, "404.html"] if os.environ.get("CI") else KINDS
NO_COLORS = {"rules": {"color-contrast": {"enabled": False}}}


def violations(tab, path, scheme, colors=True):
    """What axe finds, a line each. Its own lists of what is fine take it as long again.

    Without the colors it takes half of its time.
    """
    options = {"resultTypes": ["violations"], **({} if colors else NO_COLORS)}
    return [
        f"{path} ({scheme}): {kind['help']}: {node['html'][:160]}"
        f" {node['any'][0]['message'] if node['any'] else ''}"
        for kind in Axe().run(tab, options=options).response["violations"]
        for node in kind["nodes"]
    ]


@pytest.mark.parametrize("page", READ)
def test_axe_finds_nothing(visit, page):
    """Colors belong to kinds of pages: they are read on one page of each."""
    problems = violations(visit(page), page, "light", colors=page in KINDS)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("page", KINDS)
def test_axe_finds_nothing_in_the_dark(visit, page):
    problems = violations(visit(page, scheme="dark"), page, "dark")
    assert not problems, "\n".join(problems)


def test_home_leads_to_the_first_lesson_in_one_click(visit):
    tab = visit("")
    tab.click("text=Learn from the start")
    tab.wait_for_url("**/learn/what-is-threading/")


def test_each_page_is_two_steps_from_home(built):
    """Through a part: its tab leads to a page that shows all pages of it."""

    def pages_led_to(address, tag="a"):
        start = f"https://x/{address}"
        links = [urljoin(start, a) for t, a in built.pages[address].links if t == tag]
        return {link.partition("#")[0].removeprefix("https://x/") for link in links}

    home = pages_led_to("")
    near = home.union(*(pages_led_to(page) for page in home & set(built.pages)))
    assert set(PAGES) - near == set()


@pytest.mark.parametrize("page", ["guides/", "learn/locks/"])
def test_the_drawer_of_a_phone_shows_one_part_and_leads_to_the_others(visit, page):
    tab = visit(page, width=390, height=844, has_touch=True, is_mobile=True)
    tab.locator("label.md-header__button[for=__drawer]").tap()
    part = tab.locator(".md-nav--primary > ul > .md-nav__item--active > nav")
    part.wait_for()
    assert part.locator(":scope > ul > li").count() < 25
    assert tab.locator(".md-sidebar--primary a").count() < 120
    part.locator(":scope > .md-nav__title").tap()
    others = tab.locator(".md-nav--primary > ul > li")
    assert others.count() == len(SITE.config["nav"])
    others.filter(has_text="Exercises").locator("> a").tap()
    tab.wait_for_url("**/exercises/")


def test_the_part_is_shown_on_a_desktop_and_on_a_phone(visit):
    tab = visit(LESSON)
    assert tab.locator(".md-tabs__item--active").inner_text() == "Learn"
    assert not tab.locator(".md-path").is_visible()
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.locator(".md-path").inner_text() == "Learn"
    assert not tab.locator(".md-tabs").is_visible()


def test_download_gives_exactly_the_program(visit):
    tab = visit(LESSON)
    link = tab.locator("figure.program a[download]").first
    with tab.expect_download() as waiting:
        link.click()
    name = waiting.value.suggested_filename
    program = next(p for p in collect(SITE).programs.values() if p.path.name == name)
    assert Path(waiting.value.path()).read_text("utf-8") == program.text


def test_the_keyboard_reaches_everything_in_view(visit):
    tab = visit(LESSON)
    tab.locator(".copy:not([hidden])").first.wait_for()
    wanted = tab.evaluate(
        """[...document.querySelectorAll('main :is(a[href], button, summary)')]
           .filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
           .filter(e => !e.closest('.md-sidebar')).length"""
    )
    reached = set()
    for _ in range(wanted + 200):
        tab.keyboard.press("Tab")
        reached.add(
            tab.evaluate(
                """(() => { const e = document.activeElement;
                    return e.closest('main') && !e.closest('.md-sidebar')
                        && e.matches('a[href], button, summary')
                        ? [...document.querySelectorAll('*')].indexOf(e) : -1 })()"""
            )
        )
    assert len(reached - {-1}) >= wanted


def test_focus_can_be_seen(visit):
    tab = visit(LESSON)
    tab.locator("main a[href]").nth(3).focus()
    tab.keyboard.press("Tab")
    width = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert width != "none"


SCHEME = "document.body.getAttribute('data-md-color-scheme')"


def test_the_reader_chooses_light_or_dark(visit):
    tab = visit("")
    assert tab.evaluate(SCHEME) == "default"
    tab.locator("label[title='Switch to dark mode']").click()
    assert tab.evaluate(SCHEME) == "slate"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_switches_to_dark_and_back(visit, key):
    tab = visit("")
    tab.locator("input[name=__palette]").first.focus()
    for scheme in ("slate", "default"):
        tab.keyboard.press(key)
        assert tab.evaluate(SCHEME) == scheme


def test_a_lesson_reads_without_javascript(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + LESSON)
    assert tab.locator("figure.program").count() > 1
    badges = tab.locator("figcaption .record summary").first
    assert badges.is_visible()
    badges.click()
    assert tab.locator("figcaption .record p").first.is_visible()
    context.close()


CUT = """() => {
  const lines = e => e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight);
  const whole = e => lines(e) < 1.5 || e.offsetWidth >= e.closest(".name").offsetWidth * 0.8;
  const title = document.querySelector(".md-header__topic .md-ellipsis");
  return [
    ...[...document.querySelectorAll(".bar b")].filter(e => !whole(e)),
    ...(title.scrollHeight > title.clientHeight + 1 ? [title] : []),
  ].map(e => e.textContent.trim());
}"""
BROKEN_WORDS = r"""() => {
  const faults = [];
  for (const code of document.querySelectorAll("article td code, article th code")) {
    const text = code.textContent, node = code.firstChild;
    for (const { 0: word, index } of text.matchAll(/[\w.]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)));
      if (tops.size > 1) faults.push(`${text}: ${word}`);
    }
  }
  return faults;
}"""


WIDER = """() => {
  const folds = document.querySelectorAll("details:not([open])");
  folds.forEach(fold => { fold.open = true });
  const all = document.querySelectorAll(
    ".bar .name, .plot text, .md-typeset__table td code"
  );
  const wider = [...all].filter(e => e.getBoundingClientRect().right > innerWidth);
  folds.forEach(fold => { fold.open = false });
  const plots = [...document.querySelectorAll(".plot svg")];
  const close = plots.filter(e => e.getBoundingClientRect().left < 10);
  return [...wider, ...close].map(e => e.textContent.trim().slice(0, 60));
}"""
CROWDED = """() => [
  ...[...document.querySelectorAll(".md-typeset__scrollwrap")]
    .filter(e => e.scrollWidth > e.clientWidth + 1),
  ...[...document.querySelectorAll(".diagram text")]
    .filter(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a < 11.9),
  ...[...document.querySelectorAll(".md-footer__title")]
    .filter(e => e.scrollWidth > e.clientWidth + 1),
].map(e => e.textContent.trim().slice(0, 60))"""


def assert_long_pages_list_their_sections(tab):
    listing = tab.locator(".on-this-page")
    if tab.evaluate("document.documentElement.scrollHeight") > 12 * 844:
        assert listing.is_visible(), "a long page without a list of its sections"
    if not listing.count():
        return
    listing.locator("summary").click()
    links = listing.locator("a")
    assert links.count() == tab.locator("article :is(h2, h3)").count()
    links.last.click()
    assert tab.evaluate("document.querySelector(':target').matches('h2, h3')")


@pytest.mark.parametrize("page", READ)
def test_a_page_fits_a_phone(visit, page):
    """Nothing is cut, broken or wider than the screen; one visit for all of it."""
    tab = visit(page, width=320)
    assert tab.evaluate(WIDER) == [], "wider than a phone, or without a margin"
    assert tab.evaluate(BROKEN_WORDS) == [], "identifiers that break in a table"
    for width in (320, 390):
        tab.set_viewport_size({"width": width, "height": 844})
        assert tab.evaluate(CUT) == [], f"names cut or broken at {width} px"
        assert tab.evaluate(CROWDED) == [], f"cut, or less than 12 px, at {width} px"
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert_long_pages_list_their_sections(tab)


@pytest.mark.parametrize("page", ["faq/", "learn/what-is-threading/"])
def test_a_finger_hits_every_answer_and_every_question(visit, page):
    tab = visit(page, width=390, has_touch=True, is_mobile=True)
    targets = tab.locator("article :is(summary, .questions li > a):visible")
    assert targets.count() > 3
    heights = targets.evaluate_all(
        "all => all.map(e => [e.offsetHeight, e.textContent])"
    )
    assert [found for found in heights if found[0] < 44] == []


def test_code_in_a_note_and_in_an_answer_is_read_without_a_lens(visit):
    tab = visit("learn/what-is-threading/", width=390)
    unfold(tab)
    code = tab.locator("article :is(.admonition, details) :is(p, li) > code")
    sizes = code.evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12


def test_no_heading_has_an_empty_line_below_it_on_a_phone(visit):
    tab = visit(LESSON, width=320)
    heights = "e => e.getBoundingClientRect().height"
    for heading in tab.locator("article :is(h1, h2, h3)").all():
        whole = heading.evaluate(heights)
        heading.locator(".headerlink").evaluate("e => e.remove()")
        assert heading.evaluate(heights) == whole


@pytest.mark.parametrize("page", [LESSON, "faq/when-it-goes-wrong/"])
def test_no_program_and_no_block_is_a_landmark(visit, page):
    tab = visit(page)
    tab.locator(".copy:not([hidden])").first.wait_for()
    landmarks = ":is(nav, aside, section, form, [role=region], [role=navigation])"
    assert (
        tab.locator(f"figure.program {landmarks}, .highlight {landmarks}").count() == 0
    )


def test_home_shows_an_order_beside_its_words_and_below_them_on_a_phone(visit):
    def boxes(tab):
        tab.locator(".player").first.wait_for()
        places = (".lead", "figure.order", "figure.program")
        return [tab.locator(place).first.bounding_box() for place in places]

    lead, order, program = boxes(visit("", width=1440))
    assert order["x"] > lead["x"] + lead["width"]
    assert order["y"] < lead["y"]
    assert program["x"] < order["x"]
    lead, order, program = boxes(visit("", width=390))
    assert lead["y"] < order["y"] < program["y"]


def test_paper_shows_the_programs_and_not_the_menus(visit):
    tab = visit(LESSON)
    tab.emulate_media(media="print")
    assert not tab.locator(".md-header").is_visible()
    assert not tab.locator(".md-sidebar--primary").is_visible()
    assert tab.locator("figure.program").first.is_visible()


def test_paper_is_never_dark(visit):
    colors = set()
    for scheme in ("light", "dark"):
        tab = visit(LESSON, scheme=scheme)
        # The theme fades from one color to the next, and would be read half-way.
        tab.evaluate(
            "const still = new CSSStyleSheet();"
            " still.replaceSync('* { transition: none !important }');"
            " document.adoptedStyleSheets = [...document.adoptedStyleSheets, still]"
        )
        tab.emulate_media(media="print", color_scheme=scheme)
        code = tab.locator("figure.program pre code").first
        read = (
            "e => { const s = getComputedStyle(e); return s.color + s.backgroundColor }"
        )
        colors.add(code.evaluate(read))
    assert len(colors) == 1
