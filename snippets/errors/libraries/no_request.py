"""An answer is read to no request."""

import http.client

connection = http.client.HTTPConnection("127.0.0.1")
connection.getresponse()
