"""All outcomes of a program, counted by hand; and what keeps them from being all."""

import pytest
from programs import threads

from everyorder import Outcome, outcomes
from everyorder.execution import Runner
from everyorder.instrument.program import ProgramError, load_source

ADD = "global x\nx += 1"
LOST = threads(ADD, ADD, setup="x = 0", end="print(x)")


def of(source: str, **how):
    return outcomes(load_source(source), **how)


def test_two_increments_have_two_outcomes():
    mine = of(LOST)
    assert set(mine.found) == {Outcome("ends", "", "2\n"), Outcome("ends", "", "1\n")}
    assert (mine.complete, mine.why) == (True, "")
    assert mine.orders == sum(mine.found.values()) >= 4
    assert mine.sentence() == "These are all outcomes."


def test_a_failure_does_not_end_the_search():
    source = threads("if log: raise KeyError('films')", "log.append(1)", setup="log=[]")
    found = of(f"{source}print(log)\n").found
    assert set(found) == {
        Outcome("ends", "", "[1]\n"),
        Outcome("raises", "KeyError: 'films'", "[1]\n"),
    }


def test_a_deadlock_is_one_outcome_wherever_the_threads_wait():
    source = threads(
        "with a:\n    with b: pass",
        "with b:\n    with a: pass",
        setup="a, b = threading.Lock(), threading.Lock()",
        end="print('done')",
    )
    assert set(of(source).found) == {
        Outcome("ends", "", "done\n"),
        Outcome("deadlock", "", ""),
    }


def test_a_deadlock_tells_the_exception_that_came_before():
    source = threads("lock.acquire()\n1 / 0", "lock.acquire()", setup="log = []")
    source = source.replace("log = []", "lock = threading.Lock()")
    endings = {(one.ending, one.detail) for one in of(source).found}
    assert endings == {
        ("deadlock", "ZeroDivisionError: division by zero"),
        ("deadlock", ""),
    }


def test_a_loop_that_nothing_ends_hangs():
    found = of("import threading\nwhile True: pass\n").found
    assert {one.ending for one in found} == {"hangs"}


SPIN = "while not lock.acquire(False): turns.append(1)\nlock.release()"
LOCK = "lock = threading.Lock()"
LINES = "\n".join(["log.append(0)"] * 9)
LATE = "import time\nprint(time.monotonic() > 5)\n"
SWITCHED = "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()\n"
INCOMPLETE = {
    "orders": (threads(LINES, LINES, setup="log = []"), {"limit": 10}),
    "seconds": (threads(LINES, LINES, setup="log = []"), {"seconds": 0.2}),
    "unsupported": ("import multiprocessing\n", {}),
    "steps": (threads(LINES, LINES, setup="log = []"), {"step_limit": 20, "limit": 30}),
    "endless": (
        threads(SPIN, "with lock: pass", setup=LOCK + "\nturns = []"),
        {"limit": 30},
    ),
    "clock": (SWITCHED + LATE, {}),
    "identifiers": (
        threads(*["seen.add(threading.get_ident())"] * 2, setup="seen = set()"),
        {},
    ),
}


@pytest.mark.parametrize("why", INCOMPLETE)
def test_the_outcomes_are_incomplete_for_want_of(why):
    source, how = INCOMPLETE[why]
    mine = of(source, **how)
    assert (mine.complete, mine.why) == (False, why)
    assert mine.sentence().endswith(".")


def test_what_is_not_supported_is_told(tmp_path):
    mine = of("import multiprocessing\n")
    assert "multiprocessing" in mine.sentence()
    file = tmp_path / "program.py"
    file.write_text("import threading\nprint(1)\n")
    assert outcomes(file).found == {Outcome("ends", "", "1\n"): 1}
    with pytest.raises(ProgramError):
        outcomes(tmp_path / "missing.py")


def test_a_runner_that_ran_another_program_finds_the_same():
    runner = Runner(load_source(SWITCHED + LATE))
    assert not outcomes(load_source(SWITCHED + LATE), runner=runner).complete
    assert outcomes(load_source(LOST), runner=runner) == of(LOST)


def test_sleeps_end_in_any_order_unless_time_is_plain():
    source = threads(
        "time.sleep(1)\nlog.append(1)",
        "time.sleep(2)\nlog.append(2)",
        setup="import time\nlog = []",
        end="print(log)",
    )
    texts = {one.output for one in of(source).found}
    assert texts == {"[1, 2]\n", "[2, 1]\n"}
    plain = {one.output for one in of(source, any_time=False).found}
    assert plain == {"[1, 2]\n"}
