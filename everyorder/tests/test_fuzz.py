"""DPOR sees the outcomes that depth-first search without a bound sees."""

import pytest
from fuzz import SETUP, compare, generate
from programs import threads

LOCKS = "log, lock, gate = [], threading.Lock(), threading.Condition()"
ONCE_WRONG = {  # what fuzzing found, made smaller
    "what a discarded run touched on its way out counted as its own": threads(
        "log.append(0)",
        "if log:\n    log.pop()\nwait.wait()",
        "if log:\n    log.pop()",
        setup="log, wait = [], threading.Event()",
    ),
    "threads started by threads made a ring of fibers": threads(
        "for n in (6, 8):\n"
        "    threading.Thread(target=log.append, args=[n], daemon=True).start()",
        "log.append(1)",
        setup="log = []",
        end="print(log)",
    ),
    "a deadlock in Queue.join could not be put into words": threads(
        "q.join()", "q.put(7)", setup="import queue\nq = queue.Queue()"
    ),
    "who waits for a lock at the end could have had it first": threads(
        "lock.acquire()\nwith gate:\n    with lock:\n        pass",
        "with gate:\n    with lock:\n        pass",
        setup=LOCKS,
    ),
    "who touches everything hid who took the lock": threads(
        "lock.acquire()\nlog.append(threading.active_count())",
        "log.append(1)\nwith lock:\n    log.append(2)",
        setup=LOCKS,
        end="print(log)",
    ),
    "a generator was left while another thread entered it": threads(
        *["for value in reading:\n    break"] * 2,
        setup="x = 0\ndef read():\n    global x\n    while True:\n        x += 1\n"
        "        yield x\nreading = read()",
    ),
    "a lock that was not held refused to be set free": threads(
        "if lock.acquire(False):\n    log.append(1)\n    lock.release()",
        "try:\n    lock.release()\nexcept RuntimeError:\n    log.append(2)",
        setup=LOCKS,
        end="print(log)",
    ),
}
BROKEN_OFF = """
def work0():
    global x
    with gate:
        if not gate.wait(1):
            x = 6
    try:
        log.append(q.get_nowait())
    except queue.Empty:
        x = 5

def work1():
    log.sort(key=shown)
    gate.acquire()

threads = [threading.Thread(target=work) for work in (work0, work1)]
for thread in threads:
    thread.start()
print(x)
for thread in threads:
    thread.join()
print(x, y, log)
"""
ONCE_WRONG["a lock kept a thread waiting in an order that was broken off"] = (
    SETUP + BROKEN_OFF
)


def check(source: str, limit: int = 200) -> str:
    result = compare(source, limit)
    assert result.kind != "differ", f"{result}\n{source}"
    return result.kind


@pytest.mark.parametrize("seed", range(40))
def test_dpor_and_depth_first_search_agree(seed):
    check(generate(seed))


@pytest.mark.parametrize("source", ONCE_WRONG.values(), ids=ONCE_WRONG)
def test_what_was_once_wrong_is_right(source):
    assert check(source, 4_000) == "the same"
