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


HOLDERS = {
    "a list": "kept = [Thing()]",
    "an object": (
        "class Outer:\n    def __init__(self): self.it = Thing()\nkept = Outer()"
    ),
    "a bound method": "Thing.work = Thing.__init__\nkept = Thing().work",
    "an error": "kept = ValueError(Thing())",
    "a function": "kept = (lambda it: lambda: it)(Thing())",
}


@pytest.mark.parametrize("setup", HOLDERS.values(), ids=HOLDERS)
def test_what_holds_it_is_held_as_well(setup):
    source = threads("mine = kept", DROP, setup=f"{COUNTED}{setup}", end="print(n)")
    assert outputs(source) == {"1", "2"}


# A name that threads share is bound by way of a temporary, which must not keep it.
BINDINGS = {
    "unpacked": "kept, other = Thing(), 0",
    "twice": "kept = other = Thing()\nother = 0",
    "a loop": "for kept in [Thing()]: pass",
    "with": "with contextlib.nullcontext(Thing()) as kept: pass",
    "a match": "match Thing():\n    case kept: pass",
    "compared": "kept, none = Thing(), 0\nif None is not kept is not none: pass",
}


@pytest.mark.parametrize("setup", BINDINGS.values(), ids=BINDINGS)
def test_no_temporary_keeps_it(setup):
    drop = "global kept, n\nkept = None\nlog.append(n)\nother"
    setup = f"import contextlib\nlog = []\n{COUNTED}\n{setup}\nother = 0"
    source = threads(drop, "global kept, other\nkept = other", setup=setup)
    assert outputs(source + "print(n)") == {"1"}
    seen = threads(drop, "pass", setup=setup, end="print(*log)")
    assert outputs(seen) == {"1"}


NAMED = """import threading
from concurrent.futures import ThreadPoolExecutor
log = []
class Thing:
    def __del__(self): log.append(f"end {threading.current_thread().name[:4]}")
def use(it): log.append("used")
def fail(it): raise ValueError
with ThreadPoolExecutor(1) as pool:
"""
POOLED = {
    "    future = pool.submit(fail, Thing())\n    future.exception()\n    del future\n": {
        *("end Main on", "end Thre on", "on end Thre"),
    },
    "    pool.submit(use, Thing()).result()\n": {
        *("used end Main on", "used end Thre on", "used on end Thre"),
    },
    "    pool.submit(Thing)\n": {"end Main on", "end Thre on", "on end Thre"},
}


@pytest.mark.parametrize("task", POOLED)
def test_a_pools_worker_may_be_the_last(task):
    source = f'{NAMED}{task}    log.append("on")\nprint(*log)\n'
    assert outputs(source) == POOLED[task]


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


# Thing(1) and Thing(2) are let go of at once: in which order do they end?
TWO = """log = []
class Thing:
    def __init__(self, number): self.number = number
    def __del__(self): log.append(self.number)
"""
TOGETHER = {
    "a list": ("kept = [Thing(1), Thing(2)]", "2 1"),
    "a list is cleared": ("kept = [Thing(1), Thing(2)]\nkept.clear()", "2 1"),
    "a slice": ("kept = [Thing(1), Thing(2)]\nkept[:] = []", "2 1"),
    "a tuple": ("kept = Thing(1), Thing(2)", "2 1"),
    "a dict": ("kept = {1: Thing(1), 2: Thing(2)}", "1 2"),
    "attributes": (
        "class Box: pass\nkept = Box()\nkept.one, kept.two = Thing(1), Thing(2)",
        "1 2",
    ),
}


@pytest.mark.parametrize(("kept", "order"), TOGETHER.values(), ids=TOGETHER)
def test_what_holds_several_lets_go_of_them_in_an_order(kept, order):
    drop = "global kept\nkept = None"
    source = threads(drop, "pass", setup=f"{TWO}{kept}", end="print(*log)")
    assert outputs(source) == {order}


def test_what_a_loop_runs_over_ends_before_the_last_of_its_items():
    body = "for it in [Thing(1), Thing(2)]: pass\nlog.append('after')"
    source = threads(body, "pass", setup=TWO, end="print(*log)")
    assert outputs(source) == {"1 after 2"}


CALLED_BACK = {
    "a global": ("ref = weakref.ref(kept, ended)", "global ref\nref = None"),
    "an item": ("box = [weakref.ref(kept, ended)]", "box.clear()"),
    "an attribute": ("ended.ref = weakref.ref(kept, ended)", "del ended.ref"),
}


@pytest.mark.parametrize(("made", "drop"), CALLED_BACK.values(), ids=CALLED_BACK)
def test_a_weak_reference_that_has_ended_is_not_called_back(made, drop):
    setup = (
        "import weakref\nlog = []\nclass Thing: pass\nkept = Thing()\n"
        f"def ended(_): log.append('ended')\n{made}"
    )
    gone = "global kept\nkept = None"
    source = threads(gone, drop, setup=setup, end="print(log)")
    assert outputs(source) == {"['ended']", "[]"}


CLOSED = {
    "finally": "    try: yield 1\n    finally: log.append('closed')\n",
    "except": "    try: yield 1\n    except GeneratorExit: log.append('closed')\n",
    "with": "    with Closing(): yield 1\n",
}


@pytest.mark.parametrize("body", CLOSED.values(), ids=CLOSED)
def test_a_generator_is_closed_by_whoever_is_the_last_to_hold_it(body):
    setup = (
        "log = []\nclass Closing:\n    __enter__ = lambda self: self\n"
        "    def __exit__(self, *error): log.append('closed')\n"
        f"def give():\n{body}kept = give()\nnext(kept)"
    )
    drop = "global kept\nkept = None\nlog.append('dropped')"
    source = threads(drop, "mine = kept\nlog.append('held')", setup=setup)
    assert outputs(source + "print(*log)") == {
        "closed dropped held",
        "closed held dropped",
        "held closed dropped",
        "held dropped closed",
        "dropped held closed",
    }


# An error keeps what the functions that it went through had in their variables.
KEPT_BY_ERRORS = {
    "its traceback": "def use(it): raise ValueError\ntry: use(Thing())",
    "its context": (
        "try:\n    try: raise KeyError(Thing())\n    except KeyError: raise ValueError"
    ),
}


@pytest.mark.parametrize("raised", KEPT_BY_ERRORS.values(), ids=KEPT_BY_ERRORS)
def test_an_error_keeps_it(raised):
    body = f"{raised}\nexcept ValueError as error: box.append(error)\n"
    clear = "box.clear()\nlog.append('cleared')"
    source = threads(f"{body}log.append('on')", clear, setup=f"{LOGGED}box = []")
    assert outputs(source + "box.clear()\nprint(*log)") == {
        "end cleared on",
        "end on cleared",
        "on end cleared",
        "cleared end on",
        "cleared on end",
        "on cleared end",
    }


def test_two_threads_may_take_from_one_zip_at_once():
    body = "for pair in pairs: seen.append(pair)"
    setup = "import itertools\nseen = []\npairs = zip(itertools.count(), [5])"
    assert outputs(threads(body, body, setup=setup, end="print(len(seen))")) == {"1"}


def test_a_step_of_an_iterator_touches_what_it_iterates_over_and_no_more():
    setup = "seen = []\nkept = [1]"
    body = "steps = []\nsteps.append(iter(kept).__next__)\nsteps[0]()"
    report = verdict(threads(body, "seen.append(1)", setup=setup))
    assert (report.exhaustive, report.orders) == (True, 1)
