"""Futures and pools: how a future is just now, who settles it, what replaces a method."""

import pytest
from programs import outputs, threads

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
