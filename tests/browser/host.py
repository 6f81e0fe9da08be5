"""A server for tests: it hears what pages post, and it can be switched off."""

import contextlib
import json
import queue
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitekit.live import offline

PATIENCE = 20  # seconds; a browser may give up a request that is not answered


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Say nothing of a browser that was closed before it had its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Host:
    """Serves a folder, in which a site lies at `below`.

    `asked` has the paths, `posted` what pages have sent. Each answer comes after `delay`
    seconds. No page is taken from a browser's cache, so that `asked` has all of them.

    A page may ask for what to do `next`, which is what was put into `wanted`.
    """

    def __init__(self, root: Path, below: str = ""):
        self.site, self.below, self.port, self.delay = root / below, below, 0, 0
        host = self
        self.asked, self.posted = asked, posted = [], queue.Queue()
        self.wanted = queue.Queue()

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
                time.sleep(host.delay)
                if self.path.endswith("/next"):
                    self.answer(json.dumps(host.next()).encode())
                else:
                    super().do_GET()

            def answer(self, content: bytes):
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def end_headers(self):
                if "/assets/" not in self.path:
                    self.send_header("Cache-Control", "no-cache")
                super().end_headers()

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

    def next(self) -> object:
        """What a page is to do next, or None after a while without a wish."""
        with contextlib.suppress(queue.Empty):
            return self.wanted.get(timeout=PATIENCE)
        return None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.below}"

    def publish(self, path: str, before: str, after: str) -> None:
        """A new build, in which a page says something else."""
        page = self.site / path / "index.html"
        page.write_text(page.read_text("utf-8").replace(before, after), "utf-8")
        offline.write(self.site)
