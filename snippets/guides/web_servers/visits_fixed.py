"""Two requests at once change a global
of the ticket office. How many were sold?"""

import threading

sold = 0
sold_lock = threading.Lock()


def application(environ, start_response):
    global sold
    with sold_lock:
        sold += 1
    start_response("200 OK", [])
    return [b"your ticket"]


def request():
    application({}, lambda status, headers: None)


# a threaded server starts a thread for each
requests = [threading.Thread(target=request) for _ in range(2)]
for thread in requests:
    thread.start()
for thread in requests:
    thread.join()
print("sold:", sold)
