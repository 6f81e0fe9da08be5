"""Order files: what they record comes true, or the message names file, line and cure."""

from pathlib import Path, PurePosixPath

import pytest

from everyorder import Order
from sitekit.commands.programs import all_programs
from sitekit.commands.proofs import record_orders
from sitekit.pages.marks import Claims, exits, hangs
from sitekit.programs import Program
from sitekit.records import orders
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
FILE = """\
breaks: any-time:1.2-2
ends: prints 'count: 1', promised 'count: 2'
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


def test_what_is_written_is_what_is_read(make):
    program = make()
    recorded = orders.Recorded(Order.parse("any-time:1.2-2"), "never ends", None)
    orders.write(program, recorded)
    assert orders.read(orders.path_of(program)) == recorded


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("any-time:1.2-2", "1.2-2"), "lost_broken.order:1: '1.2-2' is no order"),
        (("1.2-2", "1.99-2"), "lost_broken.order:1: The order does not fit"),
        (("any-time:1.2-2", "any-time:"), "lost_broken.order:1: this order breaks nothing"),
        (("'count: 1'", "'count: 0'"), "lost_broken.order:2: this order no longer ends that way, but: prints 'count: 1'"),
        (("keeps: any-time:", "keeps: any-time:1.2-2"), "lost_broken.order:3: this order breaks the program"),
        (("keeps: any-time:", "keeps: any-time:9.9-9"), "lost_broken.order:3: The order does not fit"),
        (("ends:", "end:"), "lost_broken.order:1: it has no line `ends: ...`"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_longer_true_is_told_with_its_line(make, change, problem):
    found = orders.problem(make(order=FILE.replace(*change)))
    assert found.startswith(f"snippets/learn/{problem}")


def test_a_missing_file_is_told(make):
    assert "lost_broken.order: there is no such file" in orders.problem(
        make(order=None)
    )


@pytest.mark.parametrize(
    ("source", "how", "ends", "keeps"),
    [
        (LOST, {}, "prints 'count: 1', promised 'count: 2'", "any-time:"),
        (SELF, {"ending": hangs(1)}, "deadlock: MainThread waits for lock, held by itself", None),
        ("int('x')", {}, "ValueError: invalid literal for int() with base 10: 'x'", None),
    ],
)  # fmt: skip
def test_what_is_found_says_in_words_how_it_ends(make, source, how, ends, keeps):
    found = orders.find(make(source, **how), Records(Path()))
    assert found.ends == ends
    assert found.keeps == (keeps and Order.parse(keeps))


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


def record(small) -> list[str]:
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
    assert wrong == "snippets/fine_broken.py: no order was found that breaks it"
