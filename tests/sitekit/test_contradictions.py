"""What contradicts a page or itself is told; what was proven of many is counted."""

import pytest

from sitekit.pages.marks import Measuring, hangs
from sitekit.records import proofs
from sitekit.records.store import Records
from tests.sitekit.made import ALWAYS, BROKEN, HELD, made

FITTING = {
    "it holds": (made(), HELD),
    "broken, and breaks": (made("a_broken.py"), BROKEN),
    "hangs, and ends in a deadlock": (made(ending=hangs(1)), BROKEN),
    "one order, and cannot be run": (
        made(one_order="x"),
        {**HELD, "verdict": "incomplete"},
    ),
    "one order, and the engine never saw another end": (made(one_order="x"), ALWAYS),
}


@pytest.mark.parametrize(("program", "proof"), FITTING.values(), ids=FITTING.keys())
def test_a_proof_that_fits_its_page_is_not_reported(program, proof):
    assert proofs.wrong(program, proof) is None


CONTRADICTING = {
    "one order, and holds": (made(one_order="x"), HELD, "Remove the mark"),
    "one order, and breaks in some": (made(one_order="x"), BROKEN, "Remove the mark"),
    "one order, and nobody counted": (
        made(one_order="x"),
        {**BROKEN, "breaking": None},
        "Remove the mark",
    ),
    "hangs, and holds": (made(ending=hangs(1)), HELD, "no order breaks it (1200 were"),
    "breaks unnamed": (made(), BROKEN, "they print something else\nReplay it:"),
    "breaks always": (made(), ALWAYS, "--order any-time:1.2-2"),
}


@pytest.mark.parametrize(
    ("program", "proof", "says"), CONTRADICTING.values(), ids=CONTRADICTING.keys()
)
def test_a_proof_that_contradicts_its_page_is_reported(program, proof, says):
    assert says in "\n".join(proofs.wrong(program, proof))


IMPOSSIBLE = [
    ({**HELD, "orders": 0}, "holds after 0 orders"),
    ({**HELD, "order": "any-time:"}, "holds, and the order that shows it is any-time:"),
    ({**BROKEN, "order": None}, "output, and the order that shows it is None"),
    ({**BROKEN, "breaking": [0, 7]}, "0 of 7 orders break"),
    ({**BROKEN, "breaking": [8, 7]}, "8 of 7 orders break"),
]


@pytest.mark.parametrize(("record", "says"), IMPOSSIBLE)
def test_a_record_that_cannot_be_is_told(record, says):
    assert proofs.contradiction(made(), record) == says


@pytest.mark.parametrize(
    "record",
    [
        {**HELD, "orders": 1},
        {**HELD, "verdict": "unsupported", "orders": 0},
        {**BROKEN, "breaking": None},
        {**BROKEN, "breaking": [1, 7]},
        ALWAYS,
    ],
)
def test_a_record_that_can_be_is_left_alone(record):
    assert proofs.contradiction(made(), record) is None


def test_a_proof_of_few_orders_is_made_again_by_every_test():
    assert proofs.is_short({**HELD, "orders": proofs.QUICK})
    assert not proofs.is_short({**HELD, "orders": proofs.QUICK + 1})
    assert not proofs.is_short({**HELD, "orders": 1, "verdict": "incomplete"})
    assert not proofs.is_short(None)


def test_a_proof_made_again_must_be_the_same_and_on_another_python_its_verdict():
    again = {**BROKEN, "order": "any-time:3.1-2"}
    assert proofs.differs(made(), BROKEN, BROKEN) is None
    assert proofs.differs(made(), again, BROKEN) == (
        "its proof said 'Breaks in 3 of 7 orders with at most two switches: they print"
        " something else.', and now says 'Breaks in 3 of 7 orders with at most two"
        " switches: they print something else.' (order any-time:1.2-2, now"
        " any-time:3.1-2)"
    )
    elsewhere = {**BROKEN, "python": "3.99"}
    assert proofs.differs(made(), again, elsewhere) is None
    assert "now says 'Holds" in proofs.differs(made(), HELD, elsewhere)


@pytest.mark.parametrize("changed", ["verdict", "orders", "order", "breaking"])
def test_each_part_of_a_proof_is_compared(changed):
    other = {"verdict": "hangs", "orders": 7, "order": "any-time:", "breaking": [1, 7]}
    again = {**BROKEN, changed: other[changed]}
    assert proofs.differs(made(), again, BROKEN)


def test_a_record_keeps_words_only_where_no_order_says_the_same():
    told = {"verdict": "output", "detail": "line 1"}
    assert proofs.to_record(told) == {"verdict": "output"}
    assert proofs.to_record({**told, "verdict": "unsupported"})["detail"] == "line 1"


def test_what_cannot_be_proven_is_left_out():
    names = {
        "a.py": {},
        "b.sh": {},
        "c.py": {"since": (3, 13)},
        "d.py": {"measured": Measuring()},
    }
    provable = [name for name in names if proofs.provable(made(name, **names[name]))]
    assert provable == ["a.py"]


def test_the_closing_line_counts_what_is_proven_and_why_the_rest_is_not(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)  # where the programs are
    records = Records(tmp_path)
    found = {
        "a.py": {**HELD, "orders": 1000},
        "b.py": {**HELD, "orders": 200, "exhaustive": False},
        "c_broken.py": {**BROKEN, "orders": 30},
        "d_broken.py": {**BROKEN, "orders": 4, "verdict": "hangs"},
    }
    programs = [made(name) for name in found]
    for program, proof in zip(programs, found.values(), strict=True):
        program.file.write_text("")
        records.put(program, proofs.KIND, {**proof, "of": program.fingerprint})
    assert proofs.summary(programs, records).endswith("(changed since its proof: 4)")
    records.engine = proofs.engine()
    assert proofs.summary(programs, records) == (
        "4 programs proven in 1,234 orders: 1 hold in every order, 1 up to a"
        " bound, 2 break, as they must"
    )
    window = made("e.py", one_order="opens a window")
    records.put(window, proofs.KIND, HELD)
    others = [
        window,
        made("f.py"),
        made("g.sh"),
        made("h.py", since=(3, 13)),
        made("i.py", measured=Measuring()),
        made("j.py", measured=Measuring()),
    ]
    assert proofs.summary([programs[0], *others], records) == (
        "1 program proven in 1,000 orders: 1 hold in every order, 0 break, as they must"
        "; in one order only: 6 (has no proof: 1, is no Python: 1, measures time:"
        " 2, needs Python 3.13: 1, opens a window: 1)"
    )
