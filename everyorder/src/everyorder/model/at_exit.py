"""The program's own `atexit`: what it registers runs at the end of each order.

As in CPython, that is when all threads but the daemons have ended, in the main thread,
the last one registered first. One that is registered meanwhile runs next.
"""

import types
from operator import eq

from everyorder.runtime.sharing import WRITE

REGISTERED = ("atexit",)


def make_atexit_module(scheduler) -> types.ModuleType:
    """An `atexit` whose callbacks `_run_exitfuncs` runs; `_clear` begins a run."""
    module = types.ModuleType("atexit")
    callbacks: list[tuple] = []

    def changes():
        if scheduler.current is not None and not scheduler.alone:
            scheduler.pause()
            scheduler.sharing.access(REGISTERED, WRITE)

    def register(function, /, *args, **kwargs):
        if not callable(function):
            raise TypeError("the first argument must be callable")
        changes()
        callbacks.append((function, args, kwargs))
        return function

    def unregister(function, /):
        changes()
        callbacks[:] = [each for each in callbacks if not eq(each[0], function)]

    def take():
        """The callback whose turn it is, or None."""
        if callbacks:
            changes()
        return callbacks.pop() if callbacks else None

    def run_exitfuncs():
        while found := take():
            function, args, kwargs = found
            function(*args, **kwargs)

    module.register, module.unregister = register, unregister
    module._run_exitfuncs, module._take = run_exitfuncs, take
    module._clear = callbacks.clear
    module._ncallbacks = lambda: len(callbacks)
    return module
