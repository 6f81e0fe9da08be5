"""A thing goes and another comes, meanwhile."""

import threading

stock = {"lamp": 3}


def renew():
    del stock["lamp"]
    stock["vase"] = 5


helper = threading.Thread(target=renew)
for thing in stock:
    helper.start()
    helper.join()
