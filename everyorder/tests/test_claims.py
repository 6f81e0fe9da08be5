"""What may be claimed of all orders, or of one: `expect` and `reaches`."""

import json

import pytest
from programs import threads, verdict

from everyorder.command import main

STUCK = threads("lock.acquire()", setup="lock = threading.Lock()\nlock.acquire()")
SOMETIMES = threads(
    "with a:\n    with b:\n        pass",
    "with b:\n    with a:\n        pass",
    setup="a, b = threading.Lock(), threading.Lock()",
    end="print('through')",
)
LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")


def test_every_order_may_be_expected_to_deadlock():
    report = verdict(STUCK, expect="deadlock")
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_an_order_that_does_not_deadlock_breaks_that():
    report = verdict(SOMETIMES, expect="deadlock")
    assert report.verdict == "output"
    assert "it ends, and every order was to end in a deadlock" in report.detail
    assert report.trace.output == "through\n"


def test_other_endings_may_be_expected():
    assert verdict("1 / 0", expect="raises").verdict == "holds"
    assert verdict("print(1)", expect="ends").verdict == "holds"
    assert verdict(SOMETIMES, expect="ends").verdict == "deadlock"
    spin = threads("while True:\n    pass")
    assert verdict(spin, expect="hangs").verdict == "holds"


def test_what_nobody_can_expect_is_refused():
    with pytest.raises(ValueError, match="cannot be expected"):
        verdict(LOST, expect="luck")


def test_an_expected_ending_keeps_the_promise_too():
    source = "print(1)\n" + STUCK
    assert verdict(source, expect="deadlock", promise="1").verdict == "holds"
    assert verdict(source, expect="deadlock", promise="2").verdict == "output"


def test_some_order_reaches_a_line_and_is_shown():
    report = verdict(LOST, reaches="1")
    assert (report.verdict, report.reached, report.status) == ("holds", True, 0)
    assert report.trace.output == "1\n"
    assert "an order prints '1'" in report.sentence()


def test_some_order_reaches_a_line_although_others_deadlock():
    assert verdict(SOMETIMES, reaches="through").reached
    assert verdict("print(1)\n" + STUCK, reaches="1").reached


def test_a_line_that_no_order_reaches():
    report = verdict(LOST, reaches="3")
    assert (report.verdict, report.reached, report.status) == ("output", False, 1)
    assert "no order prints '3'" in report.detail
    assert report.orders == verdict(LOST, strategy="dpor").orders


def test_a_line_that_was_not_reached_in_time_is_incomplete():
    many = threads(*["global x\nx += 1\nx += 1"] * 3, setup="x = 0", end="print(x)")
    assert verdict(many, reaches="99", limit=20).verdict == "incomplete"


def test_the_command_takes_both(tmp_path, capsys):
    file = tmp_path / "program.py"
    file.write_text(LOST)
    assert main([str(file), "--reaches", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reached"] is True
    assert main([str(file), "--reaches", "3"]) == 1
    file.write_text(STUCK)
    assert main([str(file), "--expect", "deadlock"]) == 0
    assert main([str(file)]) == 1
