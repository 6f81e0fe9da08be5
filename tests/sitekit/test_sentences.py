"""Badge and sentence say what was reached, and never more."""

import pytest

from sitekit.pages.marks import exits
from sitekit.records import sentences
from tests.sitekit.made import BROKEN, HELD, made

TOLD = [
    ({"orders": 1}, "holds", "Holds in every order", "Holds in every order: there is only one."),
    ({}, "holds", "Holds in every order", "Holds in every order: 1,200 orders cover them all."),
    (
        {"exhaustive": False, "orders": 9, "preemptions": 1},
        "bounded", "Holds in the orders that were run",
        "Holds in every order with at most one switch: there are 9 orders. With more, it was not run.",
    ),
    (
        {"verdict": "output", "breaking": [1200, 4000], "preemptions": 4},
        "breaks", "Can break: 1,200 of 4,000 orders",
        "Breaks in 1,200 of 4,000 orders with at most 4 switches: they print something else.",
    ),
    (
        {"verdict": "deadlock", "breaking": [1, 7], "preemptions": 1},
        "breaks", "Can break: 1 of 7 orders",
        "Breaks in 1 of 7 orders with at most one switch: it ends in a deadlock.",
    ),
    (
        {"verdict": "hangs", "breaking": [7, 7], "preemptions": 0},
        "breaks", "Breaks in every order without a switch",
        "Breaks in every order without a switch: they never end.",
    ),
    (
        {"verdict": "raises", "breaking": None, "preemptions": 3},
        "breaks", "Can break: some orders",
        "Breaks in some orders with at most three switches: they end with an exception.",
    ),
    (
        {"verdict": "incomplete", "detail": "too many"},
        "once", "Run in one order only", "Not run in every order: too many.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("found", "kind", "badge", "sentence"), TOLD)
def test_badge_and_sentence_say_what_was_reached(found, kind, badge, sentence):
    program, proof = made(), {**HELD, **found}
    assert sentences.badge(program, proof) == sentences.Badge(kind, badge)
    assert sentences.sentence(program, proof) == sentence


def test_a_program_that_must_end_otherwise_is_said_to_end_like_this():
    program = made(ending=exits("ValueError"))
    assert sentences.badge(program, HELD).text == "Ends like this in every order"
    assert sentences.sentence(program, HELD) == (
        "Ends like this in every order: 1,200 orders in all."
    )


@pytest.mark.parametrize("proof", [HELD, BROKEN])
def test_a_program_marked_for_one_order_is_said_to_be_run_in_one(proof):
    program = made(one_order="opens a window")
    assert sentences.badge(program, proof) == sentences.Badge(
        "once", "Run in one order only"
    )
    assert sentences.sentence(program, proof) == (
        "Not run in every order: opens a window."
    )


LOCK, JOIN = "the lock `tally`", "the join in line 20"
WITHOUT = [
    (
        [LOCK],
        {"verdict": "output", "preemptions": 1, "breaking": [3, 7]},
        "Without the lock `tally` it breaks in 3 of 7 orders with at most one switch.",
    ),
    (
        [JOIN, LOCK],
        {"verdict": "output", "preemptions": 0, "breaking": [2, 2]},
        "Without the join in line 20 or the lock `tally` it breaks in every order"
        " without a switch.",
    ),
    (
        [LOCK],
        {"verdict": "raises", "preemptions": 2, "breaking": None},
        "Without the lock `tally` it breaks in some orders with at most two switches.",
    ),
    (
        [LOCK],
        {"verdict": "unsupported", "detail": "everyorder does not support sockets."},
        "Without the lock `tally` it was not run in every order: everyorder does not"
        " support sockets.",
    ),
    (
        [LOCK],
        {"verdict": "incomplete"},
        "Without the lock `tally` a thread goes round a loop where it should wait.",
    ),
]


@pytest.mark.parametrize(("tools", "trial", "told"), WITHOUT)
def test_a_sentence_says_what_happens_without_a_tool(tools, trial, told):
    assert sentences.without(tools, trial) == told


def test_a_tool_that_prevents_nothing_is_said_to_be_there_for_its_reason():
    told = "The event `idle` prevents nothing here: it shows how an event is set."
    for reason in ("shows how an event is set", "shows how an event is set."):
        assert sentences.idle("the event `idle`", reason) == told
