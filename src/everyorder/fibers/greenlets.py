"""Fibers on the desktop: greenlets, with their own contextvars and exceptions."""

from collections.abc import Callable

from greenlet import getcurrent as current
from greenlet import greenlet

__all__ = ["current", "start", "switch"]


def start(body: Callable[[], greenlet]) -> greenlet:
    """A fiber that runs `body` and then dies into the fiber that `body` returned."""

    def run() -> None:
        following = body()
        current().parent = following

    # Not the fiber that starts it: that one may die into this one, and a ring of
    # parents is refused.
    return greenlet(run, parent=_outermost())


def _outermost() -> greenlet:
    fiber = current()
    while fiber.parent is not None:
        fiber = fiber.parent
    return fiber


def switch(fiber: greenlet) -> None:
    """Run `fiber` until something switches back."""
    fiber.switch()
