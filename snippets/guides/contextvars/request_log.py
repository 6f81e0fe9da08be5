"""Each line that a worker logs names
the visitor for whom it works."""

import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

visitor = ContextVar("visitor", default="nobody")


def submit_here(pool, task, *args, **kwargs):
    """pool.submit, in a copy of the
    context of the one who calls."""
    run = copy_context().run
    return pool.submit(run, task, *args, **kwargs)


def map_here(pool, task, items):
    """pool.map, with a copy of the caller's
    context for each item."""
    here = copy_context()

    def run(item):
        # two threads cannot be in one context
        return here.copy().run(task, item)

    return pool.map(run, items)


def add_visitor(record):
    record.visitor = visitor.get()
    return True


def find(picture):
    logging.info("looks for %s", picture)
    return picture.upper()


handler = logging.StreamHandler(sys.stdout)
handler.addFilter(add_visitor)
logging.basicConfig(
    level=logging.INFO,
    format="%(visitor)s %(message)s",
    handlers=[handler],
)
with ThreadPoolExecutor(max_workers=1) as guides:
    visitor.set("Ada")
    ships = submit_here(guides, find, "ships")
    visitor.set("Ben")
    pets = map_here(guides, find, ["cats", "dogs"])
    found = [ships.result(), *pets]
logging.info("reads %s", found)
