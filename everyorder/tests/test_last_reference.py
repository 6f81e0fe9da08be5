"""Which thread is the last to let go of an object, and so runs what comes at its end.

constructs/lifetimes.py has many more ways to hold one, without what they print.
"""

import pytest
from programs import outputs, threads, verdict

from everyorder.again import again
from everyorder.instrument.program import load_source
from everyorder.results.expectation import Claim

COUNTED = (
    "n = 0\nclass Thing:\n    def __del__(self):\n        global n\n        n += 1\n"
)
DROP = "global kept, n\nkept = None\nn += 1"
LOGGED = 'log = []\nclass Thing:\n    def __del__(self): log.append("end")\n'
REFERENCE = """import weakref
log = []
class Thing: pass
kept = Thing()
ref = weakref.ref(kept, lambda _: log.append("end"))
"""


def dropped_beside(body: str) -> str:
    """A program that drops its `kept` and counts, while another thread does this."""
    return threads(body, DROP, setup=f"{COUNTED}kept = Thing()", end="print(n)")


@pytest.mark.parametrize(
    "body",
    [
        "kept is None",
        "mine = kept",
        "mine = kept\nmine = 0",
        "mine = kept\ndel mine",
        "mine, other = kept, 0\nmine, other = other, mine",
        "def use(it): pass\nuse(kept)",
        "(lambda it: 0)(kept)",
        "try: raise ValueError(kept)\nexcept ValueError: pass",
    ],
)
def test_who_holds_it_may_be_the_last(body):
    assert outputs(dropped_beside(body)) == {"1", "2"}


def test_an_object_that_only_one_thread_drops_ends_there():
    assert outputs(dropped_beside("pass")) == {"2"}
    body = "mine = Thing()\nmine = 0"
    assert outputs(threads(body, body, setup=LOGGED, end="print(*log)")) == {"end end"}


def test_what_comes_at_the_end_runs_where_the_last_lets_go():
    body = 'mine = kept\nlog.append("held")\ndel mine'
    drop = 'global kept\nkept = None\nlog.append("dropped")'
    source = threads(body, drop, setup=f"{LOGGED}kept = Thing()", end="print(*log)")
    assert outputs(source) == {
        "end dropped held",
        "end held dropped",
        "held end dropped",
        "held dropped end",
        "dropped held end",
    }


def test_a_weak_reference_may_keep_it_to_itself():
    body = 'mine = ref()\nlog.append("held" if mine else "gone")\ndel mine'
    drop = 'global kept\nkept = None\nlog.append("dropped")'
    assert outputs(threads(body, drop, setup=REFERENCE, end="print(*log)")) == {
        "end dropped gone",
        "end gone dropped",
        "gone end dropped",
        "held end dropped",
        "held dropped end",
        "dropped held end",
    }


def test_a_thread_holds_what_it_was_given():
    source = (
        f"import threading\n{COUNTED}kept = Thing()\ndef use(it): pass\n"
        "thread = threading.Thread(target=use, args=(kept,))\nthread.start()\n"
        "kept = None\nn += 1\nthread.join()\nprint(n)\n"
    )
    assert outputs(source) == {"1", "2"}


def test_such_an_order_runs_again():
    source = dropped_beside("mine = kept")
    report = verdict(source, promise="2")
    assert report.verdict == "output"
    assert str(report.order).endswith("+del")
    replayed = again(load_source(source), str(report.order), Claim(promise="2"))
    assert replayed.verdict == "output"


def test_two_threads_may_take_from_one_zip_at_once():
    body = "for pair in pairs: seen.append(pair)"
    setup = "import itertools\nseen = []\npairs = zip(itertools.count(), [5])"
    assert outputs(threads(body, body, setup=setup, end="print(len(seen))")) == {"1"}


def test_a_step_of_an_iterator_touches_what_it_iterates_over_and_no_more():
    setup = "seen = []\nkept = [1]"
    body = "steps = []\nsteps.append(iter(kept).__next__)\nsteps[0]()"
    report = verdict(threads(body, "seen.append(1)", setup=setup))
    assert (report.exhaustive, report.orders) == (True, 1)
