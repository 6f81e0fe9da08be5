"""A server for tests: it hears what pages post, and it can be switched off."""

import json
import queue
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from sitekit.live import offline
from tests.browser.pages import EVERY_PAGE, name_of


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Say nothing of a browser that was closed before it had its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Host:
    """Serves a folder, in which a site lies at `below`.

    `asked` has the paths, `posted` what pages have sent. Each answer comes after `delay`
    seconds. Of what all hosts were asked for, `opened` has the pages, and `*` for a list
    of all pages.
    """

    opened: ClassVar[set[str]] = set()

    def __init__(self, root: Path, below: str = ""):
        self.site, self.below, self.port, self.delay = root / below, below, 0, 0
        host = self
        self.asked, self.posted = asked, posted = [], queue.Queue()

        class Handler(SimpleHTTPRequestHandler):
            extensions_map = {  # noqa: RUF012
                **SimpleHTTPRequestHandler.extensions_map,
                ".mjs": "text/javascript",
                ".wasm": "application/wasm",
            }

            def __init__(self, *args):
                super().__init__(*args, directory=root)

            def do_GET(self):
                asked.append(self.path)
                host.note(self.path.partition("?")[0].removeprefix(f"/{host.below}"))
                time.sleep(host.delay)
                super().do_GET()

            def do_POST(self):
                size = int(self.headers["Content-Length"])
                posted.put(json.loads(self.rfile.read(size)))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *args):
                pass

        self.handler = Handler
        self.on()

    def on(self):
        self.server = _Server(("127.0.0.1", self.port), self.handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def off(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.below}"

    def note(self, path: str) -> None:
        """Whoever asks for a page opens it; what the search asks for tells of all."""
        if path.startswith(("search/", "sitemap", "llms")):
            self.opened.add(EVERY_PAGE)
        elif not path or path.endswith("/"):
            self.opened.add(name_of(path))

    def publish(self, path: str, before: str, after: str) -> None:
        """A new build, in which a page says something else."""
        page = self.site / path / "index.html"
        page.write_text(page.read_text("utf-8").replace(before, after), "utf-8")
        offline.write(self.site)
