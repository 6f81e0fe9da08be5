"""A task that runs in its own
context leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

visitor = ContextVar("visitor", default="guest")


def greet(name=None):
    if name:
        visitor.set(name)
    return f"Hello, {visitor.get()}."


with ThreadPoolExecutor(max_workers=1) as pool:
    first = pool.submit(copy_context().run, greet, "Ada")
    # a fresh copy
    second = pool.submit(copy_context().run, greet)
    print(first.result())
    print(second.result())
