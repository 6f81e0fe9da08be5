"""Traces hold what a drawing needs: names, values, locks, waits; and no more."""

import gc
import re

import pytest

from everyorder import Order, replay
from everyorder.program import load_source
from everyorder.run import Runner
from everyorder.shorten import follow
from everyorder.trace import KINDS, rows
from tests.everyorder.programs import ROOT, threads

BROKEN = sorted((ROOT / "snippets").rglob("*_broken.py"))


def trace(*bodies, setup="", end="", order="any-time:"):
    return replay(load_source(threads(*bodies, setup=setup, end=end)), order)


def told(trace, *kinds):
    """The events of these kinds, without their places."""
    return [(e.thread, e.name, e.value) for e in trace.events if e.kind in kinds]


def test_reads_and_writes_carry_the_name_and_the_value():
    run = trace("box.x = 7", "box.x", setup="class Box: pass\nbox = Box()\nbox.x = 1")
    assert told(run, "read", "write") == [(1, "box.x", "7"), (2, "box.x", "7")]


def test_a_collection_is_told_as_it_is_after_the_change():
    run = trace("seats['F7'] = 'Ada'", "seats['F7']", setup="seats = {}")
    assert told(run, "write") == [(1, "seats", "{'F7': 'Ada'}")]
    assert (2, "seats['F7']", "'Ada'") in told(run, "read")


def test_a_pop_from_nothing_writes_nothing():
    body = "try:\n    jobs.pop()\nexcept IndexError: pass"
    assert told(trace(body, "jobs.append(1)", setup="jobs = []"), "write") == [
        (2, "jobs", "[1]")
    ]


def test_what_nobody_writes_is_left_out():
    run = trace("box.lock", "box.lock", setup="class Box: lock = 1\nbox = Box()")
    assert told(run, "read") == []


def test_what_one_thread_keeps_to_itself_is_left_out():
    own = "mine = []\nmine.append(1)\nmine.append(2)"
    assert told(trace(own, own), "read", "write") == []


def test_a_lock_is_told_when_taken_and_when_set_free():
    run = trace("with lock: pass", setup="lock = threading.Lock()")
    assert told(run, "acquire", "release") == [(1, "lock", ""), (1, "lock", "")]


@pytest.mark.parametrize(
    "make", ["threading.Lock()", "threading.RLock()", "threading.Condition()"]
)
def test_who_waits_for_a_lock_waits_for_its_name_and_holder(make):
    run = trace(*["with gate: 1"] * 2, setup=f"gate = {make}")
    waits = [e for e in run.events if e.kind == "wait" and e.thread == 2]
    assert [(e.name, e.other) for e in waits] == [("gate", 1)]


@pytest.mark.parametrize(
    ("make", "body", "name"),
    [
        ("queue.Queue()", "thing.get()", "thing"),
        ("threading.Event()", "thing.wait()", "thing"),
        ("threading.Semaphore(0)", "thing.acquire()", "thing"),
        (
            "threading.Condition()",
            "with thing: thing.wait()",
            "thing to be notified",
        ),
        ("concurrent.futures.Future()", "thing.result()", "thing"),
        (
            "[threading.Lock() for _ in range(2)]",
            "for _ in 1, 2: thing[1].acquire()",
            "thing[1]",
        ),
    ],
)
def test_a_wait_inside_the_library_names_the_variable(make, body, name):
    setup = f"import concurrent.futures, queue\nthing = {make}"
    run = trace(body, setup=setup)
    assert run.ending == "deadlock"
    assert run.stuck(1).name == name
    assert run.stuck(0).name == "the end of Thread-1"


def test_a_thread_that_goes_on_says_so_and_why():
    run = trace("event.wait(1)", setup="event = threading.Event()")
    assert (1, "", "the time ran out") in told(run, "wake")
    assert told(trace("time.sleep(1)", setup="import time"), "wake")[0] == (1, "", "")


def test_a_preemption_stands_before_the_event_of_who_came_between():
    run = trace(*["global x\nx += 1"] * 2, setup="x = 0", order="any-time:1.2-2")
    (switch,) = run.preemptions
    assert (switch.thread, switch.by) == (1, 2)
    assert run.events[switch.index].thread == 2


def test_a_row_is_what_one_thread_does_at_one_line():
    run = trace("global x\nx += 1", setup="x = 0", end="print(x)")
    kinds = [[e.kind for e in row.events] for row in rows(run) if row.thread == 1]
    assert kinds == [["read", "write", "end"]]


def test_an_exception_is_told_where_it_ends_the_thread():
    run = trace("global x\nx = 1\nraise ValueError('no')", setup="x = 0")
    assert told(run, "raise") == [(1, "", "ValueError: no")]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_trace_is_made_of_known_kinds_and_holds_no_address(path):
    run = replay(path, Order())
    assert {event.kind for event in run.events} <= set(KINDS)
    assert not re.search(r"0x[0-9a-f]{4,}| object at ", str(run))


def test_recording_changes_nothing_and_leaves_nothing_behind():
    runner = Runner(load_source(threads(*["global x\nx += 1"] * 2, setup="x = 0")))
    order = Order.parse("any-time:1.2-2")
    with runner.ready():
        plain, _ = follow(runner, order)
        recorded, _ = follow(runner, order, record=True)
        assert "touch" not in vars(runner.scheduler.sharing)
        assert follow(runner, order)[0] == plain == recorded
    gc.collect()
