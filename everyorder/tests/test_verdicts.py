"""Each verdict, on the usual programs of textbooks, and what deadlocks are told as."""

import pytest
from programs import outputs, threads, verdict

from everyorder.instrument.program import ProgramError, load_source

LOCKS = "a, b = threading.Lock(), threading.Lock()"


def nested(first: str, second: str) -> str:
    return f"with {first}:\n    with {second}:\n        pass"


def test_locks_in_opposite_order_deadlock_and_name_each_other():
    report = verdict(threads(nested("a", "b"), nested("b", "a"), setup=LOCKS))
    assert report.verdict == "deadlock"
    assert "waits for b, held by Thread-2 (work1)" in report.detail
    assert "waits for a, held by Thread-1 (work0)" in report.detail
    assert "(line 5)" in report.detail


def test_locks_in_the_same_order_hold():
    report = verdict(threads(nested("a", "b"), nested("a", "b"), setup=LOCKS))
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_a_lock_taken_twice_by_one_thread_is_held_by_itself():
    report = verdict(
        "import threading\na = threading.Lock()\na.acquire()\na.acquire()\n"
    )
    assert report.verdict == "deadlock"
    assert "a, held by itself" in report.detail


def test_a_condition_checked_once_raises_and_checked_in_a_loop_holds():
    def program(word):
        buy = f"with gate:\n    {word} not items:\n        gate.wait()\n    items.pop()"
        bake = "for _ in range(2):\n    with gate:\n        items.append(1)\n        gate.notify_all()"
        return threads(buy, buy, bake, setup="gate, items = threading.Condition(), []")

    assert verdict(program("if")).verdict == "raises"
    assert verdict(program("while")).verdict == "holds"


def test_a_join_that_was_given_no_timeout_deadlocks_like_any():
    setup = "lock = threading.Lock()\nlock.acquire()"
    source = threads("lock.acquire()", setup=setup)
    report = verdict(source.replace("worker.join()", "worker.join(timeout=None)"))
    assert report.verdict == "deadlock"
    assert "waits for lock, held by MainThread" in report.detail


def test_a_lost_wakeup_deadlocks():
    wait = "with gate:\n    gate.wait()"
    notify = "with gate:\n    gate.notify()"
    report = verdict(threads(wait, notify, setup="gate = threading.Condition()"))
    assert report.verdict == "deadlock"
    assert "gate" in report.detail


def test_a_queue_hands_over_in_order_in_every_order():
    put = "for n in (1, 2, None):\n    q.put(n)"
    take = "while (n := q.get()) is not None:\n    got.append(n)"
    source = threads(
        put, take, setup="import queue\nq, got = queue.Queue(1), []", end="print(got)"
    )
    assert outputs(source) == {"[1, 2]"}


def test_looking_before_taking_from_a_queue_raises():
    body = "if not q.empty():\n    q.get_nowait()"
    assert (
        verdict(
            threads(body, body, setup="import queue\nq = queue.Queue()\nq.put(1)")
        ).verdict
        == "raises"
    )


def test_a_pool_without_a_lock_loses_an_update_and_with_one_holds():
    source = """
import threading
from concurrent.futures import ThreadPoolExecutor
total, lock = {"n": 0}, threading.Lock()
def add(n):
    LOCK
        total["n"] += n
with ThreadPoolExecutor(2) as pool:
    list(pool.map(add, [1, 2]))
print(total["n"])
"""
    broken = verdict(source.replace("LOCK", "if True:"), promise="3")
    assert broken.verdict == "output"
    assert verdict(source.replace("LOCK", "with lock:"), promise="3").verdict == "holds"


def test_double_checked_creation_makes_one_and_unchecked_makes_two():
    setup = "made, lock = [], threading.Lock()"
    unsafe = "if not made:\n    made.append(object())"
    safe = "if not made:\n    with lock:\n        if not made:\n            made.append(object())"
    assert outputs(threads(unsafe, unsafe, setup=setup, end="print(len(made))")) == {
        "1",
        "2",
    }
    assert outputs(threads(safe, safe, setup=setup, end="print(len(made))")) == {"1"}


def test_sleeps_put_nothing_in_order():
    sleepy = "import time\nlog = []"
    source = threads(
        "time.sleep(2)\nlog.append(2)",
        "time.sleep(1)\nlog.append(1)",
        setup=sleepy,
        end="print(log)",
    )
    assert outputs(source) == {"[1, 2]", "[2, 1]"}
    assert verdict(source, strategy="run-on", any_time=False).outputs == {"[1, 2]\n": 1}


def test_a_timeout_can_expire_while_others_could_go_on():
    wait = "print(event.wait(10))"
    assert outputs(threads(wait, "event.set()", setup="event = threading.Event()")) == {
        "True",
        "False",
    }


def test_a_timer_can_ring_early_and_late():
    source = """
import threading
log = []
timer = threading.Timer(5, log.append, args=["ring"])
timer.start()
log.append("main")
timer.join()
print(*log)
"""
    assert outputs(source) == {"main ring", "ring main"}


def test_a_thread_can_still_be_alive_after_its_last_word():
    source = """
import threading
said = []
thread = threading.Thread(target=lambda: said.append(1))
thread.start()
if said:
    print(thread.is_alive())
thread.join()
"""
    assert outputs(source) == {"True", "False", ""}


def test_a_daemon_can_be_cut_off_anywhere():
    source = "import threading\nt = threading.Thread(target=print, args=['hi'], daemon=True)\nt.start()\n"
    assert outputs(source) == {"hi", ""}


def test_thread_local_data_is_never_mixed():
    body = "mine.x = threading.current_thread().name\nlog.append(mine.x == threading.current_thread().name)"
    source = threads(
        body, body, setup="mine, log = threading.local(), []", end="print(log)"
    )
    assert outputs(source) == {"[True, True]"}


def test_contextvars_belong_to_their_thread():
    setup = "import contextvars\nv = contextvars.ContextVar('v', default=0)\nlog = []"
    body = "v.set(v.get() + 1)\nlog.append(v.get())"
    assert outputs(threads(body, body, setup=setup, end="print(log, v.get())")) == {
        "[1, 1] 0"
    }


def test_an_uncaught_exception_in_a_thread_raises_with_its_line():
    report = verdict(threads("1 / 0"))
    assert (report.verdict, report.line) == ("raises", 4)
    assert "ZeroDivisionError" in report.detail


@pytest.mark.parametrize("loop", ["while True: pass", "while True:\n    pass"])
def test_the_order_of_a_loop_without_end_ends_as_it_was_found(loop):
    source = f"import threading\nthreading.Thread(target=print).start()\n{loop}\n"
    report = verdict(source)
    assert (report.verdict, report.trace.ending) == ("hangs", "hangs")
    assert report.trace.line == 3


def test_an_endless_loop_hangs_and_a_spinning_one_is_a_wait():
    assert verdict(threads("while True: pass")).verdict == "hangs"
    spin = threads("while not done: pass", "done.append(1)", setup="done = []")
    report = verdict(spin)
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_deciding_by_the_clock_is_incomplete():
    body = "started = time.monotonic()\nlog.append(1)\nif time.monotonic() - started > 1:\n    1 / 0"
    report = verdict(threads(body, body, setup="import time\nlog = []"))
    assert report.verdict == "incomplete"


UNSUPPORTED = {
    "import socket": "socket",
    "import subprocess": "subprocess",
    "import os\nos.fork()": "os.fork",
    "from os import _exit": "os._exit",
    "import os\ngetattr(os, '_exit')(0)": "os._exit",
    "input()": "input()",
    "exec('1')": "exec()",
    "open('x', 'w')": "open() in mode 'w'",
    "import pathlib\npathlib.Path('x').write_text('')": "open() in mode 'w'",
    "import os\nos.mkdir('x')": "os.mkdir()",
    "import tempfile\ntempfile.mkdtemp()": "os.mkdir()",
    "import logging\nlogging.FileHandler('x')": "open() in mode 'a'",
    "globals()['x'] = 1": "globals()",
    "import sys\nsys.stdin.read()": "sys.stdin",
    "import sys\nsys.setrecursionlimit(10**6)": "sys.setrecursionlimit",
    "import sys\nsys.excepthook = print": "a change of sys.excepthook",
    "import numpy": "numpy",
    "import builtins\ndel builtins.print": "builtins.print",
    "import threading\nthreading.Thread = None": "threading.Thread",
    "import threading\nthreading.Thread.start = None": "Thread.start",
    "import threading\nsetattr(threading, 'Lock', 3)": "threading.Lock",
    "import multiprocessing": "multiprocessing",
}


@pytest.mark.parametrize("source", UNSUPPORTED)
def test_what_is_out_of_reach_is_unsupported_with_its_line(source):
    report = verdict(f"\n{source}\n")
    assert report.verdict == "unsupported"
    assert UNSUPPORTED[source] in report.detail
    assert report.line == 2 + source.count("\n")
    assert report.status == 2


@pytest.mark.parametrize("source", ["class A:\n    x = [1 < n < 3 for n in ()]"])
def test_a_construct_that_cannot_be_rewritten_names_its_line(source):
    with pytest.raises(ProgramError, match=r"line \d.*support") as error:
        load_source(source)
    assert error.value.verdict == "unsupported"


def test_a_file_can_be_read_and_is_moved_on_by_whoever_reads(tmp_path):
    file = tmp_path / "lines.txt"
    file.write_text("a\nb\n")
    setup = f"file, log = open({str(file)!r}), []"
    for read in ("log.append(file.readline().strip())", "log.append(next(file)[:1])"):
        source = threads(read, read, setup=setup, end="print(*log)\nfile.close()")
        assert outputs(source) == {"a b", "b a"}


def test_the_environment_is_the_same_in_each_run():
    import os

    body = "os.environ['SEEN'] = os.environ.get('SEEN', '') + 'x'"
    source = threads(body, body, setup="import os", end="print(os.environ['SEEN'])")
    assert outputs(source) == {"x", "xx"}
    assert "SEEN" not in os.environ


def test_a_thread_that_swallows_everything_does_not_stop_the_engine():
    swallow = (
        "def again():\n    try:\n        event.wait()\n"
        "    except BaseException:\n        again()"
    )
    source = threads("again()", setup=f"event = threading.Event()\n{swallow}")
    report = verdict(source)
    assert report.verdict == "deadlock"
    assert "swallows" in report.notes[0]
    assert outputs(threads("print(1)")) == {"1"}


STATES = {  # setup, what changes, what of the text is asked
    "a thread that ends": ("", "pass", "'stopped' in repr(workers[0])"),
    "a lock": ("lock = threading.Lock()", "lock.acquire()", "'unlocked' in f'{lock}'"),
    "an event in a list": (
        "event = threading.Event()",
        "event.set()",
        "'unset' in str([event])",
    ),
    "a future": (
        "from concurrent.futures import Future\nfuture = Future()",
        "future.set_result(1)",
        "'pending' in '%s' % future",
    ),
    "a condition": (
        "gate = threading.Condition()",
        "gate.acquire()\ngate.release()",
        "'unlocked' in '{}'.format(gate)",
    ),
    "a semaphore": (
        "slots = threading.Semaphore()",
        "slots.acquire()",
        "'value=1' in repr(slots)",
    ),
}


@pytest.mark.parametrize("what", STATES)
def test_a_text_reads_the_state_that_it_shows_of(what):
    setup, change, text = STATES[what]
    source = threads(change, f"seen.append({text})", setup=f"{setup}\nseen = []")
    assert outputs(source + "print(seen)") == {"[True]", "[False]"}


HARMLESS = [
    "print(__import__('json', fromlist=['dumps']).__name__)",  # as C code imports
    "import sys, threading\nt = threading.Thread(target=sys.exit, args=[3])\nt.start()",
    "import sys\nsys.stdout.close()\nprint(1)",
    "import sys\nsys.path.clear()\nsys.stdout = None",
    "print('x' * 1_000_000)",
    "\n".join(f"x{n} = {n}" for n in range(10_000)),
]


@pytest.mark.parametrize("source", HARMLESS, ids=range(len(HARMLESS)))
def test_the_engine_stays_sound_after(source):
    assert verdict(source).verdict == "holds"
    assert outputs(threads("print(1)")) == {"1"}


def test_a_hundred_threads_run():
    body = threads(*["global n\nn += 1"] * 100, setup="n = 0", end="print(n)")
    assert verdict(body, strategy="run-on").outputs == {"100\n": 1}


def test_the_host_is_as_before():
    import logging
    import sys
    import threading

    modules = {n: sys.modules[n] for n in ("threading", "logging", "time", "_thread")}
    handlers, stdout = list(logging.root.handlers), sys.stdout
    verdict("import logging, sys, threading\nlogging.warning('x')\nsys.stdout = None\n")
    assert modules == {n: sys.modules[n] for n in modules}
    assert (handlers, stdout) == (list(logging.root.handlers), sys.stdout)
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


def test_logging_tells_the_thread():
    source = (
        "import logging, sys, threading\n"
        "logging.basicConfig(stream=sys.stdout, format='%(threadName)s %(message)s')\n"
        "t = threading.Thread(target=logging.warning, args=['hi'], name='bell')\n"
        "t.start()\nt.join()\n"
    )
    assert outputs(source) == {"bell hi"}
