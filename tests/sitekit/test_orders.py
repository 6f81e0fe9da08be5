"""Order files: what they record comes true, or the message names file, line and cure."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from everyorder import Order, OrderError
from sitekit.commands.programs import all_programs
from sitekit.commands.proofs import record_orders
from sitekit.pages.marks import Claims, Measuring, exits, hangs
from sitekit.problem import Problem, ProblemError
from sitekit.programs import Program
from sitekit.publishing import Publication
from sitekit.records import orders, proofs
from sitekit.records.store import Records
from sitekit.site import Site

LOST = """\
import threading
count = 0
def add():
    global count
    count += 1
workers = [threading.Thread(target=add) for _ in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
print("count:", count)
"""
SELF = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n"
CROSSED = """\
import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a, b: pass
def two():
    with b, a: pass
workers = [threading.Thread(target=work) for work in (one, two)]
for worker in workers: worker.start()
for worker in workers: worker.join()
"""
FILE = """\
breaks: any-time:1.2-2
ends: prints 'count: 1', expected 'count: 2'
keeps: any-time:
"""


@pytest.fixture
def make(tmp_path):
    def make(source=LOST, output="count: 2\n", order=FILE, **how):
        file = tmp_path / "lost_broken.py"
        file.write_text(source)
        file.with_suffix(".out").write_text(output)
        if order is not None:
            file.with_suffix(".order").write_text(order)
        return Program(
            path=PurePosixPath("learn/lost_broken.py"),
            place="snippets/learn/lost_broken.py",
            file=file,
            page=Path("page.md"),
            line=1,
            language="python",
            outputs={"": file.with_suffix(".out")},
            claims=Claims(**how),
        )

    return make


def test_a_file_that_is_true_has_no_problem(make):
    assert orders.problem(make()) is None


@pytest.mark.parametrize(
    ("order", "wrong"),
    [
        (FILE + "<<<<<<< a\n", "order:4: '<<<<<<< a' is left from a merge"),
        (FILE + "and more\n", "order:4: 'and more' is no line of an order file"),
        (
            FILE + "keeps: no order\n",
            "order:4: `keeps` stands here again, after line 3",
        ),
    ],
)
def test_a_line_that_no_order_file_has_is_told(make, order, wrong):
    assert wrong in str(orders.problem(make(order=order)))


def test_an_order_file_that_is_no_text_is_told(make):
    program = make()
    orders.path_of(program).write_bytes(b"breaks: a\n\xff")
    assert "lost_broken.order:2: byte 0xff is not UTF-8" in str(orders.problem(program))


def test_what_is_written_is_what_is_read(make):
    program = make()
    breaks, keeps = Order.parse("any-time:1.2-2"), Order.parse("any-time:2.2-1")
    for recorded in (
        orders.Recorded(breaks, "never ends", None),
        orders.Recorded(breaks, "raises: no: way", keeps),
    ):
        orders.write(program, recorded)
        assert orders.read(program) == recorded


def test_the_orders_of_a_file_are_run_again(make):
    bad, good = orders.replayed(make())
    assert (bad.ends, bad.broken) == ("prints 'count: 1', expected 'count: 2'", True)
    assert (good.ends, good.broken) == ("prints 'count: 2', as expected", False)
    alone = FILE.replace("keeps: any-time:", "keeps: no order")
    bad, good = orders.replayed(make(order=alone))
    assert bad.broken
    assert good is None


def test_an_order_that_prints_nothing_only_ends(make):
    assert orders.run_in(make("x = 1", ""), Order.parse("any-time:")).ends == "ends"


def test_an_order_that_does_not_end_says_so(make):
    forever = orders.run_in(make("while True: pass"), Order.parse("any-time:"))
    assert (forever.ends, forever.broken) == ("never ends", True)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("any-time:1.2-2", "1.2-2"), "lost_broken.order:1: '1.2-2' is no order"),
        (("1.2-2", "1.99-2"), "lost_broken.order:1: The order does not fit"),
        (("any-time:1.2-2", "any-time:"), "lost_broken.order:1: this order breaks nothing"),
        (("'count: 1'", "'count: 0'"), "lost_broken.order:2: this order no longer ends that way, but: prints 'count: 1'"),
        (("keeps: any-time:", "keeps: any-time:1.2-2"), "lost_broken.order:3: this order breaks the program"),
        (("keeps: any-time:", "keeps: any-time:9.9-9"), "lost_broken.order:3: The order does not fit"),
        (("breaks: any-time:1.2-2", "  breaks: any-time:"), "lost_broken.order:1: this order breaks nothing"),
        (("ends:", "# ends:"), "lost_broken.order:1: it has no line `ends: ...`"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_longer_true_is_told_with_its_line(make, change, problem):
    found = orders.problem(make(order=FILE.replace(*change)))
    assert str(found).startswith(f"snippets/learn/{problem}")


def test_a_missing_file_is_told(make):
    assert orders.problem(make(order=None)) == Problem(
        "snippets/learn/lost_broken.order", 0, "there is no such file", orders.ADVICE
    )


@pytest.mark.parametrize(
    ("source", "how", "ends", "keeps"),
    [
        (LOST, {}, "prints 'count: 1', expected 'count: 2'", "any-time:"),
        ("print('count: 2\\nmore')", {}, "prints 'more', expected nothing more", None),
        ("x = 1", {}, "prints nothing more, expected 'count: 2'", None),
        (CROSSED, {"ending": hangs(1)}, "deadlock: Thread-1 waits for b, held by Thread-2; Thread-2 waits for a, held by Thread-1; MainThread waits for the end of Thread-1", "any-time:"),
        (SELF, {"ending": hangs(1)}, "deadlock: MainThread waits for lock, held by itself", None),
        ("int('x')", {}, "ValueError: invalid literal for int() with base 10: 'x'", None),
    ],
)  # fmt: skip
def test_what_is_found_says_in_words_how_it_ends(make, source, how, ends, keeps):
    found = orders.find(make(source, **how), Records(Path()))
    assert found.ends == ends
    assert found.keeps == (keeps and Order.parse(keeps))


def test_an_empty_line_that_is_missing_is_said_to_be_promised(make):
    found = orders.find(make("print('a')\nprint('b')", "a\n\nb\n"), Records(Path()))
    assert found.ends == "prints 'b', expected ''"


def proven(program, order):
    """Records with a proof of the program that is current."""
    records = Records(Path())
    records.engine = proofs.engine()
    records.put(program, proofs.KIND, {"of": program.fingerprint, "order": order})
    return records


def test_a_current_proof_spares_the_search(make, monkeypatch):
    program = make()
    records = proven(program, "any-time:1.2-2")
    monkeypatch.setattr(orders, "explore", lambda *_, **__: pytest.fail("searched"))
    assert str(orders.find(program, records).breaks) == "any-time:1.2-2"


def test_without_a_current_proof_that_has_an_order_it_is_searched(make):
    stale = proven(make(), "any-time:")
    stale.engine = "another"
    for records in (stale, proven(make(), None)):
        assert str(orders.find(make(), records).breaks) == "any-time:1.2-2"


def test_a_proven_order_that_breaks_nothing_is_not_recorded(make):
    records = proven(make(), "any-time:")
    with pytest.raises(orders.OrderFileError, match="breaks nothing when replayed"):
        orders.find(make(), records)


def test_only_broken_programs_that_can_be_proven_are_drawn(make):
    broken, measured = make(), make(measured=Measuring())
    fine = replace(broken, path=PurePosixPath("learn/fine.py"))
    assert orders.drawable([fine, measured, broken]) == [broken]


def test_a_program_that_no_order_breaks_has_none(make):
    assert orders.find(make("print('count: 2')"), Records(Path())) is None


def test_the_good_order_is_searched_where_the_natural_one_breaks(make):
    source = LOST.replace("count += 1", "count = threading.current_thread().name")
    found = orders.find(make(source, "count: Thread-1 (add)\n"), Records(Path()))
    assert str(found.breaks) == "any-time:"
    assert found.keeps.places


def test_an_exception_that_the_page_promises_breaks_nothing(make):
    program = make("int('x')", ending=exits("ValueError"))
    assert orders.find(program, Records(Path())) is None


def record(small) -> list[Problem]:
    made = Site(small.root)
    return record_orders(all_programs(made), Records(made.snippets))


def test_record_writes_what_is_missing_or_stale_and_nothing_else(site, capsys):
    site.program(LOST, "count: 2\n", name="lost_broken")
    file = site.root / "snippets/lost_broken.order"
    for _ in range(2):
        assert record(site) == []
        assert (
            "lost_broken.py: any-time:1.2-2: prints 'count: 1'"
            in capsys.readouterr().out
        )
        assert "breaks: any-time:1.2-2\n" in file.read_text()
        assert record(site) == []
        assert capsys.readouterr().out == ""
        file.write_text(FILE.replace("1.2-2", "1.9-2"))


def test_record_fails_where_nothing_breaks(site):
    site.program("print(1)", "1\n", name="fine_broken")
    (wrong,) = record(site)
    assert str(wrong) == (
        "snippets/fine_broken.py: no order was found that breaks it\n"
        "  Mend the mistake that it is to show, or rename it."
    )


def test_a_program_that_is_no_python_is_told_with_its_line(make):
    program = make("# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\nx = = 1\n")
    found = orders.problem(program)
    assert (found.place, found.line) == (program.place, 4)
    assert "invalid syntax" in found.wrong
    with pytest.raises(orders.OrderFileError, match="invalid syntax"):
        orders.find(program, Records(Path()))


def test_a_program_that_cannot_be_run_in_orders_keeps_its_page_from_the_site(site):
    site.program("x = = 1\n", name="a_broken")
    site.write("snippets/a_broken.order", FILE)
    site.page("{{ order a_broken }}\n", "docs/b.md")
    with pytest.raises(ProblemError, match=r"^snippets/a_broken\.py:1: no order of it"):
        Publication(Site(site.root)).expand(site.root / "docs/b.md")


def test_one_bad_program_keeps_no_other_from_its_order(site):
    site.program("x = = 1\n", name="a_broken")
    site.program(LOST, "count: 2\n", name="b_broken")
    (wrong,) = record(site)
    assert str(wrong).startswith("snippets/a_broken.py:1: no order of it can be run")
    assert (site.root / "snippets/b_broken.order").exists()


def test_a_proven_order_that_does_not_fit_keeps_no_other_from_its_order(
    site, monkeypatch
):
    def find(program, records):
        raise OrderError("The order does not fit.")

    site.program(LOST, "count: 2\n", name="a_broken")
    monkeypatch.setattr(orders, "find", find)
    (wrong,) = record(site)
    assert str(wrong) == (
        f"snippets/a_broken.py: The order does not fit.\n  {orders.MEND}"
    )
