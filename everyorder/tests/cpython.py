"""CPython's own tests of its thread modules, run on the engine's threads.

    python everyorder/tests/cpython.py [--seeds N] [PATTERN ...]

They come from the `test` package of this interpreter, where it has one. Their code is
rewritten as a program's is, so that it may switch at each operation that other threads
could see. Each test is a run of its own on the virtual clock: once in the natural order
and once for each of N seeds with switches by chance.

It does not look for the order in which a test fails, nor does it try C locks or real
time. cpython_excluded.py names the tests left out. Prints what failed, and counts.
"""

import argparse
import builtins
import contextlib
import dataclasses
import doctest
import functools
import importlib
import importlib.util
import linecache
import subprocess
import sys
import time
import types
import unittest
import warnings
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

from cpython_excluded import excluded

from everyorder.execution import Runner
from everyorder.instrument.program import Site, load_source
from everyorder.operations.unsupported import ATTRIBUTES, LIBRARY
from everyorder.operations.whole import Whole
from everyorder.strategies.random import Random
from everyorder.strategies.run_on import RunOn

FUTURES = "test_concurrent_futures"
HELPERS = ["lock_tests", f"{FUTURES}.util", f"{FUTURES}.executor"]
SUITES = ["test_threading", "test_thread", "test_threading_local", "test_sched"]
SUITES += ["test_queue", FUTURES]
SUITES += [
    f"{FUTURES}.test_{part}"
    for part in ("thread_pool", "shutdown", "wait", "as_completed", "future", "init")
]
CHANGES = {
    "1024*64": "1024",  # items of test_queue, of which the engine moves some
    "range(10000)": "range(1000)",  # thousands a second
}
SITES, STEPS = 20_000, 3_000_000


class Suites:
    """CPython's tests and what runs them; use it inside `with ready():`."""

    def __init__(self):
        self.tests: dict[str, unittest.TestCase] = {}

    @contextlib.contextmanager
    def ready(self):
        program = load_source("import concurrent.futures, queue, sched")
        sites = tuple(Site(0, "") for _ in range(SITES))
        self.runner = Runner(dataclasses.replace(program, sites=sites))
        sharing = self.runner.scheduler.sharing
        sharing.hot = bytearray(b"\1" * len(sharing.hot))
        with self.runner.ready():
            self.excepthook = self.runner.overlay.threading.excepthook
            if stop := self.run(self._collect, RunOn()):
                raise SystemExit(f"the tests could not be collected: {stop}")
            yield self

    def run(self, body, strategy) -> tuple | None:
        """Run `body` as the main thread; why it was stopped, or None."""
        scheduler = self.runner.scheduler
        scheduler.begin(strategy, False, STEPS)
        strategy.begin()
        self.runner.overlay.reset(self.excepthook)
        scheduler.namespace = {}
        scheduler.run(body)
        return scheduler.stop

    def _collect(self) -> None:
        importlib.import_module("test.support")
        log = importlib.import_module("unittest._log")
        importlib.reload(log)  # assertLogs looks at the program's logging
        for name in (*HELPERS, *SUITES):
            module = self._load(f"test.{name}")
            if module is None or name in HELPERS:
                continue
            tests = unittest.defaultTestLoader.loadTestsFromModule(module)
            for test in flat(tests):
                if not isinstance(test, doctest.DocTestCase):
                    id_ = test.id().removeprefix("__main__.")
                    self.tests[f"{name}.{id_}"] = test

    def _load(self, name):
        """The module with its code rewritten; None where this Python has none."""
        try:
            spec = importlib.util.find_spec(name)
        except ModuleNotFoundError:
            return None
        if spec is None or spec.submodule_search_locations:
            return None
        source = Path(spec.origin).read_text("utf-8").partition("\nif __name__ ==")[0]
        for old, new in CHANGES.items():
            source = source.replace(old, new)
        program = load_source(source, spec.origin)
        lines = source.splitlines(keepends=True)
        linecache.cache[program.file] = (len(source), None, lines, program.file)
        module = sys.modules[name] = types.ModuleType(name)
        # A name bound once is read as it stands, also where threads run already.
        operations = self.runner.operations | {"_eo_settle": lambda *names: None}
        namespace = functools.partial(vars, module)
        vars(module).update(
            __name__="__main__",  # what the engine takes for the program's
            __package__=spec.parent,
            __file__=spec.origin,
            __builtins__={**vars(builtins), **operations, "globals": namespace},
        )
        setattr(sys.modules[spec.parent], name.rpartition(".")[2], module)
        exec(program.code, vars(module))
        return module

    def outcome(self, test, strategy) -> tuple[str, str]:
        """How this test went in this order, and in what way it failed."""
        while True:
            result, fresh = unittest.TestResult(), type(test)(test._testMethodName)
            stop = self.run(
                lambda result=result, fresh=fresh: fresh.run(result), strategy
            )
            if not self.runner.learned():
                break
        problems = [text for _, text in result.errors + result.failures]
        if stop or problems:
            return "failed", str(stop or problems[0])
        return ("skipped" if result.skipped else "passed"), ""


def flat(suite):
    """The tests of nested suites."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


@contextlib.contextmanager
def boundaries():
    """No test may start a process, unnoticed, where it would run without the engine."""

    def refuse(*_, **__):
        raise AssertionError("starts a process")

    processes = ATTRIBUTES.pop("concurrent.futures")  # test modules read its names
    library = set(LIBRARY)
    LIBRARY.clear()  # tests change it, and put it back
    texts = Whole._read_state
    Whole._read_state = lambda *_: None  # nothing is searched here, and tests look
    popen, subprocess.Popen.__init__ = subprocess.Popen.__init__, refuse
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        subprocess.Popen.__init__ = popen
        ATTRIBUTES["concurrent.futures"] = processes
        LIBRARY.update(library)
        Whole._read_state = texts


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(prog="python everyorder/tests/cpython.py")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--slow", type=float, help="name tests that take longer")
    parser.add_argument("patterns", nargs="*", default=["*"])
    given = parser.parse_args(arguments)
    counts: Counter = Counter()
    with boundaries(), Suites().ready() as suites:
        reasons = excluded(suites.tests)
        for name, test in suites.tests.items():
            if not any(fnmatchcase(name, pattern) for pattern in given.patterns):
                continue
            if name in reasons:
                counts["excluded", reasons[name]] += 1
                continue
            started = time.perf_counter()
            for seed in (None, *range(given.seeds)):
                strategy = RunOn() if seed is None else Random(seed)
                outcome, why = suites.outcome(test, strategy)
                order = "natural" if seed is None else "random"
                counts[order, outcome] += 1
                if outcome == "failed":
                    print(f"{name}, {order} order {seed}:\n{why}", flush=True)
            seconds = time.perf_counter() - started
            if given.slow and seconds > given.slow:
                print(f"{name} took {seconds:.1f} s", flush=True)
    for (kind, what), count in sorted(counts.items()):
        print(f"{kind}: {count} {what}")
    return sum(n for (_, what), n in counts.items() if what == "failed")


if __name__ == "__main__":
    sys.exit(bool(main()))
