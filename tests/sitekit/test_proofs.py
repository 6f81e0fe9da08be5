"""A proof says what was reached, never more, and contradicts a page where it must."""

import contextlib
import os
from pathlib import Path, PurePosixPath

import pytest

from sitekit.pages.marks import Claims, Measuring, exits, hangs
from sitekit.programs import Program, collect
from sitekit.records import proofs, sentences
from sitekit.records.store import Records
from sitekit.site import Site

RACE = """
import threading

n = 0


def work():
    global n
    n = n + 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)
"""


HELD = {
    "verdict": "holds",
    "orders": 1200,
    "preemptions": 2,
    "exhaustive": True,
    "breaking": None,
    "order": None,
    "python": proofs.PYTHON,
}
BROKEN = {**HELD, "verdict": "output", "order": "any-time:1.2-2", "breaking": [3, 7]}


def made(name="a.py", **claims):
    """A program that exists in name only."""
    path = PurePosixPath("learn") / name
    language = "python" if path.suffix == ".py" else "bash"
    return Program(path, Path(path), Path("a.md"), 1, language, claims=Claims(**claims))


def proven(site, code, output="2\n", **kwargs):
    site.program(code, output, **kwargs)
    (program,) = collect(Site(site.root)).programs.values()
    proof = proofs.prove(program)
    return program, proof, proofs.wrong(program, proof)


def test_a_race_in_a_program_that_is_not_called_broken_is_reported(site):
    _, proof, wrong = proven(site, RACE)
    assert proof["verdict"] == "output"
    assert proof["detail"] == "line 1 is '1', not '2'."
    assert f"--order {proof['order']}" in wrong
    assert "Mend the program" in wrong


def test_a_race_in_a_broken_program_is_what_its_page_says(site):
    program, proof, wrong = proven(site, RACE, name="count_broken")
    assert wrong is None
    assert proofs.sentence(program, proof) == (
        "Breaks in 3 of 7 orders with at most one switch: they print something else."
    )


def test_a_broken_program_that_nothing_breaks_is_reported(site):
    _, _, wrong = proven(site, "print(2)\n", name="count_broken")
    assert "no order breaks it" in wrong


def test_a_program_that_holds_says_how_many_orders_cover_it(site):
    program, proof, wrong = proven(site, "print(2)\n")
    assert wrong is None
    assert proofs.sentence(program, proof) == (
        "Holds in every order: there is only one."
    )


def test_a_bound_is_told_as_a_bound(site):
    program, proof, _ = proven(site, "print(2)\n")
    proof |= {"exhaustive": False, "orders": 1200, "preemptions": 2}
    assert proofs.sentence(program, proof) == (
        "Holds in every order with at most two switches: there are 1,200 orders."
        " With more, it was not run."
    )


def test_a_proof_ends_with_its_program_and_its_engine(site):
    program, proof, _ = proven(site, "print(2)\n")
    records = Records(program.file.parent)
    records.engine = proofs.engine()
    assert not proofs.is_current(program, records)
    records.put(program, proofs.KIND, proof)
    records.engine = "another"
    assert not proofs.is_current(program, records)
    records.engine = proofs.engine()
    assert proofs.is_current(program, records)
    site.write("snippets/program.py", "print(2)  # changed\n")
    assert not proofs.is_current(program, records)


def test_the_engine_is_the_same_whatever_its_comments_and_words(tmp_path, monkeypatch):
    def engine_of(text, words="A = 1"):
        (tmp_path / "search.py").write_text(text)
        for name in ("report.py", "__main__.py"):
            (tmp_path / name).write_text(words)
        monkeypatch.setattr(proofs.everyorder, "__file__", str(tmp_path / "x.py"))
        return proofs.engine.__wrapped__()

    first = engine_of('"""A."""\nx = 1  # one\n')
    assert engine_of('"""B."""\n\nx = 1\n', "A = 2") == first
    assert engine_of('"""A."""\nx = 2  # one\n') != first


def test_a_program_that_must_end_with_an_error_ends_like_this_in_every_order(site):
    mark = '<!--pytest.mark.exits("ZeroDivisionError")-->'
    program, proof, wrong = proven(site, "1 / 0\n", "x\n", mark=mark)
    assert wrong is None
    assert proofs.sentence(program, proof).startswith("Ends like this in every order")


ONE_ORDER = '<!--pytest.mark.one_order("opens sockets")-->'


def test_what_the_engine_does_not_model_must_be_marked(site):
    _, proof, wrong = proven(site, "import socket\nprint(2)\n")
    assert proof["verdict"] == "unsupported"
    assert "import of socket" in wrong
    assert "mark it with the reason" in wrong


def test_a_mark_says_why_a_program_is_not_run_in_every_order(site):
    program, proof, wrong = proven(site, "import socket\nprint(2)\n", mark=ONE_ORDER)
    assert wrong is None
    assert proofs.sentence(program, proof) == "Not run in every order: opens sockets."
    assert "in one order only: 1 (opens sockets: 1)" in proofs.summary(
        [program], Records(program.file.parent)
    )


def test_a_mark_that_is_not_needed_is_reported(site):
    _, _, wrong = proven(site, "print(2)\n", mark=ONE_ORDER)
    assert "Remove the mark" in wrong


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
        "breaks", "Can break",
        "Breaks in 1,200 of 4,000 orders with at most 4 switches: they print something else.",
    ),
    (
        {"verdict": "deadlock", "breaking": [1, 7], "preemptions": 1},
        "breaks", "Can break",
        "Breaks in 1 of 7 orders with at most one switch: it ends in a deadlock.",
    ),
    (
        {"verdict": "hangs", "breaking": [7, 7], "preemptions": 0},
        "breaks", "Breaks in every order", "Breaks in every order without a switch: they never end.",
    ),
    (
        {"verdict": "raises", "breaking": None, "preemptions": 3},
        "breaks", "Can break",
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


ALWAYS = {**BROKEN, "breaking": [7, 7]}
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
    "breaks unnamed": (made(), BROKEN, "output: in some order\n  Replay it:"),
    "breaks always": (made(), ALWAYS, "--order any-time:1.2-2"),
}


@pytest.mark.parametrize(
    ("program", "proof", "says"), CONTRADICTING.values(), ids=CONTRADICTING.keys()
)
def test_a_proof_that_contradicts_its_page_is_reported(program, proof, says):
    assert says in proofs.wrong(program, proof)


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


def test_nothing_is_claimed_of_a_program_without_an_output_or_with_a_measured_one(
    site,
):
    site.program("print(2)\n", "2\n", "<!--pytest.mark.measured-->")
    (measured,) = collect(Site(site.root)).programs.values()
    assert proofs.claim(measured) == proofs.claim(made()) == {}
    assert proofs.claim(made(ending=exits("Error"))) == {"may_raise": "Error"}
    assert proofs.claim(made(ending=exits(""))) == {"may_raise": None}


def test_a_search_ends_when_its_time_is_over(site):
    site.program(RACE.replace("range(2)", "range(3)").replace("print(n)", ""))
    (program,) = collect(Site(site.root)).programs.values()
    assert proofs.prove(program)["verdict"] == "holds"
    assert proofs.prove(program, patience=-1)["verdict"] == "incomplete"


@pytest.mark.parametrize("before", [None, "7"])
def test_the_hash_seed_is_fixed_for_a_while(monkeypatch, before):
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    if before:
        monkeypatch.setenv("PYTHONHASHSEED", before)
    with contextlib.suppress(OSError), proofs.fixed_hash_seed():
        assert os.environ["PYTHONHASHSEED"] == "0"
        raise OSError("as a process that ends too early")
    assert os.environ.get("PYTHONHASHSEED") == before


def test_the_closing_line_counts_what_is_proven_and_why_the_rest_is_not(tmp_path):
    records = Records(tmp_path)
    found = {
        "a.py": {**HELD, "orders": 1000},
        "b.py": {**HELD, "orders": 200, "exhaustive": False},
        "c_broken.py": {**BROKEN, "orders": 30},
        "d_broken.py": {**BROKEN, "orders": 4, "verdict": "hangs"},
    }
    programs = [made(name) for name in found]
    for program, proof in zip(programs, found.values(), strict=True):
        records.put(program, proofs.KIND, proof)
    assert proofs.summary(programs, records) == (
        "4 programs are proven in 1,234 orders: 1 hold in every order, 1 up to a"
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
        "1 programs are proven in 1,000 orders: 1 hold in every order, 0 break, as they"
        " must; in one order only: 6 (has no proof: 1, is no Python: 1, measures time:"
        " 2, needs Python 3.13: 1, opens a window: 1)"
    )
