"""Order files: what they record comes true, or the message names file, line and cure."""

import dataclasses
from pathlib import Path, PurePosixPath

import pytest
from sitekit.commands.record import record

from everyorder import Order
from sitekit.programs import Program, exits, hangs
from sitekit.records import orders
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
            expected=file.with_suffix(".out"),
            **how,
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
    found = orders.find(make(source, **how), proof=None)
    assert found.ends == ends
    assert found.keeps == (keeps and Order.parse(keeps))


def test_a_program_that_no_order_breaks_has_none(make):
    assert orders.find(make("print('count: 2')"), proof=None) is None


def test_the_good_order_is_searched_where_the_natural_one_breaks(make):
    source = LOST.replace("count += 1", "count = threading.current_thread().name")
    found = orders.find(make(source, "count: Thread-1 (add)\n"), proof=None)
    assert str(found.breaks) == "any-time:"
    assert found.keeps.places


def test_an_exception_that_the_page_promises_breaks_nothing(make):
    program = make("int('x')", ending=exits("ValueError"))
    assert orders.find(program, proof=None) is None


def test_a_page_asks_by_name_in_its_own_folder(make):
    program = make()
    asked = orders.Asked({program.path: program}, "learn")
    markdown = "text\n\n{{ order lost_broken }}\n"
    assert asked.expand(markdown) == (
        'text\n\n<div data-order="learn/lost_broken.py"></div>\n'
    )


def test_an_unknown_name_is_told_with_its_line(make):
    asked = orders.Asked({}, "learn", above=10)
    with pytest.raises(orders.Unknown, match=r"^13: there is no program 'lost'"):
        asked.expand("text\n\n{{ order lost }}\n")


def test_a_stale_order_is_told_with_what_to_do(make):
    program = dataclasses.replace(make(order=None))
    asked = orders.Asked({program.path: program}, "learn")
    with pytest.raises(orders.Unknown, match=r"^1: .*no such file.*make record"):
        asked.expand("{{ order lost_broken }}")


def test_record_writes_what_is_missing_or_stale_and_nothing_else(site, capsys):
    site.program(LOST, "count: 2\n", name="lost_broken")
    file = site.root / "snippets/lost_broken.order"
    for _ in range(2):
        assert record(Site(site.root)) == 0
        assert (
            "lost_broken.py: any-time:1.2-2: prints 'count: 1'"
            in capsys.readouterr().out
        )
        assert "breaks: any-time:1.2-2\n" in file.read_text()
        assert record(Site(site.root)) == 0
        assert capsys.readouterr().out == "All are current.\n"
        file.write_text(FILE.replace("1.2-2", "1.9-2"))


def test_record_fails_where_nothing_breaks(site, capsys):
    site.program("print(1)", "1\n", name="fine_broken")
    assert record(Site(site.root)) == 1
    assert "no order was found that breaks it" in capsys.readouterr().out
