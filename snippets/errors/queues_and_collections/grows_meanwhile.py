"""A dictionary grows while it is counted."""

import threading

stock = {"lamp": 3, "vase": 5}
helper = threading.Thread(target=stock.setdefault, args=("cup", 1))
for thing in stock:
    helper.start()
    helper.join()
