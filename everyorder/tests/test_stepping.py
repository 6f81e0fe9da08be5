"""Stepping: choices lead to positions, and nothing is kept between two of them."""

import pytest
from programs import threads

from everyorder import Order, OrderError, Session, Stage, explore
from everyorder.instrument.program import load_source

LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
CROSSED = threads(
    *("with a:\n    with b:\n        pass", "with b:\n    with a:\n        pass"),
    setup="a, b = threading.Lock(), threading.Lock()",
)


class Walk:
    """A program at the places where its order matters."""

    def __init__(self, source: str, **stage):
        self.session, self.program = Session(Stage(**stage)), load_source(source)
        self.places = self.session.places(self.program)

    def at(self, *choices: int):
        return self.session.step(self.program, self.places, choices)

    def ends(self, pick=lambda going: going[0], most: int = 500):
        """The run to which the choices of `pick` lead, and these choices."""
        choices: list[int] = []
        for _ in range(most):
            position = self.at(*choices)
            if not position.options:
                return position.watched.run, choices
            choices.append(pick([o for o in position.options if o.goes]).thread)
        pytest.fail(f"no end after {most} choices: {choices}")


def every_end(walk: Walk) -> list:
    """The run at the end of every path of choices."""
    left, found = [()], []
    while left:
        choices = left.pop()
        position = walk.at(*choices)
        if not position.options:
            found.append(position.watched.run)
        left += [(*choices, o.thread) for o in position.options if o.goes]
    return found


def test_every_path_of_the_lost_update_ends_as_the_search_says():
    ends = every_end(Walk(LOST))
    assert {run.ending for run in ends} == {"ends"}
    assert len(ends) > 4
    report = explore(load_source(LOST))
    assert report.exhaustive
    assert {run.output for run in ends} == set(report.outputs) == {"1\n", "2\n"}


def test_every_path_of_crossed_locks_ends_or_is_stuck():
    ends = every_end(Walk(CROSSED))
    assert {run.ending for run in ends} == {"ends", "deadlock"}
    stuck = next(run for run in ends if run.ending == "deadlock")
    assert [(w.what, w.holder) for w in stuck.waiting[1:]] == [
        *(("b", "Thread-2 (work1)"), ("a", "Thread-1 (work0)"))
    ]


def test_undoing_a_choice_is_leaving_it_out():
    walk = Walk(LOST)
    _, choices = walk.ends()
    before = [walk.at(*choices[:n]) for n in range(len(choices) + 1)]
    after = [walk.at(*choices[:n]) for n in range(len(choices), -1, -1)]
    assert before == after[::-1]
    assert len({str(position) for position in before}) == len(before)


def test_each_choice_leads_further():
    walk = Walk(LOST)
    _, choices = walk.ends()
    found = [walk.at(*choices[:n]).watched for n in range(len(choices) + 1)]
    steps = [watched.run.steps for watched in found]
    assert steps == sorted(steps)
    assert [watched.run.ending for watched in found[:-1]] == ["redundant"] * (
        len(found) - 1
    )
    events = [len(watched.trace.events) for watched in found]
    assert events == sorted(events)


def test_a_position_says_what_each_thread_would_do_and_where():
    walk = Walk(LOST)
    _, choices = walk.ends()
    told = {
        (o.name, o.line, o.what, o.waits)
        for n in range(len(choices))
        for o in walk.at(*choices[:n]).options
    }
    assert ("Thread-1", 5, "read x", "") in told
    assert ("Thread-2", 8, "write x", "") in told
    assert ("MainThread", 13, "call .join()", "the end of Thread-1") in told


def test_a_choice_that_interrupts_is_called_a_switch():
    walk = Walk(LOST)
    choices = [walk.at().options[0].thread]
    while walk.at(*choices).last != 1:  # until the first thread has begun
        choices.append(walk.at(*choices).options[0].thread)
    going = [o for o in walk.at(*choices).options if o.goes]
    assert [(o.thread, o.switch) for o in going][:2] == [(1, False), (2, True)]


def test_a_position_says_who_is_blocked_by_whom():
    body = "global x\nwith lock:\n    x += 1"
    walk = Walk(threads(*[body] * 3, setup="lock, x = threading.Lock(), 0"))
    _, choices = walk.ends(lambda going: next((o for o in going if o.switch), going[0]))
    stuck = {
        (o.name, o.waits, o.holder)
        for n in range(len(choices))
        for o in walk.at(*choices[:n]).options
        if not o.goes
    }
    assert ("MainThread", "the end of Thread-1", "") in stuck
    assert ("Thread-3", "lock", "Thread-2") in stuck


@pytest.mark.parametrize("wrong", [9, -1])
def test_a_choice_that_cannot_be_is_refused_with_its_number(wrong):
    walk = Walk(LOST)
    first = walk.at().options[0].thread
    with pytest.raises(OrderError, match=f"choice 2: thread {wrong} cannot go on"):
        walk.at(first, wrong)


def test_a_thread_that_is_blocked_cannot_be_chosen():
    walk = Walk(CROSSED)
    _, choices = walk.ends(lambda going: going[-1])
    for n in range(len(choices)):
        stuck = [o for o in walk.at(*choices[:n]).options if not o.goes]
        for option in stuck:
            with pytest.raises(OrderError, match="cannot go on there"):
                walk.at(*choices[:n], option.thread)


def test_choices_beyond_the_end_are_left_alone():
    walk = Walk(LOST)
    run, choices = walk.ends()
    assert walk.at(*choices, 1, 2, 3).watched.run == run


FAILING = {
    "lost update": (LOST, {"promise": "2"}),
    "crossed locks": (CROSSED, {}),
    "a late name": (
        threads(
            "ready.wait()\nprint(late)",
            setup="ready = threading.Event()",
            end="",
        ).replace(
            "for worker in workers:\n    worker.join()",
            "ready.set()\nlate = 1\nworkers[0].join()",
        ),
        {},
    ),
    "a timeout": (
        threads(
            "ready.wait(1)\nprint(ready.is_set())",
            "ready.set()",
            setup="ready = threading.Event()",
        ),
        {"promise": "True"},
    ),
    "a daemon that is cut off": (
        "import threading\nthreading.Thread(target=print, args=[1], daemon=True).start()",
        {"promise": "1"},
    ),
    "a queue": (
        threads(
            *[f"q.put({n})\nq.put({n})" for n in (1, 2)],
            setup="import queue\nq = queue.Queue()",
            end="print([q.get() for _ in range(4)])",
        ),
        {"promise": "[1, 1, 2, 2]"},
    ),
}


@pytest.mark.parametrize("what", FAILING)
def test_stepping_along_a_failing_order_reaches_its_failure(what):
    source, claim = FAILING[what]
    report = explore(load_source(source), **claim)
    assert report.order is not None, report.sentence()
    session, program = Session(), load_source(source)
    places = session.places(program, report.order)
    choices = session.choices(program, places, report.order)
    for n in range(len(choices)):
        position = session.step(program, places, choices[:n])
        assert choices[n] in [o.thread for o in position.options if o.goes]
    end = session.step(program, places, choices)
    assert not end.options
    assert (end.watched.run.ending, end.watched.run.output) == (
        report.trace.ending,
        report.trace.output,
    )


def test_an_order_of_another_program_is_refused():
    session, program = Session(), load_source("print(1)")
    with pytest.raises(OrderError, match="does not fit"):
        session.places(program, Order.parse("any-time:1.2-2"))


KINDS = {
    "sleeps": (
        threads("time.sleep(1)\nlog.append(1)", "time.sleep(2)\nlog.append(2)", setup="import time\nlog = []", end="print(sorted(log))"),
        "[1, 2]\n",
    ),
    "timeouts": (
        threads("ready.wait(1)\nlog.append(1)", "ready.set()", setup="ready, log = threading.Event(), []", end="print(log)"),
        "[1]\n",
    ),
    "queues": (
        threads("q.put(1)\nq.put(2)", "print(q.get() + q.get())", setup="import queue\nq = queue.Queue(1)"),
        "3\n",
    ),
    "conditions": (
        threads("with gate:\n    gate.wait_for(lambda: log)\n    print(log)", "with gate:\n    log.append(1)\n    gate.notify()", setup="gate, log = threading.Condition(), []"),
        "[1]\n",
    ),
    "pools": (
        "from concurrent.futures import ThreadPoolExecutor\nlog = []\nwith ThreadPoolExecutor(2) as pool:\n    print(*pool.map(log.append, [1, 2]))\nprint(sorted(log))",
        "None None\n[1, 2]\n",
    ),
    "asyncio": (
        "import asyncio\nlog = []\nasync def add(n):\n    await asyncio.sleep(n)\n    log.append(n)\nasync def main():\n    await asyncio.gather(add(1), asyncio.to_thread(log.append, 0))\nasyncio.run(main())\nprint(sorted(log))",
        "[0, 1]\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("pick", [0, -1], ids=["first", "last"])
@pytest.mark.parametrize("what", KINDS)
def test_each_kind_of_waiting_can_be_stepped_to_its_end(what, pick):
    source, output = KINDS[what]
    run, choices = Walk(source).ends(lambda going: going[pick])
    assert (run.ending, run.output) == ("ends", output)
    assert choices


def test_stepping_ends_in_a_deadlock_that_says_who_waits():
    source = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()"
    end = Walk(source).at()
    assert (end.options, end.watched.run.ending) == ((), "deadlock")
    assert (
        end.watched.run.detail == "MainThread (line 4) waits for lock, held by itself"
    )


def test_a_program_of_one_thread_has_nothing_to_choose():
    end = Walk("print(1)").at()
    assert (end.options, end.watched.run.output) == ((), "1\n")


def test_stepping_is_silent_and_gets_what_was_typed():
    source = LOST.replace("x = 0", "x = int(input())")
    assert (
        Walk(source, hear=lambda *_: pytest.fail("heard"), typed=["3"]).ends()[0].output
        == "5\n"
    )


RARE = """\
import threading
ready = threading.Event()
def work():
    ready.wait()
    print(late if asked else 0)
worker = threading.Thread(target=work)
worker.start()
asked = input() == "late"
if asked:
    late = 1
ready.set()
worker.join()
"""


def test_what_only_an_answer_brings_about_can_be_stepped_too():
    """A search does not know what will be typed, and so not what is shared then."""
    walk = Walk(RARE, ask=lambda _: "late")
    run, _ = walk.ends()
    assert (run.ending, run.output) == ("ends", "1\n")
