"""The built site on a local server, and Debian's Chromium on it."""

import shutil

import pytest

from tests.absent import absent
from tests.browser.chromium import FLAGS, chromium_path
from tests.browser.host import Host
from tests.leaving_out import OPENED


@pytest.fixture(scope="session")
def address(built):
    host = Host(built.folder.parent, "threading/")
    yield host.address
    host.off()


@pytest.fixture(autouse=True)
def opened(request):
    """The report of each test says which pages were opened: tests/standing.py wants it."""
    Host.opened.clear()
    yield
    request.node.user_properties.append((OPENED, sorted(Host.opened)))


@pytest.fixture
def host(built, tmp_path):
    """A server with a copy of the site, for this test alone."""
    shutil.copytree(built.folder, tmp_path / "threading")
    host = Host(tmp_path, "threading/")
    yield host
    host.off()


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    if not path:
        absent("Chromium", "on Debian: apt install chromium, as .ci/run does")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


# The scheduler of the library that the theme is made with can be late to forget what was
# called off, on a busy machine (ReactiveX/rxjs issue 6854): no page depends on it.
THEIRS = "executing a cancelled action"


@pytest.fixture
def visit(chromium, address):
    """Open a page and wait until all its scripts listen: a key before that is lost.

    At the end, no request left the origin and no error was logged.
    """
    contexts, complaints = [], []

    def logged(path, message):
        told = message.text.startswith("Failed to load resource")  # with its address
        if message.type == "error" and not told:
            complaints.append(f"{path}: {message.text}")

    def visit(path="", width=1280, height=900, scheme="light", **options):
        options.setdefault("service_workers", "block")  # test_offline.py has them
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: (
                request.url.startswith((address, "data:", "blob:"))
                or complaints.append(f"{path}: asks {request.url}")
            ),
        )
        page.on(
            "response",
            lambda answer: (
                answer.status < 400
                or complaints.append(f"{path}: {answer.url} answers {answer.status}")
            ),
        )
        page.on("console", lambda message: logged(path, message))
        page.on(
            "pageerror",
            lambda error: str(error) == THEIRS or complaints.append(f"{path}: {error}"),
        )
        page.goto(address + path)
        return settled(page) if options.get("java_script_enabled", True) else page

    yield visit
    for context in contexts:
        context.close()
    if complaints:
        pytest.fail("\n".join(["A page complains:", *complaints]), pytrace=False)


LOADED = "performance.getEntriesByType('resource').map(({ name }) => name)"


def here(tab):
    """The address as the page has it: Playwright hears of a change a moment later."""
    return tab.evaluate("location.href")


def settled(tab):
    """The page, once all that it loads by itself is there: it is asked, not timed."""
    tab.evaluate("import(document.querySelector('script[src$=\"/site.js\"]').src)")
    tab.evaluate("document.fonts.ready.then(() => true)")
    return tab


def unfold(tab):
    """Open every answer and detail, so that what is in them can be used."""
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
