"""Two waiters share one notepad, and
a table can get the wrong dish."""

import threading
from types import SimpleNamespace

notepad = SimpleNamespace()
served = {}


def cook():
    # whatever the notepad says by now
    return f"hot {notepad.dish}"


def serve(table, dish):
    # the other waiter may write over it here
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
