"""Loops that poll: a turn that changes nothing is one wait for a change (awaits.py)."""

import pytest
from programs import threads, verdict

from everyorder.execution import Runner
from everyorder.instrument.program import load_source
from everyorder.runtime.awaits import Awaits
from everyorder.strategies.random import Random

SETUP = (
    "import time, queue\nx = y = 0\nbox, done = [], threading.Event()\n"
    "lock, gate = threading.Lock(), threading.Condition()\n"
    "slots = threading.Semaphore(0)\nq = queue.Queue()\n"
    "from concurrent.futures import Future, TimeoutError, wait\nfuture = Future()\n"
)
POLLS = {
    "a flag": ("while not x:\n    pass", "global x\nx = 1"),
    "a flag, asleep": ("while not x:\n    time.sleep(1)", "global x\nx = 1"),
    "an event": ("while not done.is_set():\n    pass", "done.set()"),
    "an event, for a time": ("while not done.wait(1):\n    pass", "done.set()"),
    "a future": ("while not future.done():\n    pass", "future.set_result(1)"),
    "a future that may be cancelled": (
        "while not (future.cancelled() or future.done()):\n    time.sleep(1)",
        "future.cancel()",
    ),
    "a result, for a time": (
        "while True:\n    try:\n        future.result(1)\n        break\n"
        "    except TimeoutError: pass",
        "future.set_result(1)",
    ),
    "futures, for a time": (
        "while wait([future], 1)[1]:\n    pass",
        "future.set_result(1)",
    ),
    "futures, not at all": (
        "while wait([future], timeout=0).not_done:\n    pass",
        "future.set_result(1)",
    ),
    "a list": ("while not box:\n    time.sleep(1)", "box.append(1)"),
    "a length": ("while len(box) < 1:\n    pass", "box.append(1)"),
    "a lock": (
        "while not lock.acquire(blocking=False):\n    pass\nlock.release()",
        "with lock:\n    global x\n    x = 1",
    ),
    "a lock, for a time": (
        "while not lock.acquire(timeout=1):\n    pass\nlock.release()",
        "with lock:\n    global x\n    x = 1",
    ),
    "a flag behind a lock": (
        "while True:\n    with lock:\n        if x:\n            break",
        "global x\nwith lock:\n    x = 1",
    ),
    "a condition, for a time": (
        "with gate:\n    while not x:\n        gate.wait(1)",
        "global x\nwith gate:\n    x = 1",
    ),
    "a semaphore": ("while not slots.acquire(blocking=False):\n    pass", "slots.release()"),
    "a queue": (
        "while True:\n    try:\n        q.get(timeout=1)\n        break\n"
        "    except queue.Empty:\n        pass",
        "q.put(1)",
    ),
    "a queue that is empty": ("while q.empty():\n    pass", "q.put(1)"),
    "a thread": ("while other.is_alive():\n    time.sleep(1)", "global x\nx = 1"),
    "in a function": (
        "def ready():\n    return x > 0\nwhile not ready():\n    pass",
        "global x\nx = 1",
    ),
    "with a variable of its own": (
        "got = False\nwhile not got:\n    got = x == 1",
        "global x\nx = 1",
    ),
}  # fmt: skip


def program(poll: str, change: str) -> str:
    """A thread that polls, and one that changes what it polls for."""
    source = threads(poll, change, setup=SETUP, end="print(x)")
    start = "for worker in workers:\n    worker.start()"
    return source.replace(start, f"other = workers[1]\n{start}")


@pytest.mark.parametrize("what", POLLS)
def test_polling_for_what_comes_holds_in_every_order(what):
    report = verdict(program(*POLLS[what]))
    assert (report.verdict, report.exhaustive) == ("holds", True), report.sentence()
    assert report.orders < 200


@pytest.mark.parametrize(
    "what", sorted(set(POLLS) - {"a lock", "a lock, for a time", "a thread"})
)
def test_polling_for_what_never_comes_hangs(what):
    report = verdict(program(POLLS[what][0], "pass"))
    assert report.verdict == "hangs", report.sentence()
    assert report.orders == 1
    assert report.trace.ending == "hangs"


def test_the_report_says_which_loops_were_taken_as_one_wait():
    report = verdict(program(*POLLS["a flag"]))
    assert any("that changed nothing" in note for note in report.notes)


CHANGING = {
    "a counter": "tries = 0\nwhile not x and tries < 3:\n    tries += 1",
    "an attribute": "me = threading.local()\nme.n = 0\nwhile not x and me.n < 3:\n    me.n += 1",
    "a list of its own": "tries = []\nwhile not x and len(tries) < 3:\n    tries.append(1)",
    "an iterator": "them = iter(range(3))\nwhile not x and next(them, None) is not None:\n    pass",
    "a generator": (
        "def count():\n    yield from range(3)\n    yield None\nthem = count()\n"
        "while not x and next(them) is not None:\n    pass"
    ),
    "what it prints": "while not x and len(box) < 3:\n    box.append(0)",
    "another loop": "n = 0\nfor n in range(2):\n    while not x and n < 1:\n        n += 1",
    "a deque that turns": (
        "from collections import deque\nturns = deque([1, 1, 0])\n"
        "while not x and turns[0]:\n    turns.rotate(-1)"
    ),
    "a list cut shorter": "left = [1, 2, 3]\nwhile not x and left:\n    left = left[1:]",
    "the loop's own call": (
        "def poll(n):\n    while not x and n:\n        poll(n - 1)\n        n -= 1\npoll(2)"
    ),
    "a queue of its own": (
        "import queue\nmine = queue.Queue()\nmine.put(1)\nmine.put(2)\n"
        "while not x and not mine.empty():\n    mine.get()"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGING)
def test_a_turn_that_changes_something_is_a_turn(what):
    """None of these waits: each ends by itself although nobody changes x."""
    source = threads(CHANGING[what], "if y:\n    global x\n    x = 1", setup=SETUP)
    assert verdict(source, limit=3_000).verdict in ("holds", "incomplete")


def ends(source: str, orders: int) -> set:
    """How random orders end in which no loop is taken as a wait."""
    runner, found = Runner(load_source(source), 400), set()
    strategy = Random(3)
    with runner.ready(), runner.scheduler.sharing.everywhere():
        for _ in range(orders):
            strategy.begin()
            run = runner.run(strategy)
            if run.ending == "unsettled":
                runner.use(runner.program.with_unsettled(run.names))
            elif run.ending not in ("steps", "hangs"):
                found.add((run.ending, run.output))
    return found


TOGETHER = [
    ("while not x:\n    pass\nbox.append(y)", "global x, y\nx = 1\ny = 2"),
    ("while not x or not y:\n    pass\nbox.append(y)", "global x, y\ny = 1\nx = 1\ny = 2"),
    ("while not done.wait(1):\n    box.append(x)\n    break", "global x\nx = 1\ndone.set()"),
    ("with gate:\n    while not x:\n        gate.wait(1)\n    box.append(y)", "global x, y\nwith gate:\n    x = 1\ny = 2"),
    ("global x\nwhile x:\n    pass\nx = 1\nbox.append(1)\nx = 0", "global x\nwhile x:\n    pass\nx = 1\nbox.append(len(box))\nx = 0"),
    ("while not lock.acquire(False):\n    pass\nbox.append(len(box))\nlock.release()", "with lock:\n    box.append(len(box))"),
]  # fmt: skip


@pytest.mark.parametrize("bodies", TOGETHER)
def test_no_outcome_of_a_polling_loop_is_missed(bodies, monkeypatch):
    source = threads(*bodies, setup=SETUP, end="print(box)")
    report = verdict(source, promise=lambda output: True)
    assert report.exhaustive, report.sentence()
    known = {("ends", output) for output in report.outputs}
    monkeypatch.setattr(Awaits, "enter", lambda *_: None)
    assert ends(source, 400) <= known


def test_a_busy_flag_that_two_threads_take_is_found():
    body = "global n, busy\nwhile busy:\n    pass\nbusy = True\nn += 1\nbusy = False"
    source = threads(body, body, setup="n, busy = 0, False", end="print(n)")
    report = verdict(source, promise="2")
    assert report.verdict == "output"
    assert report.preemptions == 2
    assert report.orders < 100


def test_a_bound_of_two_finds_it_too():
    body = "global n, busy\nwhile busy:\n    pass\nbusy = True\nn += 1\nbusy = False"
    source = threads(body, body, setup="n, busy = 0, False", end="print(n)")
    assert verdict(source, promise="2", preemptions=2).verdict == "output"
    assert verdict(source, promise="2", preemptions=1).verdict == "holds"


def test_two_that_poll_for_each_other_hang():
    source = threads(
        "while not x:\n    pass", "while not y:\n    time.sleep(1)", setup=SETUP
    )
    assert verdict(source).verdict == "hangs"


SPURIOUS = """\
import threading
ready, gate = False, threading.Condition()
def wait():
    with gate:
        {word} not ready:
            gate.wait()
        assert ready
t = threading.Thread(target=wait)
t.start()
with gate:
    ready = True
    gate.notify()
t.join()
"""


def test_a_wait_that_returns_by_itself_breaks_an_if_and_no_while():
    one, loop = (SPURIOUS.format(word=word) for word in ("if", "while"))
    assert verdict(one).verdict == "holds"
    assert verdict(one, spurious=True).verdict == "raises"
    report = verdict(loop, spurious=True)
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_what_the_library_waits_for_does_not_return_by_itself():
    source = threads(
        "done.wait()\nassert x", "global x\nx = 1\ndone.set()", setup=SETUP
    )
    assert verdict(source, spurious=True).verdict == "holds"
