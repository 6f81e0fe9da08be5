"""What a program may not use, because the engine cannot answer for it.

Each is refused with the line and the construct: unsupported is never "holds".
"""

import functools
import sys
import types
from typing import TYPE_CHECKING, Any

from everyorder.instrument.modules import REFUSED
from everyorder.results.values import is_a

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

NAMES = frozenset(
    [
        "exec",
        "eval",
        "compile",
        "globals",
        "locals",
        "breakpoint",
        "help",
    ]
)
ATTRIBUTES = {
    "os": frozenset(
        [
            "_exit",
            "abort",
            "kill",
            "killpg",
            "fork",
            "forkpty",
            "system",
            "popen",
            "execv",
            "execve",
            "execl",
            "execlp",
            "execvp",
            "spawnl",
            "spawnv",
            "posix_spawn",
            "pipe",
            "open",
            "read",
            "write",
            "putenv",
        ]
    ),
    "sys": frozenset(
        [
            "settrace",
            "setprofile",
            "setrecursionlimit",  # the stacks of fibers are as deep as they are
            "_current_frames",
            "_getframe",
            "__stdin__",
            "modules",
            "monitoring",
            "addaudithook",
        ]
    ),
    "threading": frozenset(
        [
            "settrace",
            "setprofile",
            "settrace_all_threads",
            "setprofile_all_threads",
            "_shutdown",
            "_register_atexit",
        ]
    ),
    "concurrent.futures": frozenset(["ProcessPoolExecutor", "InterpreterPoolExecutor"]),
}

LIBRARY = set(sys.stdlib_module_names) - {"__main__"}
CHANGEABLE = {  # what execution.py puts back
    "sys": {"stdin", "stdout", "stderr", "argv"},
    "threading": {"excepthook"},
}


def forbidden_attribute(
    scheduler: "Scheduler", site: int, module: types.ModuleType, name: str
) -> None:
    """End the run if this attribute of a module is out of reach of the program."""
    if site < 0:
        return
    names = ATTRIBUTES.get(module.__name__)
    if names and (name in names or name == "__dict__"):
        scheduler.give_up("unsupported", f"{module.__name__}.{name}")


def forbidden_write(scheduler: "Scheduler", site: int, thing: Any, name: str) -> None:
    """End the run if it would change the library, which the next run needs as it is."""
    if site < 0:
        return
    module = thing.__name__ if is_a(thing, types.ModuleType) else None
    if module is None and is_a(thing, type):
        module = thing.__module__
    if module is None or module.partition(".")[0] not in LIBRARY:
        return
    if name not in CHANGEABLE.get(thing.__name__, ()):
        scheduler.give_up("unsupported", f"a change of {thing.__name__}.{name}")


@functools.cache
def forbidden_import(name: str, fromlist: tuple[str, ...]) -> str | None:
    """What this import would bring that is out of reach."""
    wanted = [name, *(f"{name}.{part}" for part in fromlist)]
    for module in wanted:
        pieces = module.split(".")
        if pieces[0] in REFUSED or module in REFUSED or ".".join(pieces[:2]) in REFUSED:
            return module
    for part in fromlist or ():
        if part in ATTRIBUTES.get(name, ()):
            return f"{name}.{part}"
    return None
