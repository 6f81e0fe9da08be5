"""The pytest plugin and check(): tests as users have them, in every order."""

import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

pytest_plugins = ["pytester"]
VALUE = "everyorder.pytest_plugin"
INSTALLED = any(found.value == VALUE for found in entry_points(group="pytest11"))
PLUGIN = () if INSTALLED else ("-p", VALUE)  # pytest loads what is installed itself
RACE = """\
import threading
import pytest
import everyorder

def together(*functions):
    threads = [threading.Thread(target=f) for f in functions]
    for thread in threads: thread.start()
    for thread in threads: thread.join()

class Box:
    def __init__(self):
        self.n = 0
        self.lock = threading.Lock()
    def inc(self):
        self.n += 1
    def safe(self):
        with self.lock:
            self.n += 1
"""


@pytest.fixture
def run(pytester):
    """Runs tests, given as text, with the plugin: the result."""
    pytester.makeini("[pytest]\n")

    def run(source, *options, **files):
        if files:
            pytester.makepyfile(**files)
        pytester.makepyfile(test_it=RACE + source)
        given = [*PLUGIN, "-p", "no:cacheprovider"]
        return pytester.runpytest_inprocess(*given, *options)

    return run


def order_of(result) -> str:
    return re.search(r"--everyorder-replay (\S+)", result.stdout.str())[1]


# --- tests


def test_the_plugin_loads_nothing_of_the_engine():
    code = (
        "import sys, everyorder.pytest_plugin\n"
        "print(sorted(n for n in sys.modules if n.startswith('everyorder')))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == (
        "['everyorder', 'everyorder.options', 'everyorder.pytest_plugin']"
    )


def test_only_marked_tests_run_in_every_order(run):
    source = "def test_race():\n    box = Box()\n    together(box.inc, box.inc)\n"
    source += "    assert box.n == 2\n"
    run(source).assert_outcomes(passed=1)
    run("@everyorder.test\n" + source).assert_outcomes(failed=1)
    run(source, "--everyorder").assert_outcomes(failed=1)
    run("@pytest.mark.everyorder\n" + source).assert_outcomes(failed=1)


def test_an_order_that_passes_says_so(run):
    source = "@everyorder.test\ndef test_race():\n    box = Box()\n"
    source += "    together(box.inc, box.inc)\n    assert box.n == 2\n"
    result = run(source, "--everyorder-replay", "any-time:", "-rA")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["Holds in this order."])


def test_fixtures_are_made_anew_for_each_order(run):
    source = """
made = []

@pytest.fixture(autouse=True)
def unasked():
    made.append("unasked")

@pytest.fixture
def box(request):
    box = Box()
    request.addfinalizer(lambda: made.append("finalizer"))
    yield box
    assert made == ["unasked"]
    made.append("torn down")

@pytest.fixture(scope="module")
def wide():
    return []

@everyorder.test
def test_it(box, wide):
    wide.append(1)
    together(box.safe, box.safe)
    assert box.n == 2 and wide == [1] and made == ["unasked"]
"""
    run(source).assert_outcomes(passed=1)


def test_fixtures_of_conftest_and_modules_beside_are_rewritten(run):
    result = run(
        "@everyorder.test\ndef test_it(shared):\n"
        "    together(shared.inc, shared.inc)\n    assert shared.n == 2\n",
        conftest="import pytest, shop\n@pytest.fixture\ndef shared():\n"
        "    return shop.Shop()\n",
        shop="class Shop:\n    n = 0\n    def inc(self):\n        self.n += 1\n",
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*shop.py:4  self.n += 1*"])


def test_parameters_are_those_of_the_module_as_it_is_executed(run):
    source = """
class Own:
    n = 0
    def inc(self):
        self.n += 1

@pytest.fixture(params=[Own, Box])
def made(request):
    return request.param()

@everyorder.test
@pytest.mark.parametrize("a, b", [(1, 2), pytest.param(Own, Own, id="own")])
def test_it(made, a, b):
    together(made.inc, made.inc)
    assert made.n == 2
"""
    run(source).assert_outcomes(failed=4)


def test_classes_with_setup_and_unittest(run):
    source = """
import unittest

@everyorder.test
class TestPlain:
    @classmethod
    def setup_class(cls):
        cls.kind = Box
    def setup_method(self, method):
        self.box = self.kind()
    def teardown_method(self):
        assert self.box.n == 2
    def test_safe(self):
        together(self.box.safe, self.box.safe)

@everyorder.test
class Case(unittest.TestCase):
    def setUp(self):
        self.box = Box()
    def test_safe(self):
        together(self.box.safe, self.box.safe)
        self.assertEqual(self.box.n, 2)
    def test_race(self):
        together(self.box.inc, self.box.inc)
        self.assertEqual(self.box.n, 2)
    def test_skipped(self):
        self.skipTest("why")
"""
    run(source).assert_outcomes(passed=2, failed=1, skipped=1)


def test_raises_tmp_path_monkeypatch_and_capsys(run):
    source = """
limit = 1

@everyorder.test
def test_it(tmp_path, monkeypatch, capsys):
    assert not list(tmp_path.iterdir()) and limit == 1
    monkeypatch.setattr(Box, "size", 3, raising=False)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("b")
    box = Box()
    together(box.safe, box.safe)
    print(box.size)
    assert capsys.readouterr().out == "3\\n"
    with pytest.raises(ZeroDivisionError) as raised:
        1 / 0
    assert "zero" in str(raised.value)
"""
    run(source).assert_outcomes(passed=1)


def test_files_elsewhere_are_not_written(run):
    source = "@everyorder.test\ndef test_it():\n    open('here.txt', 'w')\n"
    result = run(source)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Undecided: Unsupported at line 21*"])


def test_skip_and_xfail_mean_what_they_do(run):
    source = """
@everyorder.test
def test_skipped():
    pytest.skip("not here")

@everyorder.test
@pytest.mark.xfail(strict=True)
def test_race():
    box = Box()
    together(box.inc, box.inc)
    assert box.n == 2
"""
    run(source).assert_outcomes(skipped=1, xfailed=1)


def test_settings_bound_the_search(run):
    source = """
@everyorder.test(everyorder.Options(preemptions=0))
def test_bound():
    box = Box()
    together(box.inc, box.inc)
    assert box.n == 2
"""
    run(source).assert_outcomes(passed=1)
    other = source.replace("(everyorder.Options(preemptions=0))", "")
    run(other, "--everyorder-preemptions", "0").assert_outcomes(passed=1)


def test_tests_that_measure_time_need_a_plain_clock(run):
    source = "import time\n@everyorder.test\ndef test_it():\n"
    source += "    start = time.monotonic()\n    time.sleep(1)\n"
    source += "    assert time.monotonic() - start >= 1\n"
    result = run(source)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Undecided: Incomplete*measures*"])
    run(source, "--everyorder-plain-time").assert_outcomes(passed=1)


def test_a_deadlock_names_threads_and_locks(run):
    source = """
a, b = threading.Lock(), threading.Lock()

def one():
    with a:
        with b: pass

def two():
    with b:
        with a: pass

@everyorder.test
def test_it():
    together(one, two)
"""
    result = run(source)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Deadlock*waits for b, held by Thread-2*"])


def test_fixtures_of_plugins_are_made_once_which_is_said(run):
    result = run(
        "@everyorder.test\ndef test_it(pytestconfig):\n    assert pytestconfig\n", "-rA"
    )
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["Made once for all orders: pytestconfig."])


def test_a_fixture_that_cannot_be_had_is_told(run):
    result = run("@everyorder.test\ndef test_it(caplog):\n    pass\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*everyorder does not support the fixture caplog*"])


# --- check()


def test_check_of_functions_in_and_outside_of_others(run):
    source = """
def race():
    box = Box()
    together(box.inc, box.inc)
    assert box.n == 2

def test_module():
    with pytest.raises(everyorder.Broken, match="Raises at line") as broken:
        everyorder.check(race)
    assert broken.value.report.verdict == "raises"
    assert isinstance(broken.value, AssertionError)

def test_local():
    def local():
        box = Box()
        together(box.safe, box.safe)
        assert box.n == 2
    assert everyorder.check(local).exhaustive

def test_closure():
    box = Box()
    def local():
        box.inc()
    with pytest.raises(Exception, match="uses variables of the function around"):
        everyorder.check(local)

def test_undecided():
    def local():
        eval("1")
    with pytest.raises(everyorder.Undecided, match="does not support eval"):
        everyorder.check(local)

def slow():
    box = Box()
    together(*[box.safe] * 4)

def test_limit():
    with pytest.raises(everyorder.Undecided, match="Incomplete"):
        everyorder.check(slow, limit=3)
    assert everyorder.check(slow, limit=3, incomplete=True).verdict == "incomplete"

def test_settings_that_are_none():
    with pytest.raises(TypeError):
        everyorder.check(slow, limt=3)
"""
    run(source).assert_outcomes(passed=6)


def test_an_invariant_at_every_step_is_asked_as_a_whole(run):
    source = """
box = Box()
other = Box()

def both():
    def move():
        with box.lock:
            box.n += 1
            other.n -= 1
    together(move, move)

def same():
    return box.n + other.n == 0

def in_bounds():
    assert 0 <= box.n <= 2

def test_it():
    everyorder.check(both, invariant=same)
    everyorder.check(both, invariant=in_bounds, at_every_step=True)
    with pytest.raises(everyorder.Broken, match="same.. is False"):
        everyorder.check(both, invariant=same, at_every_step=True)
"""
    run(source).assert_outcomes(passed=1)


def test_a_search_within_a_search_is_refused_with_advice(run):
    source = "def f():\n    everyorder.check(f)\ndef test_it():\n"
    source += "    everyorder.check(f)\n"
    for options in ((), ("--everyorder",)):
        result = run(source, *options)
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["*without @everyorder.test and --everyorder*"])


# --- wrong use: a sentence, and nothing of the source of everyorder


WRONG = {
    "a number": (
        "everyorder.check(3)",
        "takes a function that a module defines, not 3",
    ),
    "a builtin": ("everyorder.check(print)", "takes a function that a module defines"),
    "an invariant": ("everyorder.check(fine, invariant=3)", "takes a function"),
    "a coroutine": ("everyorder.check(later)", "does nothing when it is called"),
    "a generator": ("everyorder.check(one_by_one)", "does nothing when it is called"),
    "an order": ("everyorder.check(fine, order='')", "is no order"),
    "another order": ("everyorder.check(fine, order='plain:7.1-2')", "does not fit"),
    "a limit": ("everyorder.check(fine, limit=0)", "limit must be a whole number"),
    "a bound": ("everyorder.check(fine, preemptions=-1)", "0 or more, not -1"),
    "a strategy": ("everyorder.check(fine, strategy='x')", "no strategy 'x'"),
    "packages": ("everyorder.check(fine, instrument='ab')", "must be a tuple"),
    "a mark": ("everyorder.test('x')", "@everyorder.test marks a test"),
    "seconds": ("everyorder.explore('x', seconds=float('nan'))", "not nan"),
}
FUNCTIONS = """
def fine(): pass
async def later(): 1 / 0
def one_by_one(): yield
"""


@pytest.mark.parametrize("what", WRONG)
def test_wrong_use_is_told_where_it_stands(run, what):
    call, words = WRONG[what]
    result = run(f"{FUNCTIONS}\ndef test_it():\n    {call}\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f">*{call.replace('[', '[[]')}", f"E*{words}*"])
    result.stdout.no_fnmatch_line("*During handling*")


@pytest.mark.parametrize(
    ("test", "options", "words"),
    [
        ("def test_it(caplog): pass", (), "does not support the fixture caplog."),
        ("async def test_it(): 1 / 0", (), "does nothing when it is called"),
        ("def test_it(): pass", ("--everyorder-replay", "x"), "'x' is no order*"),
        ("def test_it(): pass", ("--everyorder-replay", ""), "'' is no order*"),
    ],
)
def test_of_a_test_that_cannot_run_so_the_message_is_all(run, test, options, words):
    result = run(f"@everyorder.test\n{test}\n", *options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"*{words}*"])
    for line in (">*", "*During handling*", "*pytest_items.py*"):
        result.stdout.no_fnmatch_line(line)


@pytest.mark.parametrize(
    "option", [("--everyorder-preemptions", "-1"), ("--everyorder-limit", "0")]
)
def test_a_bound_that_cannot_be_is_refused_at_the_start(run, option):
    result = run("def test_it(): pass\n", "=".join(option))
    result.stderr.fnmatch_lines([f"*argument {option[0]}: must be*not '{option[1]}'"])


def test_an_order_of_check_runs_again(run):
    source = """
def race():
    box = Box()
    together(box.inc, box.inc)
    assert box.n == 2

def test_it():
    with pytest.raises(everyorder.Broken, match="Replay it with check") as broken:
        everyorder.check(race)
    order = str(broken.value.report.order)
    with pytest.raises(everyorder.Broken, match="in this order"):
        everyorder.check(race, order=order)
    assert everyorder.check(race, order="any-time:").verdict == "holds"
"""
    run(source).assert_outcomes(passed=1)


def test_what_is_printed_to_replay_a_test_replays_it(run):
    source = "@pytest.mark.parametrize('what', ['{x}', \"it's\"])\n"
    source += "def test_race(what):\n    box = Box()\n    together(box.inc, box.inc)\n"
    source += "    assert box.n == 2\n"
    result = run(source, "--everyorder")
    result.assert_outcomes(failed=2)
    for command in re.findall("Replay it with pytest (.*)", result.stdout.str()):
        again = run(source, *shlex.split(command))
        again.assert_outcomes(failed=1)
        again.stdout.fnmatch_lines(["*in this order*"])


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_in_a_check_ends_it_and_is_no_failure(run):
    source = """
def slow():  # so many orders that nobody has seen the end
    box = Box()
    def work():
        for _ in range(9): box.inc()
    together(*[work] * 4)

def test_it():
    import os, signal
    timer = threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt, match="interrupted"):
        everyorder.check(slow, limit=100_000)
"""
    run(source).assert_outcomes(passed=1)
