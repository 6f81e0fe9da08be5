"""What the build adds to the site, on a server, and all programs as requests."""

import json
from collections.abc import Iterator

import pytest

from sitekit.live.packed import pack
from sitekit.records.store import Records
from tests.browser.host import Host
from tests.browser.run import firefox
from tests.browser.run.corpus import Corpus
from tests.browser.run.served import Served, served
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


@pytest.fixture(scope="module")
def in_chromium(chromium, packed) -> Iterator[tuple[str, Served]]:
    """Its name and version, and the server to ask it by."""
    host = Host(packed.folder)
    with chromium.new_page() as tab:
        tab.goto(f"{host.address}page.html?answer")
        yield f"Chromium {chromium.version}", Served(host)
    host.off()


@pytest.fixture(scope="module")
def in_firefox(packed, tmp_path_factory) -> Iterator[tuple[str, Served]]:
    """Its name and version, and the server to ask it by."""
    firefox.wanted()
    host = Host(packed.folder)
    address = f"{host.address}page.html?answer"
    with firefox.opened(address, tmp_path_factory.mktemp("profile")):
        yield f"Firefox {firefox.version()}", Served(host)
    host.off()


@pytest.fixture
def say(request):
    """Let the report of this test say something at the end of all tests.

    A sentence, or numbers by name, which are added up.
    """

    def say(browser: str, said: str = "", **counts: int) -> None:
        value = {"browser": browser, "said": said, "counts": counts}
        request.node.user_properties.append((TOLD, value))

    return say


@pytest.fixture
def browser(request, say) -> tuple[str, Served]:
    """The browser of a test's name, opened when the first test needs it."""
    name = request.node.callspec.params["name"]
    try:
        return request.getfixturevalue(f"in_{name.lower()}")
    except pytest.skip.Exception as reason:
        say(name, f"no program ran in it ({reason})")
        raise
