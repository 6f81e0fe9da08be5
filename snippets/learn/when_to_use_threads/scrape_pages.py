"""Fetch eight pages from a slow site, one by one and in threads."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class SlowSite(BaseHTTPRequestHandler):
    """A real server on this machine: it answers after 40 ms."""

    def do_GET(self):
        time.sleep(0.04)
        page = f"<title>Recipe {self.path[1:]}</title>".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args):
        pass  # no line on stderr for each request


# --8<-- [start:scrape]
def title_of(number):
    connection = HTTPConnection("127.0.0.1", site.server_port)
    connection.request("GET", f"/{number}")
    page = connection.getresponse().read().decode()
    connection.close()
    return re.search("<title>(.*)</title>", page)[1]


def one_by_one():
    return [title_of(number) for number in range(8)]


def in_threads():
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(title_of, range(8)))
        # --8<-- [end:scrape]


def seconds(fetch_all):
    start = time.perf_counter()
    titles = fetch_all()
    assert titles == [f"Recipe {number}" for number in range(8)]
    return time.perf_counter() - start


with ThreadingHTTPServer(("127.0.0.1", 0), SlowSite) as site:
    threading.Thread(target=site.serve_forever, args=(0.01,)).start()
    slow, fast = seconds(one_by_one), seconds(in_threads)
    site.shutdown()

print(f"one by one: {slow:.2f} s")
print(f"in threads: {fast:.2f} s")
print(f"speed-up: {slow / fast:.1f} times")
