"""Fibers on the desktop: greenlets, with their own contextvars and exceptions."""

from collections.abc import Callable
from typing import Any

from greenlet import getcurrent as current
from greenlet import greenlet

__all__ = ["current", "start", "switch"]


def start(body: Callable[[], greenlet]) -> greenlet:
    """A fiber that runs `body` and then dies into the fiber that `body` returned."""
    starter = current()

    def run() -> None:
        starter.switch()
        current().parent = body()

    # Not the fiber that starts it: that one may die into this one, and a ring of
    # parents is refused.
    outermost = _outermost()
    fiber = greenlet(run, parent=outermost)
    _nursery(outermost).switch(fiber)
    return fiber


def switch(fiber: greenlet) -> None:
    """Run `fiber` until something switches back."""
    fiber.switch()


def _outermost() -> greenlet:
    fiber = current()
    while fiber.parent is not None:
        fiber = fiber.parent
    return fiber


def _nursery(outermost: Any) -> greenlet:
    """Where fibers are begun: each inherits how deep the one that begins it recurses.

    Or threads that start threads in turn would soon be told to recurse too deep.
    """
    if not hasattr(outermost, "nursery"):
        outermost.nursery = greenlet(_begin, parent=outermost)
    nursery: greenlet = outermost.nursery
    return nursery


def _begin(fiber: greenlet) -> None:
    while True:
        fiber = fiber.switch()  # it switches to who asked, and that one back here
