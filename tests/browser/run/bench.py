"""How fast programs run in the page, beside this Python: figures, not tests.

    python -m tests.browser.run.bench

One after another in one run, so that a busy machine slows all of them alike.
"""

import gzip
import json
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from programs import threads

import everyorder
from everyorder import load_source
from sitekit.live import npm
from sitekit.live.answers import Desk, NoPage
from sitekit.live.packed import Packed, pack
from sitekit.programs import collect
from sitekit.records.store import Records
from sitekit.site import Site
from tests.browser.chromium import FLAGS, chromium_path
from tests.browser.run import firefox
from tests.browser.run.served import HERE, Served, served

COUNT = "global n\n" + "x = n\nn = x + 1\n" * 3
COUNTER = threads(COUNT, COUNT, setup="n = 0", end="print(n)")
SITE = Site(HERE.parents[2])
ANY = {"shown": "...", "rule": {"ellipsis": True}}  # so that a search goes to its end
HELLO = (
    "import threading\nthread = threading.Thread(target=print, args=('hello',))\n"
    "thread.start()\nthread.join()\n"
)
ASKED = {
    "hello": {"op": "run", "source": HELLO},
    "search": {"op": "search", "source": COUNTER, "promised": ANY},
    "warm": 20,
    "rounds": 5,
    "runs": 500,
}
FIRST_CLICK = ("pyodide-", "engine-", "assets/js/run/")
LEFT_OUT = ("pyodide-lock.json",)


class Heard(NoPage):
    """Knows when it was first told something."""

    first = 0.0

    def post(self, message: str) -> None:
        self.first = self.first or time.perf_counter()


def native() -> dict:
    """The same figures of this Python, as far as it has them."""
    desk = Desk(NoPage())
    hello, search = (json.dumps(ASKED[name]) for name in ("hello", "search"))
    desk.answer(hello)
    warm, searches = [], []
    for _ in range(ASKED["warm"]):
        desk.page, started = Heard(), time.perf_counter()
        desk.answer(hello)
        warm.append(1000 * (desk.page.first - started))
    for _ in range(ASKED["rounds"]):
        found = json.loads(desk.answer(search))
        assert found["exhaustive"], found
        searches.append(found["seconds"])
    return {"warm": warm, "searches": searches}


def in_chromium(server: Served) -> tuple[str, dict]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=FLAGS
        )
        browser.new_page().goto(f"{server.address}bench.html")
        found = server.heard("its figures")
        return f"Chromium {browser.version.partition('.')[0]}", found


def in_firefox(server: Served) -> tuple[str, dict]:
    address = f"{server.address}bench.html"
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        firefox.opened(address, Path(profile)),
    ):
        found = server.heard("its figures")
    return f"Firefox {firefox.version().partition('.')[0]}", found


def orders_of_a_search() -> int:
    """How many orders the search runs to its end: as many as are judged."""
    judged = []

    def keeps(output: str) -> bool:
        judged.append(output)
        return True

    everyorder.explore(load_source(COUNTER), promise=keeps)
    return len(judged)


def table(columns: dict[str, dict]) -> Iterator[str]:
    """A row for each figure, a column for each Python."""
    orders = orders_of_a_search()
    rows = {
        "cold boot to first output, ms": lambda found: found["cold"],
        "second visit to first output, ms": lambda found: found["second"],
        "Stop to next output, ms": lambda found: found["restart"],
        "warm click to first output, ms": lambda f: statistics.median(f["warm"]),
        "orders/s, best": lambda found: orders / min(found["searches"]),
        "orders/s, median": lambda f: orders / statistics.median(f["searches"]),
        f"heap after {ASKED['runs']} runs, MiB": lambda found: found["heap"] / 2**20,
    }
    yield f"{'':34}" + "".join(f"{name:>16}" for name in columns)
    for title, figure in rows.items():
        cells = [_cell(figure, found) for found in columns.values()]
        yield f"{title:34}" + "".join(f"{cell:>16}" for cell in cells)


def _cell(figure, found: dict) -> str:
    try:
        return f"{figure(found):,.1f}"
    except KeyError:
        return "-"


def first_click(files: list[Packed]) -> int:
    """The bytes that a first click loads, gzipped."""
    loaded = [
        file.content
        for file in files
        if any(part in file.path for part in FIRST_CLICK)
        and not file.path.endswith(LEFT_OUT)
    ]
    return sum(len(gzip.compress(content, 9)) for content in loaded)


def main() -> None:
    modules = npm.modules(SITE.root)
    if modules is None:
        print(npm.LEFT_OUT)
        return
    programs, records = collect(SITE).programs.values(), Records(SITE.snippets)
    files = pack(SITE.root, modules, programs, records)
    columns = {f"Python {platform.python_version()}": native()}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), files) as server:
        shutil.copy(HERE / "bench.js", folder)
        page = '<!doctype html><script type="module" src="bench.js"></script>'
        Path(folder, "bench.html").write_text(page, "utf-8")
        Path(folder, "requests.json").write_text(json.dumps(ASKED), "utf-8")
        for path, measure in (
            (chromium_path(), in_chromium),
            (firefox.path(), in_firefox),
        ):
            if path:
                name, found = measure(server)
                columns[name] = found
    print(f"\nin the page, on {platform.platform()} ({platform.machine()})")
    print("\n".join(table(columns)))
    print(f"a first click loads {first_click(files):,} bytes, gzipped")


if __name__ == "__main__":
    main()
