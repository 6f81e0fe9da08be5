"""Fetch pages from a slow site
with more and more workers."""

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class SlowSite(BaseHTTPRequestHandler):
    """A real server on this machine:
    it answers after 40 ms."""

    def do_GET(self):
        time.sleep(0.04)
        page = f"<title>Recipe {self.path[1:]}</title>".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args):
        # no line on stderr for each request
        pass


def fetch(number):
    site_of_recipes = ("127.0.0.1", site.server_port)
    connection = HTTPConnection(*site_of_recipes, timeout=10)
    try:
        connection.request("GET", f"/{number}")
        return connection.getresponse().read()
    finally:
        connection.close()


def fetch_eight(workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(fetch, range(8)))


def compare(ways, rounds=3):
    """Print the median time of
    each way; they take turns."""
    times = {label: [] for label in ways}
    order = list(ways)
    for number in range(rounds + 1):
        for label in order:
            start = time.perf_counter()
            ways[label]()
            # the first round is a warm-up
            if number > 0:
                times[label].append(time.perf_counter() - start)
        # so that no way always comes first
        order.reverse()
    for label in ways:
        print(f"{label}: {statistics.median(times[label]):.3f} s")


with ThreadingHTTPServer(("127.0.0.1", 0), SlowSite) as site:
    threading.Thread(target=site.serve_forever, args=(0.01,)).start()
    try:
        compare(
            {
                f"{workers} workers": partial(fetch_eight, workers)
                for workers in (2, 4, 8, 80)
            }
        )
    finally:
        site.shutdown()
