"""CPython's tests that are not run on the engine, each for a reason (see cpython.py).

`excluded` maps the ids of tests to reasons. A pattern that names no test is an error on
the versions that it is for, so that the list cannot outlive what it is about.
"""

import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase

PROCESSES = "starts a process, which would not run on the engine"
INTERPRETERS = "subinterpreters"
SIGNALS = "signals"
TRACING = "tracing, which the engine does not support"
LIVES = "when an object dies: the engine keeps objects to the end of a run"
C = "C code"
NAMES = "where a function says it comes from, or how it may be called"
FILES = "writes a file, which the engine refuses"
HOOKS = "an exception in a bare thread, which the engine reports as any other"

OLDEST, NEWEST = (3, 11), (3, 99)
EXCLUDED = [  # pattern, reason, first version, last version
    ("*ProcessPool*", PROCESSES, (3, 13), NEWEST),
    ("*.FailingInitializerResourcesTest.*", PROCESSES, (3, 13), NEWEST),
    ("test_threading.*_fork*", PROCESSES, OLDEST, NEWEST),
    ("test_thread.TestForkInThread.*", PROCESSES, OLDEST, NEWEST),
    ("test_threading.ThreadTests.test_finaliz*", PROCESSES, OLDEST, NEWEST),
    ("test_threading.ThreadTests.test_*shutdown", PROCESSES, OLDEST, NEWEST),
    ("test_threading.ThreadTests.test_locals_at_exit", PROCESSES, OLDEST, NEWEST),
    ("*.test_import_from_another_thread", PROCESSES, OLDEST, NEWEST),
    ("*.test_debug_deprecation", PROCESSES, (3, 11), (3, 11)),
    ("*.test_start_new_thread_at_*", PROCESSES, (3, 12), NEWEST),
    ("*.test_gh112826_missing__*", PROCESSES, (3, 12), (3, 12)),
    ("test_threading.ThreadJoinOnShutdown.*", PROCESSES, OLDEST, NEWEST),
    ("*.ThreadingExceptionTests.test_recursion_limit", PROCESSES, OLDEST, NEWEST),
    ("*.ThreadingExceptionTests.test_print_*", PROCESSES, OLDEST, NEWEST),
    ("test_threading.AtexitTests.*", PROCESSES, OLDEST, NEWEST),
    ("*.ThreadPool*.test_*interpreter_shutdown", PROCESSES, (3, 13), NEWEST),
    ("*.ThreadPool*.test_hang_g*", PROCESSES, (3, 13), NEWEST),
    ("*.ThreadPool*.test_cancel_futures_wait_false", PROCESSES, (3, 13), NEWEST),
    ("test_threading.SubinterpThreadingTests.*", INTERPRETERS, OLDEST, NEWEST),
    ("test_threading.InterruptMainTests.*", SIGNALS, OLDEST, NEWEST),
    ("*.test_frame_tstate_tracing", TRACING, OLDEST, NEWEST),
    ("*.test_gettrace*", TRACING, OLDEST, NEWEST),
    ("*.test_getprofile*", TRACING, OLDEST, NEWEST),
    ("*.test_no_refcycle_through_target", LIVES, OLDEST, NEWEST),
    ("*.PyThreadingLocalTest.test_local_refs", LIVES, OLDEST, NEWEST),
    ("*.ThreadPool*.test_free_reference*", LIVES, (3, 13), NEWEST),
    ("*.ThreadPoolShutdownTest.test_del_shutdown", LIVES, (3, 13), NEWEST),
    ("*.ThreadPoolShutdownTest.test_thread_names_*", LIVES, (3, 13), NEWEST),
    ("test_queue.C*", C, OLDEST, NEWEST),
    ("*.test_PyThreadState_SetAsyncExc", C, OLDEST, NEWEST),
    ("*.test_disallow_instantiation", C, OLDEST, (3, 12)),
    ("*.CRLockTests.test_signature", NAMES, (3, 13), NEWEST),
    ("*.MiscTestCase.test__all__", NAMES, OLDEST, NEWEST),
    ("*.test_multithread_modify_file_noerror", FILES, OLDEST, NEWEST),
    ("*.test_unraisable_exception", HOOKS, OLDEST, NEWEST),
]


def excluded(names: Iterable[str]) -> dict[str, str]:
    """Test id -> reason. Raises ValueError for a pattern that names no test."""
    names, found = list(names), {}
    for pattern, reason, first, last in EXCLUDED:
        if not first <= sys.version_info[:2] <= last:
            continue
        matching = [name for name in names if fnmatchcase(name, pattern)]
        if not matching:
            raise ValueError(f"no test of this Python is called {pattern}")
        for name in matching:
            found.setdefault(name, reason)
    return found
