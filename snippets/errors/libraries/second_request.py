"""A second request comes too early."""

import http.client
import socket

with socket.create_server(("127.0.0.1", 0)) as site:
    address = site.getsockname()
    connection = http.client.HTTPConnection(*address, timeout=5)
    connection.request("GET", "/soup")
    connection.request("GET", "/cake")
