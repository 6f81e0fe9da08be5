"""Two threads use one connection, and the
second one begins before the first is done."""

import contextlib
import threading
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"bake")

    def log_message(self, *args):
        pass


def first():
    try:
        session.request("GET", "/pie")
    finally:
        asked.set()
    # somebody else takes the answer here
    taken.wait()
    try:
        session.getresponse()
    except HTTPException as error:
        print("/pie", repr(error))


def second():
    asked.wait()
    try:
        session.request("GET", "/bread")
    except HTTPException as error:
        print("/bread", repr(error))
    try:
        print("/bread has the answer", session.getresponse().read())
    finally:
        taken.set()


asked, taken = threading.Event(), threading.Event()
with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
    threading.Thread(target=site.serve_forever, args=(0.01,)).start()
    place = ("127.0.0.1", site.server_port)
    with contextlib.closing(
        HTTPConnection(*place, timeout=10)
    ) as session:
        threads = [threading.Thread(target=f) for f in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    site.shutdown()
