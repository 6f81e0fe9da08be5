"""What was read, and what was run, works without a connection; a new build takes over."""

import pytest

from tests.browser.conftest import LOADED, settled
from tests.browser.pages import LESSON

ENGINE = """async (base) => {
  const { Engine } = await import(`${base}assets/js/run/engine.js`);
  const printed = [];
  const parts = (some) => printed.push(...some.map(([, text]) => text));
  await new Engine().ask({ op: "run", source: "print(6 * 7)", name: "a.py" }, { parts });
  return printed.join("");
}"""
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("offline "));
  const open = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
  return Object.fromEntries(await Promise.all(names.map(async (n) => [n, await open(n)])));
}"""


@pytest.fixture
def tab(chromium):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def until(tab, reached):
    """What is kept, when it is as wanted. (Playwright's own way to wait needs eval.)"""
    for _ in range(400):
        kept = tab.evaluate(KEPT)
        if len(kept) == 1 and reached([url for urls in kept.values() for url in urls]):
            return next(iter(kept))
        tab.wait_for_timeout(50)
    raise AssertionError(f"what is kept is still {kept}")


def gone(tab, name):
    """The names of the caches, when this one is gone. (To open one would make it.)"""
    for _ in range(400):
        left = tab.evaluate("caches.keys()")
        if name not in left:
            return left
        tab.wait_for_timeout(50)
    raise AssertionError(f"{name} is still there")


def read(tab, address):
    """Open a page, and wait until it is kept with all that it has loaded."""
    tab.goto(address)
    settled(tab)
    loaded = {address.partition("?")[0], *tab.evaluate(LOADED)}
    return until(tab, lambda urls: loaded <= set(urls))


def test_the_search_works_offline_once_a_page_was_read(host, tab):
    read(tab, host.address + LESSON)
    until(tab, lambda urls: f"{host.address}search/sections.json" in urls)
    until(tab, lambda urls: f"{host.address}assets/js/search/library.js" in urls)
    host.off()
    tab.reload()
    tab.keyboard.press("/")
    tab.keyboard.type("deadlock")
    tab.locator(".hits li a").first.wait_for()


def test_the_page_that_was_read_first_opens_offline_as_it_was(host, tab):
    read(tab, host.address + LESSON)
    host.off()
    tab.reload()
    assert tab.locator("h1").inner_text().startswith("Race conditions")
    tab.locator("figure.order .player").first.wait_for()
    font = "document.fonts.check('16px \"Atkinson Hyperlegible Next\"')"
    assert tab.evaluate("document.styleSheets.length") > 3
    assert tab.evaluate(font)
    host.on()


def test_a_page_that_was_not_read_does_not_open_offline(host, tab):
    read(tab, host.address + LESSON)
    host.off()
    with pytest.raises(Exception, match="ERR_"):
        tab.goto(host.address + "learn/locks/")
    host.on()


def test_nothing_of_what_runs_programs_is_loaded_before_they_are_run(host, tab):
    read(tab, host.address + LESSON)
    read(tab, host.address)
    assert not [path for path in host.asked if "/assets/run/" in path]


def test_programs_run_offline_once_one_has_run(host, tab):
    read(tab, host.address + LESSON)
    tab.reload()
    settled(tab)
    assert tab.evaluate(ENGINE, host.address) == "42\n"
    until(tab, lambda urls: any(url.endswith(".wasm") for url in urls))
    host.off()
    tab.reload()
    assert tab.evaluate(ENGINE, host.address) == "42\n"
    host.on()


def test_a_reader_sees_a_new_build_at_once_and_also_offline(host, tab):
    read(tab, host.address)
    before = read(tab, host.address + LESSON)
    host.publish(LESSON, "Race conditions", "Races")
    tab.reload()
    assert tab.locator("h1").inner_text().startswith("Races")
    # The other page, too, is kept anew, and the old build's cache is gone.
    gone(tab, before)
    until(tab, lambda urls: {host.address, host.address + LESSON} <= set(urls))
    host.off()
    tab.reload()
    assert tab.locator("h1").inner_text().startswith("Races")
    tab.goto(host.address)
    assert tab.locator("h1").count() == 1
    host.on()


def test_caches_of_others_are_left_alone(host, tab):
    before = read(tab, host.address)
    others = ["threading-run", f"offline {host.address}elsewhere/ 1"]
    tab.evaluate("names => Promise.all(names.map((name) => caches.open(name)))", others)
    host.publish("", "Python threading", "Threads")
    tab.reload()
    left = gone(tab, before)
    assert set(others) < set(left)


def test_a_page_is_kept_that_was_opened_while_the_worker_started(host, tab):
    tab.goto(host.address + "learn/locks/")
    read(tab, f"{host.address}{LESSON}?h=race")


def test_a_page_that_was_read_does_not_wait_for_a_slow_network(host, tab):
    read(tab, host.address + LESSON)
    host.delay = 60
    tab.reload(timeout=30_000)
    tab.locator("figure.order .player").first.wait_for()
