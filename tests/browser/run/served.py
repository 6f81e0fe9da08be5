"""What the build adds to the site, on a server, under a page without an interface.

The page (page.html, page.js) can run by itself and post what came of it, so that any
browser can be asked. A browser is started elsewhere (firefox.py, ../chromium.py).
"""

import json
import queue
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.host import Host

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[2] / "docs/assets/js"
SILENCE = 240.0  # seconds without a word from a page after which it is given up


class Silent(Exception):
    """A page did not come to its end; the message says how far it came."""


@dataclass(frozen=True)
class Served:
    """The page in a folder of a host's."""

    host: Host

    @property
    def folder(self) -> Path:
        return self.host.site

    @property
    def address(self) -> str:
        return self.host.address

    def to_ask(self, requests: Iterable[tuple[str, dict]]) -> str:
        """The address of a page that asks all of these by itself, each with its key."""
        listed = [{"key": key, "request": request} for key, request in requests]
        (self.folder / "requests.json").write_text(json.dumps(listed), "utf-8")
        return f"{self.address}page.html?run=requests.json"

    def answers(self) -> dict[str, dict]:
        """What such a page tells, by key, when it has told all. Raises Silent."""
        found: dict[str, dict] = {}
        while True:
            try:
                told = self.host.posted.get(timeout=SILENCE)
            except queue.Empty:
                last = next(reversed(found), "its start")
                raise Silent(
                    f"the page was silent for {SILENCE:.0f} s after {last}"
                ) from None
            if "missing" in told:
                raise Silent(told["missing"])
            if "done" in told:
                return found
            found[told.pop("key")] = told


@contextmanager
def served(folder: Path, files: Iterable) -> Iterator[Served]:
    """These files (packed.Packed) with the site's scripts and the page, on a server."""
    shutil.copytree(SCRIPTS, folder / "assets/js", dirs_exist_ok=True)
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    for name in ("page.html", "page.js"):
        shutil.copy(HERE / name, folder)
    host = Host(folder)
    try:
        yield Served(host)
    finally:
        host.off()
