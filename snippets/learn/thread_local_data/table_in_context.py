"""Each thread gets a copy of the context of the one who sends it."""

import threading
from contextvars import ContextVar, copy_context

table = ContextVar("table")
notes = []


def note(dish):
    notes.append(f"table {table.get()}: {dish}")
    table.set("done")  # in this thread's copy, and nowhere else


waiters = []
for number, dish in ((1, "soup"), (2, "curry")):
    table.set(number)
    context = copy_context()  # table is `number` in here, for good
    waiter = threading.Thread(target=context.run, args=(note, dish))
    waiters.append(waiter)
for waiter in waiters:
    waiter.start()
for waiter in waiters:
    waiter.join()
print(*sorted(notes), sep="\n")  # either waiter may have been first
print("in the main thread: table", table.get())
