"""Two waiters have a notepad
each, under one name."""

import threading

notepad = threading.local()
served = {}


def cook():
    # what this thread wrote
    return f"hot {notepad.dish}"


def serve(table, dish):
    # the other waiter cannot reach this
    notepad.dish = dish
    served[table] = cook()


waiters = [
    threading.Thread(target=serve, args=(1, "soup")),
    threading.Thread(target=serve, args=(2, "curry")),
]
for waiter in waiters:
    waiter.start()
for waiter in waiters:
    waiter.join()
print("table 1:", served[1])
print("table 2:", served[2])
