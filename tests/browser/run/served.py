"""What the build adds to the site, on a server, under a page without an interface.

The page (page.html, page.js) can run by itself and post what came of it, so that any
browser can be asked. A browser is started elsewhere (browsers.py).
"""

import json
import queue
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[2] / "docs/assets/js"
SILENCE = 240.0  # seconds without a word from a page after which it is given up


class Silent(Exception):
    """A page did not come to its end; the message says how far it came."""


@dataclass
class Served:
    """A folder on a server; `told` is what pages have posted."""

    folder: Path
    address: str
    told: queue.Queue = field(default_factory=queue.Queue)

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
                told = self.told.get(timeout=SILENCE)
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


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def __init__(self, told: queue.Queue, *args, **options):
        self.told = told
        super().__init__(*args, **options)

    def log_message(self, *args):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.told.put(json.loads(body))
        self.send_response(204)
        self.end_headers()


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
    found = Served(folder, "")
    handler = partial(_Handler, found.told, directory=folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    found.address = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
