"""A timeout bounds each wait of a
download, a deadline bounds all of it."""

import contextlib
import threading
import time
from http.client import IncompleteRead
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen


# --8<-- [start:read]
def read(answer, deadline):
    """The page; an error if it is late."""
    size, page = answer.headers.get("Content-Length"), b""
    # read1 returns what has come so far
    while part := answer.read1(65536):
        page += part
        if time.monotonic() > deadline:
            raise TimeoutError("the page is too slow")
    # read1 takes an early end for the end
    if size and len(page) < int(size):
        raise IncompleteRead(page, int(size) - len(page))
    return page
    # --8<-- [end:read]


class Site(BaseHTTPRequestHandler):
    """Jam drips, and tea breaks off."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "8")
        self.end_headers()
        letters = b"mix, eat" if self.path == "/jam" else b"boil"
        # the reader may have gone
        with contextlib.suppress(OSError):
            for letter in letters:
                self.wfile.write(bytes([letter]))
                closing.wait(0.2)

    def log_message(self, *args):
        pass


def ask(path, read):
    url = f"http://127.0.0.1:{site.server_port}{path}"
    try:
        with urlopen(url, timeout=1) as answer:
            return read(answer)
    except Exception as error:
        return error


closing = threading.Event()
with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
    threading.Thread(target=site.serve_forever, args=(0.01,)).start()
    try:
        start = time.monotonic()
        print("/jam", ask("/jam", lambda answer: answer.read()))
        print("later than its timeout:", time.monotonic() - start > 1)
        for path in ("/jam", "/tea"):
            soon = time.monotonic() + 1.2
            print(
                path, repr(ask(path, lambda answer: read(answer, soon)))
            )
    finally:
        closing.set()
        site.shutdown()
