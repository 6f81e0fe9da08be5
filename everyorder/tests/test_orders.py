"""Orders as values: they print, parse, replay to the same trace, and are short."""

import random

import pytest
from programs import ROOT, threads, verdict

from everyorder import Chosen, Order, OrderError, Step, explore, replay
from everyorder.execution import Runner
from everyorder.instrument.program import load_source
from everyorder.results.trace import FORMAT_VERSION
from everyorder.shrink import follow
from everyorder.strategies.random import Random
from everyorder.strategies.run_on import RunOn

LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")


def test_an_order_survives_its_text():
    chance = random.Random(1)
    for _ in range(50):
        places = [tuple(chance.randrange(9) for _ in range(3)) for _ in range(4)]
        order = Order(tuple(places), chance.random() < 0.5, ("f@3:x",))
        assert Order.parse(str(order)) == order


@pytest.mark.parametrize("text", ["", "x", "any-time", "any-time:1", "any-time:1.2-x"])
def test_what_is_no_order_is_refused(text):
    with pytest.raises(OrderError):
        Order.parse(text)


def test_an_order_of_another_program_does_not_fit():
    with pytest.raises(OrderError, match="does not fit"):
        replay(load_source("print(1)"), "any-time:1.2-2")


def test_an_order_that_does_not_fit_tells_of_a_random_hash_seed(monkeypatch):
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    with pytest.raises(OrderError, match="PYTHONHASHSEED"):
        replay(load_source("print(1)"), "any-time:1.2-2")
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    with pytest.raises(OrderError, match=r"after 2\.$"):
        replay(load_source("print(1)"), "any-time:1.2-2")


def test_a_lost_update_takes_one_preemption_and_replays():
    report = verdict(LOST, promise="2")
    assert len(report.order.places) == 1
    assert report.preemptions == 1
    trace = replay(load_source(LOST), str(report.order))
    assert trace.output == "1\n"
    assert [e.value for e in trace.events if e.kind == "write"] == ["1", "1"]


def run_hot(source: str, strategy):
    """A runner and its run in one order, with every switch point on."""
    runner = Runner(load_source(source))
    runner.scheduler.sharing.hot = bytearray(b"\1" * len(runner.program.sites))
    strategy.begin()
    with runner.ready():
        return runner, runner.run(strategy)


@pytest.mark.parametrize("seed", range(20))
def test_an_order_by_chance_replays_also_where_a_thread_ends(seed):
    """The end of a thread is a place of its own, apart from its last operation."""
    log = [f"log.append({name!r})\nlog.append({name!r})" for name in "abc"]
    source = threads(*log, setup="log = []", end="print(*log)")
    runner, run = run_hot(source, Random(seed))
    with runner.ready():
        assert follow(runner, run.order)[0].output == run.output


class Redundant(RunOn):
    """Breaks off every run that it begins."""

    def begin(self):
        return True

    def choose(self, *_):
        return None


def test_a_search_that_only_breaks_off_runs_can_be_interrupted():
    report = verdict(LOST, strategy=Redundant, progress=lambda orders: True)
    assert (report.verdict, report.orders) == ("incomplete", 0)
    assert "interrupted" in report.detail


def test_threads_that_wait_in_loops_do_not_starve_a_third():
    spin = "while not done:\n    pass"
    source = threads(spin, spin, "done.append(1)", setup="done = []", end="print(1)")
    assert run_hot(source, RunOn())[1].output == "1\n"


def test_the_trace_is_the_same_on_every_python():
    """Recorded once; each Python that runs the tests must give this."""
    trace = replay(load_source(LOST), "any-time:1.2-2")
    assert [(e.thread, e.line, e.kind, e.name, e.value) for e in trace.events] == [
        (0, 11, "start", "Thread-1", ""),
        (0, 11, "start", "Thread-2", ""),
        (0, 13, "wait", "the end of Thread-1", ""),
        (1, 5, "read", "x", "0"),
        (2, 8, "read", "x", "0"),
        (2, 8, "write", "x", "1"),
        (2, 8, "end", "", ""),
        (1, 5, "write", "x", "1"),
        (1, 5, "end", "", ""),
        (0, 13, "wake", "", ""),
        (0, 14, "read", "x", "1"),
        (0, 14, "print", "", "1"),
        (0, 14, "print", "", "\n"),
    ]
    assert trace.to_json()["format"] == FORMAT_VERSION


def test_a_choice_at_the_end_of_a_thread_replays():
    """The last step of a thread and its end are two places of an order."""
    bakery = ROOT / "snippets/learn/coordination/bakery_broken.py"
    report = explore(bakery)
    assert report.verdict == "raises"
    assert replay(bakery, report.order).detail == report.detail


@pytest.mark.parametrize("strategy", ["dfs", "dpor", "random", "pct"])
def test_each_strategy_finds_the_lost_update(strategy):
    report = verdict(LOST, promise="2", strategy=strategy, seed=3, limit=500)
    assert report.verdict == "output"
    assert replay(load_source(LOST), report.order).output == "1\n"


def last(step: Step) -> int:
    return step.options[-1]


def test_a_function_can_choose():
    report = explore(load_source(LOST), strategy=lambda: Chosen(last))
    assert report.orders == 1
    assert list(report.outputs) == ["1\n"]


def test_a_function_sees_each_decision_and_cannot_change_it():
    seen = []

    def first(step: Step) -> int:
        seen.append(step)
        return step.options[0]

    explore(load_source(LOST), strategy=lambda: Chosen(first, runs=2))
    second = [step for step in seen if step.run == 1]
    assert [step.number for step in second] == list(range(len(second)))
    lines = LOST.splitlines()
    stands = {lines[n - 1].strip() for step in second for n in step.lines if n}
    assert "x += 1" in stands
    with pytest.raises(AttributeError):
        seen[0].options = ()


def test_a_choice_that_cannot_be_is_told():
    with pytest.raises(ValueError, match="thread 7 cannot go on now, but 1, 2 can"):
        explore(load_source(LOST), strategy=lambda: Chosen(lambda step: 7))


NESTED = """import threading
def enter():
    flag = []
    threading.Thread(target=flag.append, args=(1,)).start()
    if not flag:
        threading.Event().wait()
first = threading.Thread(target=enter)
first.start()
first.join()
"""


def test_an_order_in_which_a_thread_starts_one_at_once_runs_again():
    report = verdict(NESTED, expect="deadlock")
    assert report.verdict == "output"
    again = replay(load_source(NESTED), report.order)
    assert again.ending == "ends"


READERS_WRITER = """\
import contextlib
import threading
changed = threading.Condition()
both_read = threading.Barrier(2)
readers = writers = 0
@contextlib.contextmanager
def reading():
    global readers
    with changed:
        while writers:
            changed.wait()
        readers += 1
    try:
        yield
    finally:
        with changed:
            readers -= 1
            changed.notify_all()
@contextlib.contextmanager
def writing():
    global writers
    with changed:
        writers += 1
        while readers:
            changed.wait()
    try:
        yield
    finally:
        with changed:
            writers -= 1
            changed.notify_all()
def read():
    with reading():
        both_read.wait()
guests = [threading.Thread(target=read) for _ in range(2)]
for guest in guests:
    guest.start()
with writing():
    pass
for guest in guests:
    guest.join()
"""


def test_an_order_is_searched_again_where_shortening_it_shows_more_of_the_program():
    """Shorter orders get to the end, where generators are let go of."""
    report = verdict(READERS_WRITER)
    assert report.verdict == "deadlock", report.sentence()
    assert replay(load_source(READERS_WRITER), report.order).ending == "deadlock"
    waits = {waiting.what for waiting in report.waiting}
    assert waits == {"changed to be notified", "both_read"}
