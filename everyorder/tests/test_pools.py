"""Futures and pools: how a future is just now, who settles it, what replaces a method."""

import pytest
from programs import outputs, threads, verdict

FUTURE = "from concurrent.futures import Future, InvalidStateError\nfuture = Future()\nlog = []"
POOL = "from concurrent.futures import *\nwith ThreadPoolExecutor(1) as pool:\n"
QUEUE = "import queue\nq = queue.Queue()\nlog = []"
SEEN = {
    "done": ("log.append(future.done())", "future.set_result(1)", {"False", "True"}),
    "text": (
        "log.append('finished' in repr(future))",
        "future.set_result(1)",
        {"False", "True"},
    ),
    "state": (
        "log.append(future._state)",
        "future.set_result(1)",
        {"'PENDING'", "'FINISHED'"},
    ),
    "result in time": (
        "try: log.append(future.result(1))\nexcept TimeoutError: log.append(2)",
        "future.set_result(1)",
        {"1", "2"},
    ),
    "exception": ("log.append(future.exception())", "future.set_result(1)", {"None"}),
    "cancelled": (
        "log.append(future.cancelled())",
        "future.cancel()",
        {"False", "True"},
    ),
    "callback": (
        "future.add_done_callback(lambda f: log.append(2)); log.append(3)",
        "future.set_result(1)",
        {"2, 3", "3, 2"},
    ),
    "settled twice": (
        "try: future.set_result(1)\nexcept InvalidStateError: log.append(1)",
        "try: future.set_result(2)\nexcept InvalidStateError: log.append(2)",
        {"1", "2"},
    ),
}


@pytest.mark.parametrize("what", SEEN)
def test_how_a_future_is_depends_on_the_order(what):
    one, two, found = SEEN[what]
    source = threads(one, two, setup=FUTURE, end="print(log)")
    assert outputs(source) == {f"[{text}]" for text in found}


@pytest.mark.parametrize(
    "call", ["q.put(1)", "put = q.put\nput(1)", "getattr(q, 'put')(1)"]
)
def test_a_method_of_a_queue_can_be_replaced_before_it_is_called(call):
    source = threads(
        call, "q.put = log.append", setup=QUEUE, end="print(log, q.qsize())"
    )
    assert outputs(source) == {"[1] 0", "[] 1"}


def test_a_task_has_begun_or_ended_or_not():
    source = (
        POOL + "    task = pool.submit(int)\n    print(task.done(), task.running())"
    )
    assert outputs(source) == {"False False", "False True", "True False"}


def test_the_task_that_ends_first_is_any():
    source = (
        "from concurrent.futures import *\nwith ThreadPoolExecutor(2) as pool:\n"
        "    tasks = [pool.submit(int) for _ in range(2)]\n"
        "    first = next(as_completed(tasks))\n    print(tasks.index(first))"
    )
    assert outputs(source) == {"0", "1"}


TASKS = """import threading
from concurrent.futures import ThreadPoolExecutor
seen = []
class Jar:
    coins = 10
    def take(self, n):
        if self.coins >= n:
            self.coins -= n
            return n
        return 0
jar = Jar()
def worker(_):
    seen.append(threading.current_thread().name[-1])
with ThreadPoolExecutor({workers}) as pool:
    {given}
{end}"""
RACES = {
    "map": ("got = sum(pool.map(jar.take, [10, 10]))", {"10", "20"}),
    "two submits": (
        "got = sum(f.result() for f in [pool.submit(jar.take, 10) for _ in '12'])",
        {"10", "20"},
    ),
    "one after another": (
        "got = sum(pool.submit(jar.take, 10).result() for _ in '12')",
        {"10"},
    ),
}


@pytest.mark.parametrize("how", RACES)
def test_tasks_of_one_pool_race(how):
    given, found = RACES[how]
    source = TASKS.format(workers=2, given=given, end="print(got)")
    assert outputs(source) == found


def test_one_worker_does_one_task_after_the_other():
    given = "got = sum(pool.map(jar.take, [10, 10]))"
    source = TASKS.format(workers=1, given=given, end="print(got)")
    report = verdict(source, promise="10")
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_who_is_done_first_takes_the_third_task():
    body = "lambda n: seen.append(n)"
    source = TASKS.format(
        workers=2, given=f"list(pool.map({body}, range(3)))", end="print(*seen)"
    )
    # The third begins when one of the others is done: it is never the first of all.
    assert outputs(source) == {"0 1 2", "0 2 1", "1 0 2", "1 2 0"}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("list(pool.map(worker, range(2)))", {"0 0", "0 1", "1 0", "1 1"}),
        ("for n in '12': pool.submit(worker, n).result()", {"0 0", "0 1"}),
    ],
)
def test_whoever_asks_sees_which_worker_does_a_task(given, found):
    source = TASKS.format(workers=2, given=given, end="print(*seen)")
    assert outputs(source) == found


def test_as_long_as_nobody_asks_idle_workers_are_all_alike():
    source = TASKS.format(workers=4, given="list(pool.map(abs, range(4)))", end="")
    report = verdict(source)
    assert (report.verdict, report.orders) == ("holds", 1)


def test_a_queued_task_is_cancelled_or_has_begun():
    given = "pool.submit(seen.append, 1); pool.shutdown(cancel_futures=True)"
    source = TASKS.format(workers=1, given=given, end="print(seen)")
    assert outputs(source) == {"[]", "[1]"}


@pytest.mark.parametrize(
    "given",
    [
        "list(pool.map(seen.append, [1, 2]))",
        "[pool.submit(seen.append, n) for n in '12']",
    ],
)
def test_an_order_of_tasks_runs_again(given):
    source = TASKS.format(workers=2, given=given, end="print(seen)")
    assert verdict(source, same_output=True).verdict == "output"


ITERATED = """from concurrent.futures import *
begun = []
def cook(dish):
    begun.append(dish)
    if dish == "burnt":
        raise ValueError
with ThreadPoolExecutor(1) as pool:
    try:
        {given}
    except ValueError:
        pass
print(*begun)"""
CLOSED = {
    "by break": "for _ in pool.map(cook, 'ab'):\n            break",
    "by an error in the loop": "for _ in pool.map(cook, 'ab'):\n            int('')",
    "by close": "it = pool.map(cook, 'ab'); next(it); it.close()",
    "by throw": "it = pool.map(cook, 'ab'); next(it); it.throw(ValueError)",
    "by the end of its last name": "it = pool.map(cook, 'ab'); next(it); del it",
    "by another value": "it = pool.map(cook, 'ab'); next(it); it = None",
    "as nobody has it": "next(pool.map(cook, 'ab'))",
}


@pytest.mark.parametrize("how", CLOSED)
def test_closing_the_results_of_map_cancels_what_no_worker_has_begun(how):
    assert outputs(ITERATED.format(given=CLOSED[how])) == {"a", "a b"}


def test_an_error_of_a_task_cancels_what_no_worker_has_begun():
    given = "list(pool.map(cook, ['burnt', 'b']))"
    assert outputs(ITERATED.format(given=given)) == {"burnt", "burnt b"}


def test_results_of_map_that_are_all_taken_cancel_nothing():
    report = verdict(ITERATED.format(given="list(pool.map(cook, 'ab'))"))
    assert (report.verdict, report.exhaustive, report.orders) == ("holds", True, 2)


@pytest.mark.parametrize(
    ("calls", "orders"),
    [
        (["job.cancel()"], 3),
        (["wait([job])"], 3),
        (["job.cancel()", "wait([job])"], 5),
    ],
)
def test_a_call_of_the_program_that_touches_a_future_is_one_step(calls, orders):
    """What the library does of it is none: it would make as many orders again."""
    source = f"{POOL}    job = pool.submit(int)\n    " + "\n    ".join(calls)
    report = verdict(source)
    found = report.verdict, report.exhaustive, report.orders
    assert found == ("holds", True, orders)


def test_who_is_done_is_looked_at_by_the_first_next():
    source = (
        "import threading\nfrom concurrent.futures import *\nfuture = Future()\n"
        "done = as_completed([future], timeout=0)\n"
        "thread = threading.Thread(target=future.set_result, args=(1,))\n"
        "thread.start()\ntry:\n    print(len(list(done)))\n"
        "except TimeoutError:\n    print('late')\nthread.join()"
    )
    assert outputs(source) == {"1", "late"}


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_timer_rings_before_or_after_it_is_canceled(seconds):
    source = (
        f"import threading\nlog = []\ntimer = threading.Timer({seconds}, log.append, [1])"
        "\ntimer.start()\ntimer.cancel()\ntimer.join()\nprint(log)"
    )
    assert outputs(source) == {"[]", "[1]"}


LATE = """\
from concurrent.futures import ThreadPoolExecutor
import threading
pool = ThreadPoolExecutor(2)
def late():
    try:
        pool.submit(print, 1)
    except RuntimeError as error:
        print(str(error).partition("after ")[2])
"""


@pytest.mark.parametrize(
    "start", ["threading.Thread(target=late).start()", "pool.submit(late)"]
)
def test_a_task_comes_before_the_end_of_the_main_thread_or_after_it(start):
    assert outputs(f"{LATE}{start}\n") == {"1", "interpreter shutdown"}


REFUSED = """\
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool
def light():
    raise OSError("no gas")
with ThreadPoolExecutor(1, initializer=light) as pool:
    first = pool.submit(print)
    try:
        pool.submit(print)
    except BrokenThreadPool:
        print("at once")
    print(type(first.exception()).__name__)
"""


def test_a_pool_whose_initializer_fails_refuses_what_it_has_and_what_comes():
    found = {"at once\nBrokenThreadPool", "BrokenThreadPool"}
    assert outputs(REFUSED) == found
