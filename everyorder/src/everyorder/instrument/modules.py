"""Which modules of the standard library a program may reach, and how each is known.

Each module of `sys.stdlib_module_names` is in exactly one of these tables, on every
Python (tests/test_modules.py), so that none is passed over in silence:

REFUSED   a program that imports it is unsupported
MODELED   model/ has the program's own, above its threads and its clock
PURE      its Python code is one step: it changes nothing that another thread could see
OPENED    its Python code is rewritten like the program's (library.py)
IN_C      it has none; operations/table.py says what its functions touch
"""

import sys

REFUSED = frozenset(
    [
        "multiprocessing",
        "subprocess",
        "socket",
        "socketserver",
        "select",
        "selectors",
        "ssl",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "imaplib",
        "poplib",
        "xmlrpc",
        "signal",
        "tkinter",
        "turtle",
        "curses",
        "ctypes",
        "faulthandler",
        "sqlite3",
        "mmap",
        "pty",
        "tty",
        "termios",
        "fcntl",
        "code",
        "codeop",
        "importlib",
        "runpy",
        "pdb",
        "bdb",
        "trace",
        "tracemalloc",
        "cProfile",
        "profile",
        "interpreters",
        "concurrent.interpreters",
        "concurrent.futures.process",
        "concurrent.futures.interpreter",
        "_interpreters",
        "resource",
        "gc",
        "inspect",
    ]
)

MODELED = frozenset(
    [
        *("_thread", "_threading_local", "_queue", "_asyncio", "asyncio", "concurrent"),
        *("logging", "queue", "sched", "threading", "time", "_time"),
    ]
)

# Why these may run as one step.
VALUES = "it makes and compares values that do not change"
SOURCE = "it reads source text"
TEXT = "it works on text; its caches hold what is always the same"
SYSTEM = "it asks the system, and keeps nothing that another thread could miss"
TYPES = "it looks at types, which programs make before they start threads"

PURE: dict[str, str] = {
    **dict.fromkeys(["re", "_strptime", "fnmatch", "gettext", "locale"], TEXT),
    **dict.fromkeys(["textwrap", "encodings", "codecs", "stringprep", "html"], TEXT),
    **dict.fromkeys(["quopri", "base64", "keyword", "_pydatetime"], TEXT),
    **dict.fromkeys(["ast", "token", "tokenize", "linecache", "traceback"], SOURCE),
    **dict.fromkeys(["opcode", "dis", "inspect", "_colorize"], SOURCE),
    **dict.fromkeys(["datetime", "pathlib", "uuid", "enum", "ipaddress"], VALUES),
    **dict.fromkeys(["zoneinfo", "fractions", "numbers", "calendar"], VALUES),
    **dict.fromkeys(["decimal", "_pydecimal"], VALUES),
    **dict.fromkeys(["posixpath", "ntpath", "genericpath", "stat"], SYSTEM),
    **dict.fromkeys(["os", "platform", "sysconfig", "site", "warnings"], SYSTEM),
    **dict.fromkeys(["abc", "_py_abc", "annotationlib"], TYPES),
}


def is_opened(name: str) -> bool:
    """Whether the Python code of this module is rewritten when it is reached."""
    top = name.partition(".")[0]
    return (
        top in sys.stdlib_module_names
        and top not in PURE
        and top not in MODELED
        and top not in REFUSED
    )
