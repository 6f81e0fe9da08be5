"""What is easy is found at once: orders are counted, not seconds."""

import pytest
from programs import threads, verdict

from everyorder import explore, replay
from everyorder.auto import LONG
from everyorder.instrument.program import load_source
from everyorder.results.report import words
from everyorder.runtime.scheduler import TICKS
from everyorder.search import Search
from everyorder.strategies.early import Early
from everyorder.strategies.random import Random

INCREMENT = "global n\nn += 1"
LOCKED = "global n\nwith lock:\n    n += 1"


def loops(turns: int, body: str = INCREMENT, count: int = 10, setup: str = "") -> str:
    """So many threads that each do this so many times."""
    declared, _, rest = body.partition("\n")
    inner = "\n".join(f"    {line}" for line in rest.splitlines())
    work = f"{declared}\nfor _ in range({turns}):\n{inner}"
    return (
        f"import threading\nn = 0\n{setup}\ndef work():\n"
        + "".join(f"    {line}\n" for line in work.splitlines())
        + f"ts = [threading.Thread(target=work) for _ in range({count})]\n"
        "for t in ts: t.start()\nfor t in ts: t.join()\nprint(n)\n"
    )


@pytest.mark.parametrize("turns", [1, 100])
def test_ten_threads_that_lose_an_update_are_found_within_100_orders(turns):
    report = verdict(loops(turns), same_output=True)
    assert report.verdict == "output"
    assert report.orders <= 100
    assert report.preemptions == 1
    assert str(report.order) == "any-time:1.2-2"


def test_a_long_program_that_loses_an_update_is_found_within_10_orders():
    report = verdict(loops(20_000, count=3), same_output=True)
    assert (report.verdict, str(report.order)) == ("output", "any-time:1.2-2")
    assert report.orders <= 10
    assert list(report.outputs) == ["60000\n", "20000\n"]


def test_the_order_of_a_long_program_replays():
    source = loops(20_000, count=2)
    trace = replay(load_source(source), "any-time:1.2-2")
    assert (trace.ending, trace.output) == ("ends", "20000\n")


def test_the_report_on_a_long_program_is_one_that_somebody_reads():
    report = verdict(loops(20_000, count=3), same_output=True)
    text = words(report, lambda line: "")
    assert len(text) < 5_000
    assert "more) ..." in text


def test_a_long_program_that_is_right_is_incomplete_and_says_what_was_tried():
    report = verdict(
        loops(9_000, LOCKED, count=2, setup="lock = threading.Lock()"),
        same_output=True,
    )
    assert (report.verdict, report.status) == ("incomplete", 3)
    assert "first decisions" in report.detail
    assert report.outputs.keys() == {"18000\n"}


def test_a_very_long_loop_may_begin_where_switch_points_are_over():
    body = f"global n\nfor _ in range(9_000):\n    with lock:\n        n += 1\nfor _ in range({TICKS + 1}):\n    pass"
    source = threads(body, body, setup="n = 0\nlock = threading.Lock()", end="print(n)")
    report = verdict(source, same_output=True)
    assert report.verdict == "incomplete", report.sentence()
    assert report.outputs.keys() == {"18000\n"}


def test_a_long_program_that_deadlocks_after_many_turns_of_its_own_is_found():
    source = threads(
        "for _ in range(9_000):\n    pass\nwith a:\n    with b:\n        pass",
        "with b:\n    with a:\n        pass",
        setup=f"n = 0\na, b = threading.Lock(), threading.Lock()\n"
        f"box = []\nfor _ in range({LONG}):\n    box.append(1)",
    )
    assert verdict(source).verdict == "deadlock"


def test_a_long_program_that_goes_on_without_end_ends_the_search():
    source = threads("global n\nwhile True:\n    n += 1", setup="n = 0")
    assert verdict(source).verdict in ("hangs", "incomplete")


def test_a_proof_takes_as_many_orders_as_dpor():
    source = threads(INCREMENT, INCREMENT, INCREMENT, setup="n = 0")
    assert verdict(source).orders == verdict(source, strategy="dpor").orders


def test_early_switches_before_the_first_write_first():
    source = threads(INCREMENT, INCREMENT, setup="n = 0", end="print(n)")
    program = load_source(source)
    report = explore(
        program,
        same_output=True,
        strategy=lambda: Early(lambda site: program.sites[site].what),
    )
    assert (report.verdict, report.orders) == ("output", 2)


def test_random_orders_keep_a_bound_on_preemptions():
    seen = []

    class Watched(Random):
        def end(self, run):
            seen.append(run.preemptions)

    source = loops(3, count=3)
    explore(load_source(source), strategy=lambda: Watched(bound=1), limit=50)
    assert set(seen) == {0, 1}


def test_seconds_end_a_search_that_has_no_proof():
    report = verdict(loops(30), promise=lambda output: True, seconds=0.5)
    assert (report.verdict, report.status) == ("incomplete", 3)
    assert "the time was over" in report.detail
    assert "no failure in" in report.sentence()


def test_seconds_do_not_keep_a_proof_from_ending():
    source = threads(INCREMENT, INCREMENT, setup="n = 0")
    report = verdict(source, seconds=60)
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_a_bound_that_is_not_covered_is_incomplete(monkeypatch):
    source = threads(*[INCREMENT] * 3, setup="n = 0", end="print(n)")
    report = verdict(source, preemptions=2, limit=10)
    assert (report.verdict, report.status) == ("incomplete", 3)
    assert report.preemptions in (None, 0)


def test_a_bound_that_is_not_covered_goes_on_looking():
    source = threads(*[INCREMENT] * 5, setup="n = 0", end="print(n)")
    report = verdict(source, preemptions=1, limit=100, same_output=True)
    assert report.verdict == "output"
    assert report.preemptions <= 1


def test_the_same_search_gives_the_same_report():
    def told():
        report = verdict(loops(2, count=4), same_output=True)
        return report.verdict, str(report.order), report.orders, report.outputs

    assert told() == told()


def test_a_search_is_asked_to_end_within_an_order():
    asked = []

    def progress(orders):
        asked.append(orders)
        return len(asked) == 2

    source = loops(1_000_000, LOCKED, count=2, setup="lock = threading.Lock()")
    report = verdict(source, progress=progress)
    assert (report.verdict, report.orders) == ("incomplete", 0)
    assert "interrupted" in report.detail
    assert len(asked) == 2


def test_what_is_tried_before_a_proof_is_forgotten_when_it_fails_to_replay(monkeypatch):
    """A failure that does not fail again is a mistake of the engine, and says so."""
    go = Search.go

    def wrong(self, *args, **how):
        failure = go(self, *args, **how)
        return failure or ("output", self.last)

    def remember(self, run):
        self.last = run
        note(self, run)

    note = Search._note
    monkeypatch.setattr(Search, "go", wrong)
    monkeypatch.setattr(Search, "_note", remember)
    report = verdict("print(1)", promise="1")
    assert report.verdict == "unsupported"
    assert "mistake of everyorder" in report.detail


def test_who_waits_for_the_main_thread_waits_in_each_run():
    report = verdict(threads("threading.main_thread().join()"))
    assert (report.verdict, report.orders) == ("deadlock", 1)
