"""What never ends, in loops, in builtins, in the library: the engine always does."""

import pytest
from programs import outputs, threads, verdict

from everyorder.runtime import scheduler, watchdog

HEAD = "import functools, itertools, re, collections\n"
ENDLESS = {
    "sum": "sum(iter(int, 1))",
    "any": "any(itertools.repeat(0))",
    "max": "max(itertools.count())",
    "min with a key": "min(itertools.count(), key=lambda n: 0)",
    "in a comprehension": "[n for n in itertools.count() if n < 0]",
    "in a generator": "sum(0 for _ in itertools.repeat(1))",
    "zip": "any(False for _ in zip(itertools.count(), itertools.cycle('ab')))",
    "map": "all(map(bool, itertools.repeat(1)))",
    "deque": "collections.deque(itertools.count(), maxlen=1)",
    "extend": "collections.deque(maxlen=1).extend(itertools.count())",
    "join": "''.join(itertools.repeat(''))",
}


@pytest.mark.parametrize("what", ENDLESS)
def test_an_iterator_without_end_hangs_at_its_line(what):
    report = verdict(HEAD + ENDLESS[what])
    assert (report.verdict, report.line) == ("hangs", 2), report.sentence()


@pytest.mark.parametrize("what", ["sum"])
def test_an_iterator_without_end_hangs_in_a_thread_too(what):
    report = verdict(HEAD + threads(ENDLESS[what]))
    assert (report.verdict, report.line) == ("hangs", 5), report.sentence()


LIBRARY = {
    "reduce": "functools.reduce(lambda a, b: a, itertools.count())",
    "a regular expression": "re.match('(a+)+$', 'a' * 60 + 'b')",
}


@pytest.mark.parametrize("what", LIBRARY)
def test_the_library_computing_without_end_is_unsupported_at_its_line(
    what, monkeypatch
):
    monkeypatch.setattr(watchdog, "LIMIT", 0.3)
    report = verdict(HEAD + LIBRARY[what])
    assert (report.verdict, report.line) == ("unsupported", 2), report.sentence()
    assert "without a switch point" in report.detail
    assert outputs(threads("print(1)")) == {"1"}


def test_recursion_without_end_raises():
    report = verdict(threads("work0()"))
    assert (report.verdict, report.line) == ("raises", 4), report.sentence()
    assert "RecursionError" in report.detail


def test_a_long_computation_that_moves_is_left_alone(monkeypatch):
    monkeypatch.setattr(watchdog, "LIMIT", 0.02)
    assert outputs("n = 0\nfor i in range(300_000): n += 1\nprint(n)") == {"300000"}


@pytest.fixture
def impatient(monkeypatch):
    """A thousandth of the usual turns is enough."""
    for name in ("TICKS", "TICK_LIMIT", "MOST_TURNS"):
        monkeypatch.setattr(scheduler, name, getattr(scheduler, name) // 1000)


@pytest.mark.parametrize("loop", ["for _ in {}: pass", "[0 for _ in {}]"])
def test_a_long_loop_that_ends_does_not_hang(impatient, loop):
    assert outputs(f"{loop.format('range(9_000)')}\nprint(1)") == {"1"}
    report = verdict(loop.format("range(10**20)"))
    assert report.verdict == "incomplete", report.sentence()


def test_a_loop_without_end_hangs_after_one_that_ends(impatient):
    report = verdict("for _ in range(9_000): pass\nwhile True: pass")
    assert (report.verdict, report.line) == ("hangs", 2), report.sentence()
