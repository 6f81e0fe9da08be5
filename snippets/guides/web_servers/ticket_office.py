"""A WSGI application in a threaded server,
whose requests share a count of seats."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from socketserver import ThreadingMixIn
from wsgiref.simple_server import (
    WSGIRequestHandler,
    WSGIServer,
    make_server,
)


# --8<-- [start:office]
class Office:
    """Shared by all requests: its lock
    guards each step from look to sale."""

    def __init__(self, seats):
        self._lock = threading.Lock()
        self._seats = seats

    def sell(self):
        """The number of a seat, or None."""
        with self._lock:
            if self._seats == 0:
                return None
            self._seats -= 1
            return self._seats + 1


def application(environ, start_response):
    # local variables: one set per request
    seat = office.sell()
    status = "200 OK" if seat else "409 Conflict"
    start_response(status, [("Content-Type", "text/plain")])
    return [f"seat {seat}".encode() if seat else b"sold out"]
    # --8<-- [end:office]


class Server(ThreadingMixIn, WSGIServer):
    # closing waits for requests under way
    daemon_threads = False


class Quiet(WSGIRequestHandler):
    timeout = 10

    def log_message(self, *args):
        pass


def buy(_):
    place = ("127.0.0.1", server.server_port)
    connection = HTTPConnection(*place, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


office = Office(seats=2)
with make_server("127.0.0.1", 0, application, Server, Quiet) as server:
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    try:
        with ThreadPoolExecutor(max_workers=3) as buyers:
            print(*sorted(buyers.map(buy, range(3))), sep="\n")
    finally:
        server.shutdown()
