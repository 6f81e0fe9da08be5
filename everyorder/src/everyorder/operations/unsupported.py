"""What a program may not use, because the engine cannot answer for it.

Each is refused with the line and the construct: unsupported is never "holds".
"""

import abc
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
# What changes the library or the process for all that comes later, so also for the next
# order. Nothing puts it back, as much of it is kept by C code.
PROCESS = {
    "os": frozenset(
        [
            *("initgroups", "nice", "register_at_fork", "set_blocking"),
            *("set_inheritable", "setegid", "seteuid", "setgid", "setgroups", "setns"),
            *("setpgid", "setpgrp", "setpriority", "setregid", "setresgid"),
            *("setresuid", "setreuid", "setsid", "setuid", "umask", "unshare"),
        ]
    ),
    "sys": frozenset(
        [
            "set_int_max_str_digits",
            "setdlopenflags",
            "set_coroutine_origin_tracking_depth",
            "set_asyncgen_hooks",
            "activate_stack_trampoline",
            "set_lazy_imports",
            "set_lazy_imports_filter",
        ]
    ),
    "asyncio": frozenset(["set_event_loop_policy", "set_child_watcher"]),
    "calendar": frozenset(["setfirstweekday"]),
    "codecs": frozenset(["register", "register_error", "unregister"]),
    "copyreg": frozenset(
        ["pickle", "constructor", "add_extension", "remove_extension"]
    ),
    "csv": frozenset(["register_dialect", "unregister_dialect", "field_size_limit"]),
    "decimal": frozenset(["DefaultContext", "BasicContext", "ExtendedContext"]),
    "doctest": frozenset(["register_optionflag", "set_unittest_reportflags"]),
    "email.charset": frozenset(["add_alias", "add_charset", "add_codec"]),
    "gettext": frozenset(["install", "textdomain", "bindtextdomain"]),
    "locale": frozenset(["setlocale", "resetlocale", "textdomain", "bindtextdomain"]),
    "mimetypes": frozenset(["add_type", "init"]),
    "cgitb": frozenset(["enable", "reset"]),
    "site": frozenset(
        [
            *("addpackage", "addsitedir", "addsitepackages", "addusersitepackages"),
            *("enablerlcompleter", "register_readline", "removeduppaths"),
            *("setcopyright", "sethelper", "setquit"),
        ]
    ),
    "syslog": frozenset(["setlogmask", "openlog"]),
    "shutil": frozenset(
        [
            *("register_archive_format", "unregister_archive_format"),
            *("register_unpack_format", "unregister_unpack_format"),
        ]
    ),
    "time": frozenset(["tzset", "clock_settime", "clock_settime_ns"]),
    "unittest": frozenset(["installHandler", "registerResult", "removeHandler"]),
    "webbrowser": frozenset(
        ["register", "register_X_browsers", "register_standard_browsers"]
    ),
    "xml.etree.ElementTree": frozenset(["register_namespace"]),
    "xml.dom": frozenset(["registerDOMImplementation"]),
    "zoneinfo": frozenset(["reset_tzpath"]),
}
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
            "getrefcount",  # the engine holds what it runs, too
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

FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType)
LIBRARY = set(sys.stdlib_module_names) - {"__main__"}
CHANGEABLE = {  # what execution.py puts back
    "sys": {"stdin", "stdout", "stderr", "argv"},
    "threading": {"excepthook"},
}


@functools.cache
def out_of_reach(module: str) -> frozenset[str]:
    """The names in a module that no program may use."""
    return ATTRIBUTES.get(module, frozenset()) | PROCESS.get(module, frozenset())


def forbidden_attribute(
    scheduler: "Scheduler", site: int, module: types.ModuleType, name: str
) -> None:
    """End the run if this attribute of a module is out of reach of the program."""
    if site < 0:
        return
    names = out_of_reach(module.__name__)
    if names and (name in names or name == "__dict__"):
        scheduler.give_up("unsupported", f"{module.__name__}.{name}")


def forbidden_write(scheduler: "Scheduler", site: int, thing: Any, name: str) -> None:
    """End the run if it would change the library, which the next run needs as it is."""
    if site < 0:
        return
    module = thing.__name__ if is_a(thing, types.ModuleType) else None
    if module is None and (is_a(thing, type) or type(thing) in FUNCTIONS):
        module = thing.__module__
    if module is None or module.partition(".")[0] not in LIBRARY:
        return
    if name not in CHANGEABLE.get(thing.__name__, ()):
        scheduler.give_up("unsupported", f"a change of {thing.__name__}.{name}")


def forbidden_call(scheduler: "Scheduler", site: int, method: types.MethodType) -> None:
    """End the run if it would let an abstract class of the library have a subclass."""
    cls: Any = method.__self__
    if method.__func__ is abc.ABCMeta.register and (
        cls.__module__.partition(".")[0] in LIBRARY
    ):
        scheduler.at(site)
        scheduler.give_up("unsupported", f"{cls.__name__}.register()")


@functools.cache
def forbidden_import(name: str, fromlist: tuple[str, ...]) -> str | None:
    """What this import would bring that is out of reach."""
    wanted = [name, *(f"{name}.{part}" for part in fromlist)]
    for module in wanted:
        pieces = module.split(".")
        if pieces[0] in REFUSED or module in REFUSED or ".".join(pieces[:2]) in REFUSED:
            return module
    for part in fromlist or ():
        if part in out_of_reach(name):
            return f"{name}.{part}"
    return None
