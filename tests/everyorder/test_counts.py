"""Programs whose orders can be counted by formula or by hand."""

from math import comb, factorial

import pytest

from tests.everyorder.programs import outputs, threads, verdict

LOG = "log = []"


def appends(text: str, times: int) -> str:
    return "\n".join([f"log.append({text!r})"] * times)


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_two_threads_of_n_writes_have_2n_choose_n_orders(n):
    source = threads(appends("a", n), appends("b", n), setup=LOG)
    report = verdict(source, strategy="dpor")
    assert report.exhaustive
    assert report.orders == comb(2 * n, n)


@pytest.mark.parametrize("n", [1, 2])
def test_three_threads_have_a_multinomial_number_of_orders(n):
    source = threads(*(appends(t, n) for t in "abc"), setup=LOG)
    report = verdict(source, strategy="dpor")
    assert report.orders == factorial(3 * n) // factorial(n) ** 3


def test_two_writes_against_two_have_these_six_orders():
    source = threads(
        appends("a", 2), appends("b", 2), setup=LOG, end="print(*log, sep='')"
    )
    assert outputs(source) == {"aabb", "abab", "abba", "baab", "baba", "bbaa"}


@pytest.mark.parametrize("n", [1, 2, 3])
def test_depth_first_search_runs_each_interleaving_once(n):
    """The main thread and one other: nothing else has a choice."""
    source = f"import threading\n{LOG}\ndef work():\n"
    source += "".join("    log.append('b')\n" for _ in range(n))
    source += "thread = threading.Thread(target=work)\nthread.start()\n"
    source += f"{appends('a', n)}\nthread.join()\n"
    report = verdict(source, strategy="dfs")
    assert report.exhaustive
    assert report.orders == comb(2 * n, n)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_threads_that_share_nothing_cost_one_order(count):
    body = "mine = []\nfor n in range(3):\n    mine.append(n)\nlen(mine)"
    report = verdict(threads(*[body] * count))
    assert (report.verdict, report.exhaustive, report.orders) == ("holds", True, 1)


def test_stores_under_different_keys_cost_one_order():
    source = threads("results[0] = 1", "results[1] = 2", setup="results = [0, 0]")
    assert verdict(source, strategy="dpor").orders == 1


@pytest.mark.parametrize("count", [2, 3])
def test_one_lock_is_taken_in_every_sequence(count):
    body = "with lock:\n    log.append(threading.current_thread().name)"
    source = threads(*[body] * count, setup=f"{LOG}\nlock = threading.Lock()")
    assert verdict(source, strategy="dpor").orders == factorial(count)


def test_two_increments_have_four_orders_that_matter():
    """Reads commute: both in turn, or both read first and either writes last."""
    source = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
    report = verdict(source, strategy="dpor")
    assert report.orders == 4
    assert {text.strip(): n for text, n in report.outputs.items()} == {"2": 2, "1": 2}


def test_a_preemption_bound_of_none_finds_serial_results_only():
    source = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
    report = verdict(source, preemptions=0)
    assert set(report.outputs) == {"2\n"}
    assert (report.verdict, report.preemptions, report.exhaustive) == (
        "holds",
        0,
        False,
    )
