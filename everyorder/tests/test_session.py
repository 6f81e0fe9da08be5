"""A session runs one program after another for somebody who watches."""

import gc
import time

import pytest
from programs import threads

from everyorder import Order, OrderError, Session, Stage, explore
from everyorder.execution import Runner
from everyorder.instrument.program import load_source
from everyorder.operations.kinds import KINDS
from everyorder.runtime import scheduler
from everyorder.stage import BEGIN, ERR, IN, OUT
from everyorder.strategies.run_on import RunOn

LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
LATE = """\
import threading
ready = threading.Event()
def work():
    ready.wait()
    print(late)
worker = threading.Thread(target=work)
worker.start()
print("on the way")
late = 1
ready.set()
worker.join()
"""
SWALLOWS = """\
import threading
event = threading.Event()
def again():
    try:
        event.wait()
    except BaseException:
        again()
threading.Thread(target=again, daemon=True).start()
print("over")
"""
AGAIN_AND_AGAIN = """\
import threading
over = threading.Event()
def again(times):
    if times:
        threading.Timer(1, again, [times - 1]).start()
    else:
        print("over")
        over.set()
again(100)
over.wait()  # 3.12 starts no thread once the main thread has ended
"""
BREEDS = """\
import threading
def breed():
    threading.Thread(target=breed).start()
breed()
"""


@pytest.fixture
def impatient(monkeypatch):
    """Loops that touch nothing are given up after fewer turns than usual."""
    monkeypatch.setattr(scheduler, "TICKS", 5_000)
    monkeypatch.setattr(scheduler, "TICK_LIMIT", 30_000)


class Heard(list):
    """What a stage hears, as (stream, text); `text` is all of one stream."""

    def __call__(self, stream, text):
        self.append((stream, text))

    def text(self, stream=OUT):
        return "".join(text for where, text in self if where == stream)


def run(source, order=None, seed=None, **stage):
    """The run of a program on a stage of its own, and what was heard of it."""
    heard = Heard()
    session = Session(Stage(hear=heard, **stage))
    return session.run(load_source(source), order, seed).run, heard


def give_way(breaths):
    """A `breathe` that stops a run at this breath."""
    return iter([False] * (breaths - 1) + [True]).__next__


# --- orders


def test_a_plain_run_takes_the_natural_order():
    done, heard = run(LOST)
    assert (done.ending, done.output, done.preemptions) == ("ends", "2\n", 0)
    assert heard.text() == "2\n"
    assert str(done.order) == "plain:"


def test_a_run_can_take_a_given_order():
    done, heard = run(LOST, Order.parse("any-time:1.2-2"))
    assert (done.output, done.preemptions) == ("1\n", 1)
    assert heard.text() == "1\n"


def test_an_order_of_another_program_is_refused():
    with pytest.raises(OrderError, match="does not fit"):
        run("print(1)", Order.parse("any-time:1.2-2"))


def test_the_same_seed_gives_the_same_order_and_others_give_others():
    session, program = Session(), load_source(LOST)
    found = [[session.run(program, seed=n).run for _ in range(2)] for n in range(30)]
    assert all(one == two for one, two in found)
    assert {one.output for one, _ in found} == {"1\n", "2\n"}
    assert len({str(one.order) for one, _ in found}) > 5


def test_a_run_by_seed_replays_by_its_order():
    session, program = Session(), load_source(LOST)
    for seed in range(20):
        watched = session.run(program, seed=seed)
        again = session.run(program, watched.run.order)
        assert again.run.output == watched.run.output


def test_a_plain_run_sleeps_on_a_virtual_clock_and_says_so():
    passed = []
    sleepy = threads(
        *("time.sleep(3)\nprint('three')", "time.sleep(1)\nprint('one')"),
        setup="import time",
        end="time.sleep(3600)\nprint(round(time.monotonic()))",
    )
    started = time.perf_counter()
    _, heard = run(sleepy, passed=passed.append)
    assert heard.text() == "one\nthree\n3603\n"
    assert passed == pytest.approx([1, 2, 3600], abs=0.01)
    assert time.perf_counter() - started < 5


def test_what_was_heard_is_taken_back_when_a_run_starts_over():
    done, heard = run(LATE)
    assert done.output == "on the way\n1\n"
    assert heard == [
        (BEGIN, ""),
        *((OUT, "on the way"), (OUT, "\n")),
        (BEGIN, ""),
        *((OUT, "on the way"), (OUT, "\n")),
        *((OUT, "1"), (OUT, "\n")),
    ]


def test_errors_are_heard_apart_and_in_turn():
    said = "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\n"
    done, heard = run(f"{said}1 / 0")
    assert [part for part in heard if part[1] not in ("\n", "")][:3] == [
        *((OUT, "a"), (ERR, "b"), (OUT, "c"))
    ]
    assert heard.text(ERR) == done.errors
    assert done.errors.endswith("\nZeroDivisionError: division by zero\n")


# --- input

GREETS = "name = input('Who? ')\nprint('Hello', name)\n"


def test_what_is_typed_before_is_echoed_and_not_printed():
    done, heard = run(GREETS, typed=["Ada"])
    assert done.output == "Who? Hello Ada\n"
    assert [part for part in heard if part[0] == IN] == [(IN, "Ada\n")]


def test_more_than_was_typed_is_asked_for():
    asked = []

    def ask(prompt):
        asked.append(prompt)
        return f"answer {len(asked)}"

    source = "print(input(), input('second '), input('third '))"
    done, _ = run(source, typed=["typed"], ask=ask)
    assert asked == ["second ", "third "]
    assert done.output == "second third typed answer 1 answer 2\n"


def test_the_end_of_the_input_raises_at_its_line():
    done, _ = run(GREETS, ask=lambda _: None)
    assert (done.ending, done.line) == ("raises", 1)
    assert done.detail == "EOFError: EOF when reading a line"


def test_a_program_can_end_its_reading_by_the_end_of_the_input():
    source = """\
read = []
try:
    while True: read.append(input())
except EOFError:
    print(read)
"""
    assert run(source, typed=list("ab"), ask=lambda _: None)[0].output == "['a', 'b']\n"


def test_without_anybody_to_ask_input_is_unsupported_at_its_line():
    done, _ = run("x = 1\n" + GREETS)
    assert (done.ending, done.detail, done.line) == ("unsupported", "input()", 2)


def test_threads_get_what_is_typed_one_after_another():
    source = threads(
        *["got.append(input())"] * 3, setup="got = []", end="print(*sorted(got))"
    )
    assert run(source, typed=list("abc"))[0].output == "a b c\n"


def test_a_run_that_starts_over_gets_the_same_input_again():
    source = LATE.replace('"on the way"', "input()")
    done, heard = run(source, typed=["Ada"])
    assert done.output == "Ada\n1\n"
    assert [part for part in heard if part[1] in ("", "Ada\n")] == [
        *((BEGIN, ""), (IN, "Ada\n"), (BEGIN, ""), (IN, "Ada\n"))
    ]


def test_a_search_gets_what_was_typed_and_asks_nobody():
    session = Session(Stage(typed=["2"], ask=lambda _: pytest.fail("asked")))
    source = LOST.replace("x = 0", "x = int(input())")
    report = session.explore(load_source(source), promise="4")
    assert report.verdict == "output"
    assert set(report.outputs) == {"3\n", "4\n"}
    report = session.explore(load_source("input()\ninput()"), promise="")
    assert (report.verdict, report.detail) == (
        *("unsupported", "everyorder does not support input()."),
    )


# --- too much, and without end


def test_a_run_that_prints_too_much_ends_where_its_room_does():
    done, heard = run("while True:\n    print('x' * 9)", room=25)
    assert (done.ending, done.detail) == ("too much", "more than 25 characters")
    assert done.output == heard.text() == ("x" * 9 + "\n") * 2 + "x" * 5


def test_a_run_that_fills_its_room_ends_well():
    assert run("print('x' * 9)", room=10)[0].ending == "ends"


ENDLESS = {
    "an empty loop": "while True: pass",
    "a loop that counts": "n = 0\nwhile True: n += 1",
    "a loop in a thread": threads("while True: pass"),
    "two threads that take turns": threads(
        *["global x\nwhile True: x += 1"] * 2, setup="x = 0"
    ),
    "a comprehension": "import itertools\n[0 for n in itertools.count() if n < 0]",
}


@pytest.mark.parametrize("what", ENDLESS)
def test_whoever_watches_can_stop_what_never_ends(what):
    done, _ = run(ENDLESS[what], breathe=give_way(10))
    assert done.ending == "stopped"


@pytest.mark.parametrize("what", ENDLESS)
def test_a_search_over_what_never_ends_comes_to_an_end(what, impatient):
    report = explore(load_source(ENDLESS[what]), limit=3, step_limit=5_000)
    assert report.verdict in ("hangs", "incomplete")


def test_threads_that_start_threads_without_end_are_cut_off_at_their_line():
    for how in (Session().run(load_source(BREEDS)).run, explore(load_source(BREEDS))):
        assert how.line == 3
        assert "more than 500 threads that start one another" in how.detail


def test_too_many_threads_at_once_are_refused_at_the_line_that_starts_them():
    source = (
        "import threading\ngate = threading.Event()\nfor _ in range(600):\n"
        "    threading.Thread(target=gate.wait).start()\ngate.set()\n"
    )
    report = explore(load_source(source))
    assert (report.verdict, report.line) == ("unsupported", 4)
    assert "more than 500 threads at once" in report.detail


def test_threads_that_start_each_other_in_turn_do_not_recurse():
    assert run(AGAIN_AND_AGAIN)[0].output == "over\n"
    assert explore(load_source(AGAIN_AND_AGAIN), promise="over").verdict == "holds"


def test_after_a_run_was_stopped_the_session_runs_the_next():
    session = Session()
    session.stage = Stage(breathe=give_way(3))
    assert session.run(load_source("while True: pass")).run.ending == "stopped"
    session.stage = Stage()
    assert session.run(load_source(LOST)).run.output == "2\n"


def test_a_run_that_is_watched_has_no_limit_of_steps():
    source = "n = 0\nwhile n < 60_000: n += 1\nprint(n)"
    assert run(source, breathe=lambda: False)[0].output == "60000\n"


HANGS = {
    "a loop": ("print(1)\nwhile True:\n    pass", 2),
    "a loop in a function": ("def f():\n    n = 0\n    while n < 1:\n        n -= 1\nf()", 3),
    "a loop within a loop": ("for n in [1, 2]:\n    while n:\n        pass", 2),
    "a comprehension": ("import itertools\nx = 1\n[n for n in itertools.count() if n < 0]", 3),
}  # fmt: skip


@pytest.mark.parametrize("what", HANGS)
def test_what_hangs_has_the_line_of_its_loop(what, impatient):
    source, line = HANGS[what]
    report = explore(load_source(source), step_limit=5_000)
    assert (report.verdict, report.line) == ("hangs", line)


# --- what is left of a run


def test_a_thread_that_leaks_gives_the_session_a_new_runner():
    session = Session()
    leaking = session.run(load_source(SWALLOWS)).run
    assert (leaking.output, leaking.leaked) == ("over\n", ("Thread-1 (again)",))
    leaked = session.runner
    assert session.run(load_source(LOST)).run.output == "2\n"
    assert session.runner is not leaked
    kept = session.runner
    session.run(load_source(LOST))
    assert session.runner is kept


def test_a_runner_forgets_the_classes_of_a_program():
    source = (
        "class Guest:\n    pass\nguests = [Guest()]\nguests[0].name = 'Ada'\nprint(1)"
    )
    runner = Runner(load_source(source))
    with runner.ready():
        runner.run(RunOn())
    assert not [cls for cls in KINDS if cls.__module__ == "__main__"]


MIXED = [
    LOST,
    LATE,
    "class Node:\n    def __init__(self): self.me = self\nnodes = [Node() for _ in range(9)]",
    "1 / 0",
    "def f():\n    try:\n        1 / 0\n    except ZeroDivisionError as error:\n        raise KeyError from error\nf()",
    "import queue\nq = queue.Queue()\nq.put(q)\nprint(q.get() is q)",
    "import asyncio\nasync def main(): await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))\nasyncio.run(main())",
    "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor() as pool: print(*pool.map(abs, range(9)))",
    "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    "import logging\nlogging.warning('hello')",
]


def test_five_hundred_runs_on_one_session_leave_nothing_behind():
    session, programs = Session(Stage(room=10_000)), list(map(load_source, MIXED))

    def fifty():
        for number in range(50):
            session.run(
                programs[number % len(programs)], seed=None if number % 5 else 1
            )
        gc.collect()
        return len(gc.get_objects())

    first, *counted = [fifty() for _ in range(10)][1:]
    assert max(counted) - first < 50, [first, *counted]


# --- one runner for many programs


def test_progress_is_asked_for_by_time_and_not_by_orders():
    asked, log = [], [f"log.append({name!r})" for name in "abc"]
    source = threads(*log, *log, setup="log = []", end="print(len(log))")
    started = time.perf_counter()
    report = explore(load_source(source), progress=asked.append, limit=300)
    seconds = time.perf_counter() - started
    assert report.orders > 100
    assert 0 < len(asked) <= seconds / 0.05 + 1


def test_a_run_ends_objects_where_the_program_can_see_it():
    source = (
        "class Shop:\n    def __del__(self): print('closed')\n"
        "shop = Shop()\nshop = None\nprint('over')\n"
    )
    assert Session().run(load_source(source)).run.output == "closed\nover\n"
