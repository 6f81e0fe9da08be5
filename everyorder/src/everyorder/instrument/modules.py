"""Which modules of the standard library a program may reach, and how each is known.

REFUSED   a program that imports it is unsupported
MODELED   model/ has the program's own, above its threads and its clock
PURE      its Python code is one step: it changes nothing that another thread could see

Whatever is in no table, a module that a new Python brings too, is safe: its Python code
is rewritten like the program's (library.py), and where that cannot be done, or there is
none, its functions touch everything (operations/library.py, GIVEN, has those in C of
which more is known). tests/test_closed.py holds the tables to each Python's own list.
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
        "readline",
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
    **dict.fromkeys(["encodings", "codecs", "stringprep"], TEXT),
    **dict.fromkeys(["quopri", "base64", "keyword", "_pydatetime"], TEXT),
    **dict.fromkeys(["ast", "token", "tokenize", "linecache", "traceback"], SOURCE),
    **dict.fromkeys(["opcode", "dis", "_colorize"], SOURCE),
    **dict.fromkeys(["datetime", "pathlib", "uuid", "enum", "ipaddress"], VALUES),
    **dict.fromkeys(["zoneinfo", "fractions", "numbers"], VALUES),
    **dict.fromkeys(["decimal", "_pydecimal"], VALUES),
    **dict.fromkeys(["posixpath", "ntpath", "genericpath", "stat"], SYSTEM),
    **dict.fromkeys(["os", "platform", "sysconfig", "site", "warnings"], SYSTEM),
    **dict.fromkeys(["abc", "_py_abc", "annotationlib"], TYPES),
}


def table_of(name: str) -> str:
    """The name of the table that has this module, or "" if none has."""
    top = name.partition(".")[0]
    tables = {"REFUSED": REFUSED, "MODELED": MODELED, "PURE": PURE}
    found = (title for title, table in tables.items() if {name, top} & set(table))
    return next(found, "")


def is_opened(name: str) -> bool:
    """Whether the Python code of this module is rewritten when it is reached."""
    top = name.partition(".")[0]
    return top in sys.stdlib_module_names and not table_of(top)
