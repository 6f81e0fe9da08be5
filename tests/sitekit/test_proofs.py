"""A proof says what was reached, never more, and contradicts a page where it must."""

import contextlib
import os

import pytest

import everyorder
from sitekit.pages.marks import exits
from sitekit.programs import collect
from sitekit.promises import is_stdout_of
from sitekit.records import claims, proofs, sentences, tools
from sitekit.records.code import bare, digest
from sitekit.records.store import Records
from sitekit.site import Site
from tests.sitekit.made import made

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
    wrong = proofs.wrong(program, proof)
    return program, proof, wrong and "\n".join(wrong)


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
    assert proofs.sentence(program, proof) == sentences.HOLDS_ONE


def test_a_bound_is_told_as_a_bound(site):
    program, proof, _ = proven(site, "print(2)\n")
    proof |= {"exhaustive": False, "orders": 1200, "preemptions": 2}
    assert proofs.sentence(program, proof) == sentences.sentence(program, proof)
    assert sentences.bounded(2) in proofs.sentence(program, proof)


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


def test_a_digest_is_the_same_whatever_the_comments_and_docstrings(tmp_path):
    def digest_of(text):
        (tmp_path / "a.py").write_text(text)
        return digest([tmp_path / "a.py"])

    first = digest_of(
        '"""A."""\nx = 1  # one\n\ndef f():\n    """B."""\n    return "#"\n'
    )
    assert digest_of('"""C\nD."""\nx = 1\ndef f():\n    return "#"  # E\n') == first
    assert digest_of('"""A."""\nx = 2  # one\n') != first
    assert bare("x = 1 # a\n# b\ny = '#'\n") == ["x = 1", "y = '#'"]


def test_how_verdicts_are_told_is_no_part_of_the_engine(monkeypatch):
    seen = []
    monkeypatch.setattr(proofs, "digest", lambda files: seen.extend(files) or "")
    proofs.engine.__wrapped__()
    names = {file.name for file in seen}
    assert {"scheduler.py", "claims.py", "rules.py"} <= names
    assert not {"report.py", "__main__.py", "sentences.py"} & names


TERMINAL = """found F7
Traceback (most recent call last):
  File "program.py", line 3, in <module>
AssertionError: 2 tickets
sold
"""


@pytest.mark.parametrize(
    ("stdout", "kept"),
    [
        ("found F7\nsold\n", True),
        ("sold\nfound F7\n", False),
        ("found F7\n", False),
        ("found F7\nsold\nmore\n", False),
        ("", False),
    ],
)
def test_the_stdout_of_a_program_that_fails_is_held_to_its_page(stdout, kept):
    assert is_stdout_of(TERMINAL, "2 tickets", stdout) is kept


def test_a_program_that_must_end_with_an_error_ends_like_this_in_every_order(site):
    mark = '<!--pytest.mark.exits("ZeroDivisionError")-->'
    program, proof, wrong = proven(site, "1 / 0\n", "ZeroDivisionError\n", mark=mark)
    assert wrong is None
    assert proofs.sentence(program, proof).startswith("Ends like this in every order")


SEEN_SOMETIMES = """
import threading

seats = []
threading.Thread(target=seats.append, args=("F7",)).start()
seats[0]
"""


def test_an_error_that_some_orders_do_not_raise_is_no_end_of_every_order(site):
    mark = '<!--pytest.mark.exits("IndexError")-->'
    shown = f"{claims.TRACEBACK}:\nIndexError: list index out of range\n"
    _, proof, wrong = proven(site, f"{SEEN_SOMETIMES}1 / 0\n", shown, mark=mark)
    assert wrong.startswith("Breaks in")
    assert proof["verdict"] == "raises"
    program, proof, wrong = proven(site, SEEN_SOMETIMES, shown, mark=mark)
    assert wrong.startswith("Breaks in")
    assert proof["verdict"] == "output"
    assert proof["detail"].endswith("every order was to raise an exception.")
    held = claims.claim(program)
    assert everyorder.explore(program.file, **held).verdict == "holds"


def test_the_call_that_raises_is_no_decoration(site):
    code = "import threading\nthreading.Thread(target=print).join()\n"
    mark = '<!--pytest.mark.exits("before it is started")-->'
    shown = f"{claims.TRACEBACK}:\nRuntimeError: before it is started\n"
    program, _, _ = proven(site, code, shown, mark=mark)
    (trial,) = tools.try_without(program)["tools"]
    assert trial["verdict"] == "output"


@pytest.mark.parametrize(
    ("mark", "shown", "raises"),
    [
        ('exits("no seats")', "no seats\n", False),
        ('stderr("no seats")', f"{claims.TRACEBACK}:\nno seats\n", False),
        ('stderr("x")', "Exception in thread seller:\nx\n", True),
        ('hangs(1, "x")', "Exception in thread seller:\nx\n", False),
    ],
)
def test_only_a_page_that_shows_how_it_ends_by_an_error_asks_for_it(
    site, mark, shown, raises
):
    site.program("1\n", shown, mark=f"<!--pytest.mark.{mark}-->")
    (program,) = collect(Site(site.root)).programs.values()
    expected = ["raises"] if raises else []
    assert [c["expect"] for c in claims.claims(program) if "expect" in c] == expected


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


def test_nothing_is_claimed_of_a_program_without_an_output_or_with_a_measured_one(
    site,
):
    site.program("print(2)\n", "2\n", "<!--pytest.mark.measured-->")
    (measured,) = collect(Site(site.root)).programs.values()
    assert claims.claim(measured) == claims.claim(made()) == {}
    assert claims.claim(made(ending=exits("Error"))) == {"may_raise": "Error"}
    assert claims.claim(made(ending=exits(""))) == {"may_raise": None}


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
