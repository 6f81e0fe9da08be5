"""A worker does not know for whom a
task was submitted."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

visitor = ContextVar("visitor", default="nobody")


def find(picture):
    return visitor.get()


with ThreadPoolExecutor(max_workers=1) as guides:
    visitor.set("Ada")
    ships = guides.submit(find, "ships")
    visitor.set("Ben")
    # the worker runs already, since Ada came
    cats = guides.submit(find, "cats")
print("Ben's task is done for Ben:", cats.result() == "Ben")
