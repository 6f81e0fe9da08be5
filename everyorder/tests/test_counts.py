"""Programs whose orders can be counted by formula or by hand."""

import re
from itertools import permutations
from math import comb, factorial

import pytest
from programs import outputs, threads, verdict

from everyorder import explore
from everyorder.instrument.program import load_source
from everyorder.strategies.dfs import Dfs

LOG = "log = []"


def appends(text: str, times: int) -> str:
    return "\n".join([f"log.append({text!r})"] * times)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
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


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_threads_that_share_nothing_cost_one_order(count):
    body = "mine = []\nfor n in range(3):\n    mine.append(n)\nlen(mine)"
    report = verdict(threads(*[body] * count))
    assert (report.verdict, report.exhaustive, report.orders) == ("holds", True, 1)


def test_stores_under_different_keys_cost_one_order():
    source = threads("results[0] = 1", "results[1] = 2", setup="results = [0, 0]")
    assert verdict(source, strategy="dpor").orders == 1


@pytest.mark.parametrize("count", [2, 3, 4])
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


def main_and_one(n: int, main: str = "a", other: str = "b") -> str:
    """The main thread and one other append n times each: nothing else has a choice."""
    source = f"import threading\n{LOG}\ndef work():\n"
    source += "".join(f"    log.append({other!r})\n" for _ in range(n))
    source += "thread = threading.Thread(target=work)\nthread.start()\n"
    return source + f"{appends(main, n)}\nthread.join()\n"


def at_most(preemptions: int, n: int) -> int:
    """Interleavings of the main thread and another with so few preemptions.

    One of n steps each in k pieces changes thread k - 1 times. One change is none: the
    thread that ends first has to give way. The other thread going first is one more,
    since the main thread runs at the start.
    """
    count = 0
    for k in range(2, 2 * n + 1):
        ways = comb(n - 1, (k + 1) // 2 - 1) * comb(n - 1, k // 2 - 1)
        count += ways * ((k - 2 <= preemptions) + (k - 1 <= preemptions))
    return count


def test_the_formula_counts_what_counting_counts():
    for n in (1, 2, 3, 4):
        words = {"".join(word) for word in permutations("a" * n + "b" * n)}
        costs = [len(re.findall("(?=ab|ba)", "a" + word)) - 1 for word in words]
        for bound in (0, 1, 2):
            assert at_most(bound, n) == sum(cost <= bound for cost in costs)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("bound", [0, 1, 2, None])
def test_bounded_search_runs_each_interleaving_with_few_preemptions_once(n, bound):
    report = explore(load_source(main_and_one(n)), strategy=lambda: Dfs(bound))
    wanted = comb(2 * n, n) if bound is None else at_most(bound, n)
    assert report.orders == wanted


@pytest.mark.parametrize("n", [1, 2, 3])
def test_depth_first_search_lists_every_interleaving_and_no_other(n):
    source = main_and_one(n) + "print(*log, sep='')\n"
    report = verdict(source, strategy="dfs")
    words = {"".join(word) for word in permutations("a" * n + "b" * n)}
    assert {text.strip() for text in report.outputs} == words

    assert set(report.outputs.values()) == {1}


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_lock_around_leaves_two_orders_of_two_threads(n):
    body = "with lock:\n" + "\n".join(["    log.append(1)"] * n)
    source = threads(body, body, setup=f"{LOG}\nlock = threading.Lock()")
    assert verdict(source, strategy="dpor").orders == 2


def test_two_writers_of_one_variable_have_two_orders():
    source = threads(
        "global x\nx = 1", "global x\nx = 2", setup="x = 0", end="print(x)"
    )
    assert verdict(source, strategy="dpor").orders == 2


@pytest.mark.parametrize("readers", [1, 2, 3])
def test_a_writer_comes_before_or_after_each_reader(readers):
    """Readers commute: which of them see the new value is all that differs."""
    bodies = [f"seen[{n}] = x" for n in range(readers)] + ["global x\nx = 1"]
    source = threads(*bodies, setup=f"x, seen = 0, [0] * {readers}")
    assert verdict(source, strategy="dpor").orders == 2**readers


def test_what_is_written_out_is_one_piece_a_call():
    body = "sys.stdout.write({0!r})\nsys.stdout.write({1!r})"
    source = threads(body.format(*"ab"), body.format(*"cd"), setup="import sys")
    assert verdict(source, strategy="dpor").orders == comb(4, 2)
    assert outputs(source) == {"abcd", "acbd", "acdb", "cdab", "cadb", "cabd"}


def test_each_with_a_generator_of_its_own_share_no_chance():
    body = "random.Random(1).randint(1, 6)"
    report = verdict(threads(body, body, setup="import random"))
    assert (report.exhaustive, report.orders) == (True, 1)


def test_what_a_regular_expression_calls_back_is_all_that_it_shares():
    setup = "import re\nlog = []\ndef seen(match): log.append(match[0])\n"
    body = "re.sub('[{0}]', seen, '{0}')"
    source = threads(body.format("ab"), body.format("cd"), setup=setup)
    assert verdict(source, strategy="dpor").orders == comb(4, 2)


@pytest.mark.parametrize("cache", ["{}", "weakref.WeakValueDictionary()"])
def test_a_cache_of_weak_references_costs_what_its_dict_does(cache):
    look = "it = cache.get(1)\nif it is None: it = cache[1] = Thing()"
    setup = f"import weakref\nclass Thing: pass\nkept = []\ncache = {cache}"
    body, end = f"{look}\nkept.append(it)", "print(kept[0] is kept[1])"
    report = verdict(threads(body, body, setup=setup, end=end))
    assert (report.exhaustive, report.orders) == (True, 8)
    assert set(report.outputs) == {"True\n", "False\n"}
