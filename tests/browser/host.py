"""A server of one test, with the site below a path: it can be switched off."""

import json
import queue
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from sitekit.live import offline


class Host:
    """Serves root/threading; `asked` has the paths, `posted` what pages have sent.

    Each answer comes after `delay` seconds.
    """

    def __init__(self, root):
        self.root, self.port, self.delay = root, 0, 0
        host = self
        self.asked, self.posted = asked, posted = [], queue.Queue()

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=root)

            def do_GET(self):
                asked.append(self.path)
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
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self.handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def off(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}/threading/"

    def publish(self, path, before, after):
        """A new build, in which a page says something else."""
        page = self.root / "threading" / path / "index.html"
        page.write_text(page.read_text("utf-8").replace(before, after), "utf-8")
        offline.write(self.root / "threading")
