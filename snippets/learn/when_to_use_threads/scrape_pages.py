"""Fetch eight pages from a slow
site, one by one and in threads."""

import re
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
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


# --8<-- [start:scrape]
def title_of(number):
    site_of_recipes = ("127.0.0.1", site.server_port)
    connection = HTTPConnection(*site_of_recipes, timeout=10)
    try:
        connection.request("GET", f"/{number}")
        page = connection.getresponse().read().decode()
    finally:
        connection.close()
    return re.search("<title>(.*)</title>", page)[1]


def one_by_one():
    return [title_of(number) for number in range(8)]


def in_threads():
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(title_of, range(8)))
        # --8<-- [end:scrape]


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
        assert one_by_one() == in_threads()
        compare({"one by one": one_by_one, "in threads": in_threads})
    finally:
        site.shutdown()
