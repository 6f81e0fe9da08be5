"""Each worker opens one connection, uses
it for all its pages, and all are closed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


# --8<-- [start:sessions]
class Sessions:
    """One session for each worker of a pool."""

    def __init__(self, open_session):
        self._open, self._opened = open_session, []
        self._own = threading.local()

    def start(self):
        """The initializer of the pool."""
        self._own.session = self._open()
        self._opened.append(self._own.session)

    def mine(self):
        return self._own.session

    def close(self):
        """Only when the workers have ended."""
        for session in self._opened:
            session.close()
            # --8<-- [end:sessions]


def fetch(path):
    session = sessions.mine()
    try:
        session.request("GET", path)
        answer = session.getresponse()
        # read it all before the next one
        return answer.status, answer.read().decode()
    except (OSError, HTTPException):
        # the next request opens it again
        session.close()
        raise


class Site(BaseHTTPRequestHandler):
    # one connection, many requests
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        found = self.path != "/fish"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"bake" if found else b"none")

    def log_message(self, *args):
        pass


with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
    threading.Thread(target=site.serve_forever, args=(0.01,)).start()
    place = ("127.0.0.1", site.server_port)
    sessions = Sessions(lambda: HTTPConnection(*place, timeout=10))
    try:
        with ThreadPoolExecutor(2, initializer=sessions.start) as pool:
            paths = ["/pie", "/bread", "/fish", "/cake"]
            jobs = {path: pool.submit(fetch, path) for path in paths}
        for path, job in jobs.items():
            print(path, job.exception() or job.result())
    finally:
        sessions.close()
        site.shutdown()
