"""A proof says what was reached, never more, and contradicts a page where it must."""

from sitekit.programs import collect
from sitekit.records import proofs
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
        "Breaks in 3 of 7 orders with at most one preemption: they print something"
        " else."
    )


def test_a_broken_program_that_nothing_breaks_is_reported(site):
    _, _, wrong = proven(site, "print(2)\n", name="count_broken")
    assert "no order breaks it" in wrong


def test_a_program_that_holds_says_how_many_orders_cover_it(site):
    program, proof, wrong = proven(site, "print(2)\n")
    assert wrong is None
    assert proofs.sentence(program, proof) == (
        "Holds in every order: 1 order covers them all."
    )


def test_a_bound_is_told_as_a_bound(site):
    program, proof, _ = proven(site, "print(2)\n")
    proof |= {"exhaustive": False, "orders": 1200, "preemptions": 2}
    assert proofs.sentence(program, proof) == (
        "Holds in every order with at most two preemptions (1,200 orders)."
    )


def test_a_proof_ends_with_its_program_and_its_engine(site):
    program, proof, _ = proven(site, "print(2)\n")
    assert proofs.is_current(program, proof)
    assert not proofs.is_current(program, proof | {"engine": "another"})
    site.write("snippets/program.py", "print(2)  # changed\n")
    assert not proofs.is_current(program, proof)


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
    assert "in one order only: 1 (opens sockets: 1)" in proofs.summary([program], {})


def test_a_mark_that_is_not_needed_is_reported(site):
    _, _, wrong = proven(site, "print(2)\n", mark=ONE_ORDER)
    assert "Remove the mark" in wrong
