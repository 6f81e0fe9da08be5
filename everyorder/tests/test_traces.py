"""Traces hold what a drawing needs: names, values, locks, waits; and no more."""

import gc
import re

import pytest
from programs import ROOT, threads

from everyorder import Order, replay
from everyorder.execution import Runner
from everyorder.instrument.program import load_source
from everyorder.results.trace import KINDS, phrases, rows
from everyorder.shrink import follow

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


def test_each_thread_s_read_of_a_collection_is_told():
    setup = "seats = {}\ndef look(): return dict(seats)"
    run = trace("look()", "look()", "seats['F7'] = 1", setup=setup)
    assert [read[0] for read in told(run, "read") if read[1] == "seats"][:2] == [1, 2]


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


def own(trace):
    """The threads' own variables: which thread, and what it holds from then on."""
    return [(local.thread, local.name, local.value) for local in trace.locals]


def test_a_thread_s_own_variable_stands_between_what_it_did_and_the_switch():
    body = "global x\nseen = x\nx = seen + 1"
    run = trace(body, body, setup="x = 0", order="any-time:1.2-2")
    assert own(run) == [(1, "seen", "0"), (2, "seen", "0")]
    (switch,) = run.preemptions
    assert run.locals[0].index == switch.index
    assert run.events[switch.index - 1].thread == 1


def test_parameters_are_a_thread_s_own_from_its_start_on():
    setup = "def add(amount):\n    global x\n    x += amount\nx = 0"
    start = "threading.Thread(target=add, args=(5,)).start()"
    run = trace(start, setup=setup)
    started = next(e.index for e in run.events if e.kind == "start" and e.other == 2)
    assert own(run) == [(2, "amount", "5")]
    assert run.locals[0].index == started + 1


def test_own_variables_change_and_go_with_their_function():
    setup = (
        "def double(n):\n    twice = 2 * n\n    log.append(twice)\n    return n\n"
        "log = []"
    )
    run = trace("for turn in 1, 2:\n    double(turn)\nlog.append(0)", setup=setup)
    assert [held for held in own(run) if held[1] == "twice"] == [
        (1, "twice", "2"),
        (1, "twice", "4"),
        (1, "twice", ""),
    ]


def test_only_plain_values_are_told():
    kinds = {
        "a": "7",
        "b": "'Ada'",
        "c": "None",
        "d": "(1, 'x')",
        "e": "[True, 2.5]",
        "f": "{}",
        "g": "object()",
        "h": "[[1]]",
        "i": "list(range(40))",
        "_j": "1",
    }
    body = "\n".join(f"{name} = {value}" for name, value in kinds.items())
    run = trace(f"{body}\nlog.append(1)", setup="log = []")
    assert [(name, value) for _, name, value in own(run)] == [*kinds.items()][:5]


def test_what_others_may_change_is_no_thread_s_own():
    setup = "def fill(rows):\n    rows.append(1)\nshared = []"
    assert own(trace("fill(shared)", "fill(shared)", setup=setup)) == []
    closure = "count = 0\ndef more():\n    nonlocal count\n    count += 1\nmore()"
    assert own(trace(closure)) == []


def test_a_thread_is_named_without_what_the_library_adds_and_as_the_program_says():
    named = "threading.Thread(target=print, name='Ann (usher)').start()"
    run = trace(named)
    assert run.threads == ("MainThread", "Thread-1", "Ann (usher)")
    assert (1, "Ann (usher)", "") in told(run, "start")


def test_a_phrase_knows_the_events_that_it_words():
    run = trace("box.get()", setup="import queue\nbox = queue.Queue()\nbox.put(1)")
    said = phrases([e for e in run.events if e.thread == 1], run)
    assert [(str(phrase), phrase.kind) for phrase in said] == [
        ("box.get() gives 1", "call"),
        ("ends", "end"),
    ]
    assert [event.kind for event in said[0].events] == ["call", "return"]


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
