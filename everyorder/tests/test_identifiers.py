"""Threads that could be taken for one another: of them nothing is said to hold."""

import pytest
from programs import outputs, threads, verdict

from everyorder.runtime.scheduler import STARTED

TWO = "for _ in range(2):\n    one = threading.Thread(target=work)\n    one.start()\n"
NAMED = "import threading\nseen = set()\n{work}\n" + TWO + "{end}\nprint(len(seen))\n"
ASK = "def work(): seen.add(threading.get_ident())"
LEAKS = "import threading\nlock = threading.{made}()\ndef work(): lock.acquire()\n"
START = "try: it.start()\nexcept RuntimeError: print('twice')"


@pytest.mark.parametrize(
    ("work", "end"),
    [
        (ASK, "    one.join()"),
        (ASK.replace("get_ident()", "current_thread().ident"), "    one.join()"),
        ("def work(): pass", "    one.join()\n    seen.add(one.ident)"),
    ],
)
def test_the_identifier_of_an_ended_thread_may_be_that_of_another(work, end):
    report = verdict(NAMED.format(work=work, end=end))
    assert report.verdict == "incomplete"
    assert "may leave its identifier to another" in report.detail


def test_threads_that_live_at_the_same_time_have_identifiers_of_their_own():
    body = "seen.add(threading.get_ident())\nboth.wait()"
    setup = "seen = set()\nboth = threading.Barrier(2)"
    assert outputs(threads(body, body, setup=setup, end="print(len(seen))")) == {"2"}


@pytest.mark.parametrize("made", ["RLock", "Condition"])
def test_who_inherits_an_identifier_inherits_the_reentrant_lock(made):
    source = LEAKS.format(made=made) + TWO + "    one.join()\n"
    report = verdict(source)
    assert report.verdict == "deadlock"
    assert verdict(source, expect="deadlock").verdict == "incomplete"


def test_a_plain_lock_is_left_for_good():
    source = LEAKS.format(made="Lock") + TWO
    assert verdict(source).verdict == "deadlock"


def test_two_threads_that_start_one_are_refused():
    source = threads(START, START, setup="it = threading.Thread(target=print)")
    report = verdict(source)
    assert report.verdict == "unsupported"
    assert STARTED in report.detail


def test_who_starts_a_thread_twice_is_told():
    setup = "it = threading.Thread(target=print)"
    assert outputs(threads(f"it.start()\n{START}", setup=setup)) == {"twice"}
