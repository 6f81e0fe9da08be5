"""A set grows while it is counted."""

import threading

stock = {"lamp"}
helper = threading.Thread(target=stock.add, args=("cup",))
for thing in stock:
    helper.start()
    helper.join()
