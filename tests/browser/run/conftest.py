"""What the build adds to the site, on a server, and all programs as requests."""

import json

import pytest

from sitekit.live.packed import pack
from sitekit.records.store import Records
from tests.browser.pages import sources_held
from tests.browser.run import firefox
from tests.browser.run.corpus import Corpus
from tests.browser.run.served import served
from tests.browser.run.told import TOLD


@pytest.fixture(scope="session")
def packed(site, found, npm_modules, tmp_path_factory):
    """The pack on a server, below the bare page."""
    programs, records = found.programs.values(), Records(site.snippets)
    folder = tmp_path_factory.mktemp("packed")
    with served(folder, pack(site.root, npm_modules, programs, records)) as server:
        yield server


@pytest.fixture(scope="session")
def everything(site, found, packed) -> Corpus:
    (promises,) = packed.folder.glob("assets/run/programs-*.json")
    programs = list(found.programs.values())
    records = Records(site.snippets)
    return Corpus(programs, records, json.loads(promises.read_text("utf-8")))


@pytest.fixture
def corpus(everything, site, page) -> Corpus:
    return everything.of([site.docs / f"{page}.md"])


@pytest.fixture(scope="session")
def to_ask(request, packed, everything) -> str:
    """The address of a page that asks by itself all of the pages that are to be held."""
    cases = everything.of(sources_held(request.session)).cases()
    return packed.to_ask((case.key, case.request) for case in cases)


@pytest.fixture(scope="session")
def asked_chromium(chromium, packed, to_ask) -> tuple[str, dict]:
    """Its name and version, and its answers by their keys."""
    with chromium.new_page() as tab:
        tab.goto(to_ask)
        return f"Chromium {chromium.version}", packed.answers()


@pytest.fixture(scope="session")
def asked_firefox(packed, to_ask, tmp_path_factory) -> tuple[str, dict]:
    """Its name and version, and its answers by their keys."""
    firefox.wanted()
    with firefox.opened(to_ask, tmp_path_factory.mktemp("profile")):
        return f"Firefox {firefox.version()}", packed.answers()


@pytest.fixture
def say(request):
    """Let the report of this test say something at the end of all tests."""

    def say(browser: str, said: str, count: int | None = None) -> None:
        value = {"browser": browser, "said": said, "count": count}
        request.node.user_properties.append((TOLD, value))

    return say


@pytest.fixture
def told(request, say) -> tuple[str, dict]:
    """The browser that a file of tests names, and what it answered."""
    browser = request.module.BROWSER
    try:
        return request.getfixturevalue(f"asked_{browser.lower()}")
    except pytest.skip.Exception as reason:
        say(browser, f"no program ran in it ({reason})")
        raise
