"""Download pages: timeouts, some tries,
and an error for each page that fails."""

import collections
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import urlopen

closing = threading.Event()


def fetch(url, tries=2):
    for number in range(1, tries + 1):
        try:
            with urlopen(url, timeout=1) as answer:
                return answer.read()
        except HTTPError as error:
            error.close()
            # what is not found stays so
            passes = error.code in (429, 500, 502, 503, 504)
            if not passes or number == tries:
                raise
        except (OSError, HTTPException):
            if number == tries:
                raise
        # a pause; closing ends it
        if closing.wait(0.05 * 2**number):
            raise RuntimeError("closing")


def download(urls, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        try:
            jobs = {url: pool.submit(fetch, url) for url in urls}
            wait(jobs.values())
        except BaseException:  # Ctrl-C, too
            closing.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return jobs


class Site(BaseHTTPRequestHandler):
    asked = collections.Counter()

    def do_GET(self):
        self.asked[self.path] += 1
        if self.path == "/cake":
            closing.wait()  # no answer
            return
        busy = self.path == "/bread" and self.asked["/bread"] < 2
        status = 404 if self.path == "/fish" else 200
        self.send_response(503 if busy else status)
        self.end_headers()
        self.wfile.write(b"mix and bake")

    def log_message(self, *args):
        pass


with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
    threading.Thread(target=site.serve_forever, args=(0.01,)).start()
    home = f"http://127.0.0.1:{site.server_port}"
    try:
        paths = ("/pie", "/bread", "/fish", "/cake")
        jobs = download([home + path for path in paths])
    finally:
        closing.set()
        site.shutdown()
for path, job in zip(paths, jobs.values()):
    result = job.exception() or job.result().decode()
    print(f"{path}, tries: {Site.asked[path]}, {result!r}")
