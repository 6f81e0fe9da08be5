"""Each thread gets a copy of the
context of the one who sends it."""

import threading
from contextvars import ContextVar, copy_context

table = ContextVar("table")
notes = []


def note(dish):
    notes.append(f"table {table.get()}: {dish}")
    # in this thread's copy, and nowhere else
    table.set("done")


waiters = []
for number, dish in ((1, "soup"), (2, "curry")):
    table.set(number)
    # table is `number` in here, for good
    context = copy_context()
    waiter = threading.Thread(target=context.run, args=(note, dish))
    waiters.append(waiter)
for waiter in waiters:
    waiter.start()
for waiter in waiters:
    waiter.join()
# either waiter may have been first
print(*sorted(notes), sep="\n")
print("in the main thread: table", table.get())
