"""The program's own `atexit`: what it registers runs at the end of each order.

As in CPython, that is when all threads but the daemons have ended, in the main thread,
the last one registered first. One that is registered meanwhile runs next.
"""

import types
from collections.abc import Callable
from operator import eq
from typing import TYPE_CHECKING, Any

from everyorder.runtime.sharing import WRITE

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

REGISTERED = ("atexit",)


Callback = tuple[Callable[..., object], tuple[Any, ...], dict[str, Any]]


def make_atexit_module(scheduler: "Scheduler") -> Any:
    """An `atexit` whose callbacks `_run_exitfuncs` runs; `_clear` begins a run."""
    module: Any = types.ModuleType("atexit")
    callbacks: list[Callback] = []

    def changes() -> None:
        if scheduler.current is not None and not scheduler.alone:
            scheduler.pause()
            scheduler.sharing.access(REGISTERED, WRITE)

    def register(function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if not callable(function):
            raise TypeError("the first argument must be callable")
        changes()
        callbacks.append((function, args, kwargs))
        return function

    def unregister(function: object, /) -> None:
        changes()
        callbacks[:] = [each for each in callbacks if not eq(each[0], function)]

    def take() -> Callback | None:
        """The callback whose turn it is, or None."""
        if callbacks:
            changes()
        return callbacks.pop() if callbacks else None

    def run_exitfuncs() -> None:
        while found := take():
            function, args, kwargs = found
            function(*args, **kwargs)

    module.register, module.unregister = register, unregister
    module._run_exitfuncs, module._take = run_exitfuncs, take
    module._clear = callbacks.clear
    module._ncallbacks = lambda: len(callbacks)
    return module
