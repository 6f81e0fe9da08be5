"""`await`, `async for`, `async with`: where a coroutine gives way.

Coroutines of the program have switch points of their own. To await what belongs to
asyncio is one operation on all that asyncio keeps; its loop (model/loops.py) says what
comes between. Tasks of one loop do not switch elsewhere, other threads do.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from everyorder.model.event_loop import ASYNCIO
from everyorder.operations.kinds import GENERATOR, KINDS, is_program_code
from everyorder.operations.kinds import is_program_function as is_own
from everyorder.runtime.sharing import WRITE

if TYPE_CHECKING:
    from everyorder.operations.items import Items
    from everyorder.runtime.scheduler import Scheduler


class Coroutines:
    scheduler: "Scheduler"
    items: "Items"

    def __init__(self, scheduler: "Scheduler", items: "Items"):
        self.scheduler, self.items = scheduler, items

    def _note(self, site: int) -> None:
        """An operation on what asyncio keeps."""
        scheduler = self.scheduler
        scheduler.at(site)
        if not scheduler.alone:
            scheduler.pause()
        scheduler.sharing.access(ASYNCIO, WRITE)

    def awaited(self, site: int, thing: Any) -> Any:
        """`thing`, about to be awaited."""
        if is_own(getattr(type(thing), "__await__", None)):
            return thing
        if KINDS[type(thing)] is GENERATOR and is_program_code(thing):
            self.scheduler.at(site)
            if not self.scheduler.alone:
                self.items.note_shallow(site, thing)
            return thing
        self._note(site)
        return thing

    def each(self, site: int, thing: Any) -> Any:
        """What `async for` runs over."""
        if is_own(getattr(type(thing), "__aiter__", None)) or is_program_code(thing):
            return thing
        return Steps(self, site, thing)

    def context(self, site: int, manager: Any) -> Any:
        """What `async with` enters."""
        if is_own(getattr(type(manager), "__aenter__", None)):
            return manager
        return Context(self, site, manager)


class Steps:
    """An asynchronous iterator of the library, each step an operation."""

    note: Callable[[int], None]
    site: int

    def __init__(self, coroutines: Coroutines, site: int, thing: Any):
        self.note, self.site = coroutines._note, site
        self.iterator: Any = aiter(thing)

    def __aiter__(self) -> "Steps":
        return self

    def __anext__(self) -> Any:
        self.note(self.site)
        return anext(self.iterator)


class Context:
    """An asynchronous context manager of the library, likewise."""

    note: Callable[[int], None]
    site: int
    manager: Any

    def __init__(self, coroutines: Coroutines, site: int, manager: Any):
        self.note, self.site, self.manager = coroutines._note, site, manager
        type(manager).__aenter__, type(manager).__aexit__

    def __aenter__(self) -> Any:
        self.note(self.site)
        return type(self.manager).__aenter__(self.manager)

    def __aexit__(self, *error: Any) -> Any:
        self.note(self.site)
        return type(self.manager).__aexit__(self.manager, *error)
