"""What the build adds to the site, on a server, under a page without an interface.

The page (page.html, page.js) can answer by itself what the server wants to know, so that
any browser can be asked. A browser is started elsewhere (firefox.py, ../chromium.py).
"""

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

    def asked(self, requests: Iterable[tuple[str, dict]]) -> dict[str, dict]:
        """What a page that answers by itself says to these, by key. Raises Silent."""
        keys = []
        for key, request in requests:
            self.host.wanted.put({"key": key, "request": request})
            keys.append(key)
        return {key: self._told(key) for key in keys}

    def _told(self, key: str) -> dict:
        told = self.heard(key)
        while told.get("key") != key:  # it is about one that was given up
            told = self.heard(key)
        return told

    def heard(self, what: str) -> dict:
        """The next that a page tells. Raises Silent."""
        try:
            told = self.host.posted.get(timeout=SILENCE)
        except queue.Empty:
            wrong = f"the page was silent for {SILENCE:.0f} s, asked for {what}"
            raise Silent(wrong) from None
        if "missing" in told:
            raise Silent(told["missing"])
        return told


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
