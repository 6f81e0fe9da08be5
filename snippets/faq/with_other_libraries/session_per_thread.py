"""Each thread keeps a connection
of its own for all its requests."""

import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# every thread sees its own attributes
own = threading.local()
opened, answers = [], []


class Site(BaseHTTPRequestHandler):
    # one connection, many requests
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        pass


# --8<-- [start:session]
def session():
    if not hasattr(own, "session"):
        place = ("127.0.0.1", site.server_port)
        own.session = HTTPConnection(*place, timeout=10)
        opened.append(own.session)
    return own.session


def fetch_two():
    for page in ("/soup", "/bread"):
        session().request("GET", page)
        answers.append(session().getresponse().read())
        # --8<-- [end:session]


with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
    server = threading.Thread(target=site.serve_forever, args=(0.01,))
    readers = [threading.Thread(target=fetch_two) for _ in range(2)]
    for thread in (server, *readers):
        thread.start()
    for reader in readers:
        reader.join()
    # nobody uses them anymore
    for connection in opened:
        connection.close()
    site.shutdown()

print(f"{len(answers)} answers, {len(opened)} connections")
