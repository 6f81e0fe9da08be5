"""CPython's own tests of its thread modules, run on the engine's threads.

    python -m tests.everyorder.cpython

They run in the natural order on the virtual clock, one test a run, from the `test`
package of this interpreter, where it has one. Prints what failed and the three counts.
"""

import importlib
import sys
import unittest

from everyorder.orders.run_on import RunOn
from everyorder.program import load_source
from everyorder.run import Runner

EXCLUDED = {
    "shutdown": "loops until another thread acts, where only steps switch",
    "repr": "an address or a name of C",
    "weakref": "lives of C objects",
    "fork": "processes",
    "signal": "signals",
    "interrupt": "signals",
    "stack": "stacks of C threads",
    "local_refs": "lives of C objects",
    "cycle": "lives of C objects",
    "gc": "lives of C objects",
    "c_": "C code",
    "CRLock": "C code",
    "ConditionAsRLock": "a class of C inherited",
}


def suites(threading, queues: bool):
    """The test classes, with the program's own threading in place.

    Those of queues take half a minute, with thousands of gets and puts.
    """
    from test import lock_tests

    def bind(base, **names):
        made = {name: staticmethod(value) for name, value in names.items()}
        return type(base.__name__, (base,), made)

    yield bind(lock_tests.LockTests, locktype=threading.Lock)
    yield bind(lock_tests.RLockTests, locktype=threading.RLock)
    yield bind(lock_tests.EventTests, eventtype=threading.Event)
    yield bind(
        lock_tests.ConditionTests,
        condtype=threading.Condition,
        locktype=threading.Lock,
    )
    yield bind(lock_tests.SemaphoreTests, semtype=threading.Semaphore)
    yield bind(lock_tests.BoundedSemaphoreTests, semtype=threading.BoundedSemaphore)
    yield bind(lock_tests.BarrierTests, barriertype=threading.Barrier)
    if queues:
        queue = importlib.import_module("test.test_queue")
        for kind in ("", "Lifo", "Priority", "Simple"):
            yield getattr(queue, f"Py{kind}QueueTest")
        yield queue.PyFailingQueueTest
    local = importlib.import_module("test.test_threading_local")
    yield local.ThreadLocalTest


def one_run(runner, body) -> tuple | None:
    """Run `body` as the main thread; why it was stopped, or None."""
    scheduler = runner.scheduler
    scheduler.begin(RunOn(), False, 3_000_000)
    runner.overlay.reset(lambda args: None)
    scheduler.namespace = {}
    runner.failure = None
    scheduler.run(body)
    return scheduler.stop


def main(queues: bool = True) -> int:
    runner, counts, tests = Runner(load_source("pass")), {}, []
    with runner.ready():

        def collect():
            for cls in suites(runner.overlay.threading, queues):
                names = unittest.defaultTestLoader.getTestCaseNames(cls)
                tests.extend((cls, name) for name in names)

        if stop := one_run(runner, collect):
            raise SystemExit(f"the tests could not be collected: {stop}")
        for cls, name in tests:
            reason = next((EXCLUDED[key] for key in EXCLUDED if key in name), "")
            outcome = "excluded" if reason else run_test(runner, cls, name)
            counts[outcome] = counts.get(outcome, 0) + 1
    print(counts)
    return counts.get("failed", 0)


def run_test(runner, cls, name) -> str:
    result = unittest.TestResult()
    stop = one_run(runner, lambda: cls(name).run(result))
    problems = [text.splitlines()[-1] for _, text in result.errors + result.failures]
    if stop or problems:
        print(f"{cls.__name__}.{name}: {stop or problems[0]}"[:150], flush=True)
        return "failed"
    return "skipped" if result.skipped else "passed"


if __name__ == "__main__":
    sys.exit(bool(main()))
