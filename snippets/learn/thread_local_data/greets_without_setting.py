"""After Ada, a task that sets no
name: what does each repair give?"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

visit = threading.local()
visitor = ContextVar("visitor", default="guest")


def greet(name=None):
    # replaces what was left here
    visit.name = name or "guest"
    visitor.set(name or "guest")


# sets nothing, and reads what it finds
def say_goodbye():
    return visit.name, visitor.get()


with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(copy_context().run, greet, "Ada")
    goodbye = pool.submit(copy_context().run, say_goodbye)
    by_thread, by_task = goodbye.result()
print(f"stored by thread: Goodbye, {by_thread}.")
print(f"stored by task: Goodbye, {by_task}.")
