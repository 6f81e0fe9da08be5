"""A tool is found wherever it is made, is taken out whole, and what that breaks is told."""

import ast
import textwrap

import pytest

from sitekit.programs import collect
from sitekit.records import proofs, sentences, tools
from sitekit.records.store import Records
from sitekit.removing import find, taken_out
from sitekit.site import Site

# --- where tools are found

MADE = {
    "import threading\nx = threading.Lock()": "the lock `x`",
    "import threading as t\nx = t.RLock()": "the lock `x`",
    "from threading import Event\nx = Event()": "the event `x`",
    "from threading import Event as E\nx: E = E()": "the event `x`",
    "import threading\nx = threading.Condition()": "the condition `x`",
    "import threading\nx = threading.Semaphore(2)": "the semaphore `x`",
    "import threading\nx = threading.BoundedSemaphore(2)": "the semaphore `x`",
    "import threading\nx = threading.Barrier(2)": "the barrier `x`",
    "import threading\nself._x = threading.Lock()": "the lock `self._x`",
    "import threading\nn, x = 0, threading.Lock()": "the lock `x`",
    "import threading\nx = [threading.Lock() for _ in y]": "the locks `x`",
    "import threading\nx = {'a': threading.Lock()}": "the lock `x['a']`",
    "import threading\ndef f(a, x=threading.Lock()): ...": "the lock `x`",
    "import threading\ndef f(*, x=threading.Lock()): ...": "the lock `x`",
    "import threading\nf(x=threading.Lock())": "the lock `x`",
    "import threading\nf(threading.Lock())": "the lock in line 2",
    "import threading\nx = field(default_factory=threading.Lock)": "the lock `x`",
    "import threading\nwith threading.Lock(): ...": "the lock in line 2",
    "import asyncio\nx = asyncio.Lock()": "the lock `x`",
    "clerk.join()": "the join in line 1",
    "for clerk in clerks:\n    clerk.join(timeout=0.1)": "the join in line 2",
    "clerk.join(patience)": "the join in line 1",
    "clerks[0].join()": "the join in line 1",
    "async def f():\n    await belt.join()": "the join in line 2",
}


@pytest.mark.parametrize("source", MADE)
def test_a_tool_is_found_wherever_it_is_made(source):
    assert [tool.words for tool in find(source)] == [MADE[source]]


@pytest.mark.parametrize("source", MADE)
def test_lines_keep_their_numbers_without_a_tool(source):
    source = f'"""é: two bytes."""\n{source}\nlast_line\n'
    (tool,) = find(source)
    left = taken_out(source, tool)
    assert ast.parse(left).body[-1].lineno == source.count("\n")
    kept = [
        number
        for number, line in enumerate(source.split("\n"), 1)
        if number != tool.line
    ]
    assert [left.split("\n")[n - 1] for n in kept] == [
        source.split("\n")[n - 1] for n in kept
    ]


@pytest.mark.parametrize(
    "source",
    [
        '", ".join(names)',
        'f"{a}".join(names)',
        "glue.join(str(n) for n in names)",
        "os.path.join(folder, name)",
        "import threading\nx: threading.Lock",
        "import threading\ndef f(x: threading.Lock) -> threading.Lock: ...",
        "import multiprocessing\nx = multiprocessing.Lock()",
        "Lock()",
    ],
)
def test_what_makes_no_thread_wait_is_no_tool(source):
    assert find(source) == []


def test_two_tools_of_one_name_are_told_apart():
    source = """\
    import threading
    a.lock = threading.Lock()
    a.lock = threading.Lock()
    b.join(); c.join()
    """
    assert [tool.words for tool in find(textwrap.dedent(source))] == [
        "the lock `a.lock` in line 2",
        "the lock `a.lock` in line 3",
        "the join of `b` in line 4",
        "the join of `c` in line 4",
    ]


# --- what is left when one is taken out

USED = {
    "Lock()": "x.acquire() and x.acquire(); x.release(); assert not x.locked()",
    "RLock()": "x.release()",
    "Semaphore(1)": "x.acquire() and x.acquire(timeout=1); x.release(2)",
    "BoundedSemaphore(1)": "x.release()",
    "Event()": "x.wait(); assert not x.is_set(); x.set(); assert x.is_set(); x.clear()",
    "Barrier(2)": "assert x.wait() == 0 and x.parties == 2; x.abort(); x.wait()",
    "Condition()": "x.notify_all(); x.wait(); assert x.wait_for(lambda: False)",
    "Condition(threading.Lock())": "x.acquire(); x.wait(); x.wait_for(lambda: False)",
}


@pytest.mark.parametrize("made", USED)
def test_a_tool_that_is_taken_out_waits_for_nobody(made):
    source = f"import threading\nx = threading.{made}\n{USED[made]}\n"
    source += (
        "" if made.startswith(("Event", "Barrier")) else "with x: ...\nwith x: ...\n"
    )
    if made.startswith("Condition(t"):
        source = source.replace("with x: ...\n", "")
    tool = find(source)[0]
    exec(taken_out(source, tool), {"__name__": "program"})


def test_a_condition_over_a_lock_lets_go_of_it_for_a_moment_where_it_waited():
    source = """
    import threading
    done = []
    class Lock:
        def acquire(self): done.append("acquire")
        def release(self): done.append("release")
    full = threading.Condition(Lock())
    full.acquire()
    full.wait()
    """
    source = textwrap.dedent(source)
    (condition,) = find(source)
    namespace = {"__name__": "program"}
    exec(taken_out(source, condition), namespace)
    assert namespace["done"] == ["acquire", "release", "acquire"]


ASYNC = {
    "Lock()": "assert await x.acquire()\n    x.release()\n    async with x, x: ...",
    "Semaphore(1)": "async with x, x: ...",
    "Event()": "assert await x.wait() and not x.is_set()",
    "Condition()": "async with x, x: assert await x.wait_for(lambda: False)",
    "Barrier(2)": "assert await x.wait() == 0\n    async with x: ...",
}


@pytest.mark.parametrize("made", ASYNC)
def test_a_tool_of_asyncio_that_is_taken_out_lets_no_other_task_run(made):
    source = f"""
import asyncio
async def main():
    x = asyncio.{made}
    {ASYNC[made]}
try:
    main().send(None)  # a task that waited would hand out a future here
    waited = True
except StopIteration:
    waited = False
"""
    (tool,) = find(source)
    namespace = {"__name__": "program"}
    exec(taken_out(source, tool), namespace)
    assert not namespace["waited"]


def test_what_is_joined_is_evaluated_all_the_same():
    source = "while clerks:\n    ended = clerks.pop().join(timeout=1)\n"
    (tool,) = find(source)
    namespace = {"clerks": ["Ada", "Grace"]}
    exec(taken_out(source, tool), namespace)
    assert namespace["ended"] is None


# --- what a removal breaks

COUNT = """
import threading

n = 0
tally = threading.Lock()
idle = threading.Event()


def work():
    global n
    with tally:
        n = n + 1


idle.set()
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)
"""


def trials(source, output):
    found = tools.without_each(textwrap.dedent(source), [{"promise": output}])
    return {trial["tool"]: trial for trial in found}


def verdicts(source, output):
    return {tool: trial["verdict"] for tool, trial in trials(source, output).items()}


def test_a_count_needs_its_lock_and_its_join_and_no_event():
    found = trials(COUNT, "2\n")
    assert {tool: trial["verdict"] for tool, trial in found.items()} == {
        "the lock `tally`": "output",
        "the event `idle`": "holds",
        "the join in line 20": "output",
    }
    assert found["the lock `tally`"]["breaking"] == [3, 7]


SIGNAL = """
import threading

ready = threading.Event()


def greet():
    ready.wait()
    print("second")


guest = threading.Thread(target=greet)
guest.start()
print("first")
ready.set()
guest.join()
"""
MEET = """
import threading

met = threading.Barrier(2)
came = []


def come(name):
    came.append(name)
    met.wait()
    print(len(came))


for name in "ab":
    threading.Thread(target=come, args=name).start()
"""
PLACES = """
import threading

places, parked = threading.Semaphore(1), []


def park():
    with places:
        parked.append(1)
        print(len(parked))
        parked.pop()


for _ in range(2):
    threading.Thread(target=park).start()
"""
BELL = """
import threading

letters, bell = [], threading.Condition()


def bring():
    with bell:
        letters.append("a letter")
        bell.notify()


threading.Thread(target=bring).start()
with bell:
    {wait}
    print(letters.pop())
"""


def test_an_event_a_barrier_and_a_semaphore_are_needed_where_they_order_something():
    assert verdicts(SIGNAL, "first\nsecond\n") == {
        "the event `ready`": "output",
        "the join in line 16": "holds",
    }
    assert verdicts(MEET, "2\n2\n") == {"the barrier `met`": "output"}
    assert verdicts(PLACES, "1\n1\n") == {"the semaphore `places`": "output"}


def test_a_condition_that_is_waited_for_once_breaks():
    source = BELL.format(wait="bell.wait_for(lambda: letters)")
    assert verdicts(source, "a letter\n") == {"the condition `bell`": "raises"}


def test_a_loop_that_no_longer_waits_spins():
    source = BELL.format(wait="while not letters: bell.wait()")
    found = trials(source, "a letter\n")["the condition `bell`"]
    assert found["verdict"] == tools.SPINS
    assert tools.told({"tools": [found]}, {}) == [
        "Without the condition `bell` a thread goes round a loop where it should wait."
    ]
    assert list(tools.wrong([found], {})) == []


def test_a_lock_under_a_condition_is_taken_out_alone():
    source = BELL.format(wait="bell.wait_for(lambda: letters)")
    source = source.replace("Condition()", "Condition(threading.Lock())")
    found = verdicts(source, "a letter\n")
    assert found["the condition `bell`"] == "raises"
    assert "the lock in line 4" in found


def test_of_two_conditions_over_one_lock_each_is_needed_for_its_wait():
    source = """
    import threading
    shelf, lock = [], threading.Lock()
    free, filled = threading.Condition(lock), threading.Condition(lock)
    def put():
        for loaf in "ab":
            with free:
                while shelf:
                    free.wait()
                shelf.append(loaf)
                filled.notify()
    threading.Thread(target=put).start()
    for _ in range(2):
        with filled:
            while not shelf:
                filled.wait()
            print(shelf.pop())
            free.notify()
    """
    found = verdicts(source, "a\nb\n")
    assert found.pop("the lock `lock`") in ("output", "raises", "deadlock")
    assert found == {
        "the condition `free`": tools.SPINS,
        "the condition `filled`": tools.SPINS,
    }


def test_a_join_of_a_queue_is_a_join():
    source = """
    import queue, threading
    belt, done = queue.Queue(), []
    def sort():
        while True:
            done.append(belt.get())
            belt.task_done()
    threading.Thread(target=sort, daemon=True).start()
    belt.put("a parcel")
    belt.join()
    print(done)
    """
    assert verdicts(source, "['a parcel']\n") == {"the join in line 10": "output"}


def test_a_removal_that_is_not_decided_is_named_and_never_passed():
    found = trials(f"import socket\n{COUNT}", "2\n").values()
    assert {trial["verdict"] for trial in found} == {"unsupported"}
    said = tools.undecided({"tools": found})
    assert len(said) == 3
    assert said[0].startswith(
        "line 6: Without the lock `tally` it was not run in every order: everyorder does"
    )


# --- what a page says, and what is wrong with it

LOCK, IDLE, JOIN = "the lock `tally`", "the event `idle`", "the join in line 20"


def test_the_page_says_in_how_many_orders_it_breaks():
    found = trials(COUNT, "2\n")
    assert found[LOCK]["breaking"] == [3, 7]
    assert tools.told({"tools": list(found.values())}, {IDLE: "shows it"}) == [
        sentences.without([LOCK], found[LOCK]),
        sentences.without([JOIN], found[JOIN]),
        sentences.idle(IDLE, "shows it"),
    ]


def test_tools_that_break_alike_share_a_sentence():
    same = {"verdict": "output", "preemptions": 0, "breaking": [2, 2]}
    record = {"tools": [{"tool": "the join in line 7", **same}, {"tool": LOCK, **same}]}
    told = sentences.without(["the join in line 7", LOCK], same)
    assert tools.told(record, {}) == [told]


def wrong(kept):
    return list(tools.wrong(trials(COUNT, "2\n").values(), kept))


def test_a_tool_that_prevents_nothing_is_reported_with_its_line():
    ((line, what, advice),) = wrong({})
    assert line == 6
    assert what == (
        "the event `idle` prevents nothing: without it the program holds in every order"
        " (2 orders)."
    )
    assert f'<!--pytest.mark.kept("{IDLE}", "shows ...")-->' in advice
    assert wrong({IDLE: "shows it"}) == []


def test_a_mark_for_a_tool_that_is_needed_is_reported():
    ((line, what, _),) = wrong({IDLE: "shows it", LOCK: "shows it"})
    assert line == 5
    assert "the lock `tally` is marked as kept, but: Without" in what
    assert "3 of 7 orders" in what


def test_a_mark_for_a_tool_that_is_not_there_names_those_that_are():
    ((line, what, _),) = wrong({IDLE: "shows it", "the lock `tall`": "shows it"})
    assert line == 0
    assert f"its tools are {LOCK}, {IDLE}, {JOIN}" in what


def test_a_problem_has_the_line_of_the_file_with_its_section_markers(site):
    marker = "# --8<-- [start:a]\n# --8<-- [end:a]\n"
    site.program(marker + COUNT, "2\n")
    (program,) = collect(Site(site.root)).programs.values()
    records = Records(site.root / "snippets")
    records.put(program, tools.KIND, tools.try_without(program))
    (problem,) = tools.problems(program, records)
    assert str(problem).startswith("snippets/program.py:8: the event `idle`")


def test_a_record_ends_with_its_program_and_with_the_way_tools_are_taken_out(site):
    site.program(COUNT, "2\n")
    (program,) = collect(Site(site.root)).programs.values()
    records = Records(site.root / "snippets")
    assert not tools.due(program, records)  # nothing is proven yet
    records.put(program, proofs.KIND, proofs.prove(program))
    records.engine = proofs.engine()
    assert tools.due(program, records)
    record = tools.try_without(program)
    records.put(program, tools.KIND, record)
    assert not tools.due(program, records)
    assert tools.summary([], records).startswith("0 tools were taken out")
    assert tools.summary([program], records) == (
        "3 tools were taken out: 2 are needed, 1 prevent nothing, 0 are not decided"
    )
    records.put(program, tools.KIND, record | {"by": "another way"})
    assert tools.due(program, records)
