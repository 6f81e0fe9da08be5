"""The steps and lanes of a drawing say what happened, row after row."""

from programs import threads

from everyorder import load_source, replay
from sitekit.drawing.lanes import SHAPES
from sitekit.drawing.steps import steps

LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")


def drawn(source, order):
    return steps(replay(load_source(source), order), source)


def rails(source, order="any-time:"):
    """Each step: its thread, its line, and every lane above it and below it."""
    found, _ = drawn(source, order)
    return [
        (
            step.thread,
            step.source,
            [" ".join(rail.above) + ">" + " ".join(rail.below) for rail in step.rails],
        )
        for step in found
    ]


def test_lanes_show_who_runs_waits_and_holds_from_row_to_row():
    setup = "lock = threading.Lock()\nlock.acquire()"
    source = threads("lock.acquire()", "lock.release()", setup=setup)
    assert rails(source) == [
        ("MainThread", "worker.start()", ["run held>run held", ">run", ">"]),
        ("Thread-1", "lock.acquire()", ["run held>run held", "run>wait", ">"]),
        ("MainThread", "worker.start()", ["run held>run held", "wait>wait", ">run"]),
        ("MainThread", "worker.join()", ["run held>wait held", "wait>wait", "run>run"]),
        ("Thread-2", "lock.release()", ["wait held>wait", "wait>wait", "run>"]),
        ("Thread-1", "lock.acquire()", ["wait>wait", "wait>held", ">"]),
        ("MainThread", "worker.join()", ["wait>run", "held>held", ">"]),
    ]


def test_a_lock_that_is_set_free_is_the_own_one_where_two_have_one_name():
    body = "own = threading.Lock()\nwith own:\n    log.append(1)"
    source = threads(body, body, setup="log = []")
    found = rails(source, "any-time:1.2-2")
    assert found[3:5] == [
        ("Thread-2", "with own:", ["wait>wait", "run held>run held", "run>run held"]),
        (
            "Thread-2",
            "log.append(1)",
            ["wait>wait", "run held>run held", "run held>run held"],
        ),
    ]
    assert found[5][2] == ["wait>wait", "run held>run held", "run held>"]
    told = [e.text for step in drawn(source, "any-time:1.2-2")[0] for e in step.effects]
    assert "and still holds own" not in told


def test_a_thread_that_never_came_to_run_has_a_lane():
    source = (
        "import threading\nlog = []\ndef work(): log.append(1)\n"
        "threading.Thread(target=work, daemon=True).start()\nlog.append(2)\n"
    )
    assert rails(source)[-1] == ("MainThread", "log.append(2)", ["run>run", "run>run"])


def test_a_program_without_threads_is_drawn_from_its_beginning():
    source = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()"
    assert [step[2] for step in rails(source)] == [
        ["run>run held"],
        ["run held>wait held"],
    ]


def test_only_the_lane_of_the_thread_that_runs_has_its_shape_beside_a_step():
    found, lanes = drawn(LOST, "any-time:1.2-2")
    for step in found:
        active = [rail.mark for rail in step.rails if rail.active]
        assert active == [step.mark]
    assert [mark.shape for mark in lanes.marks.values()] == list(SHAPES[:3])


def test_steps_follow_each_other_without_a_gap_and_say_where_another_thread_came():
    trace = replay(load_source(LOST), "any-time:1.2-2")
    found, _ = steps(trace, LOST)
    assert found[0].first == next(e.index for e in trace.events if e.kind == "start")
    assert [step.first for step in found[1:]] == [step.until for step in found[:-1]]
    assert found[-1].until == len(trace.events)
    for step in found:
        own = trace.events[step.first : step.until]
        assert {trace.threads[event.thread] for event in own} == {step.thread}
    assert [step.fresh for step in found] == [True, False, *[True] * 4, False]


def test_a_switch_shows_the_lanes_as_they_were_and_who_could_have_gone_on():
    source = threads(*["own = threading.Lock()\nown.acquire()\nown.release()"] * 2)
    found, lanes = drawn(source, "any-time:1.2-2")
    (step,) = (step for step in found if step.switch)
    assert step.until == step.first + 1, "it is told before a step of one event, too"
    assert (step.switch.thread, step.switch.mark) == ("Thread-1", lanes.marks[1])
    assert all(rail.above == rail.below for rail in step.switch.rails)
    assert not any(rail.active for rail in step.switch.rails)
