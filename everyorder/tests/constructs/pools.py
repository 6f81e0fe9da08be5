"""Tasks of one pool: how they are given to it, crossed with what they do.

`seen` is a list for what the tasks find. What a task raises is seen by its future.
"""

from collections.abc import Iterator
from textwrap import indent

GIVEN = {
    "map": "list(pool.map(task, range({n})))",
    "submits": "tasks = [pool.submit(task, n) for n in range({n})]",
    "one after another": "for n in range({n}): pool.submit(task, n).result()",
    "after the first": "pool.submit(task, 0).result()\nlist(pool.map(task, range({n})))",
    "by a task": "pool.submit(lambda: [pool.submit(task, n) for n in range({n})])"
    ".result()",
    "cancelled": "tasks = [pool.submit(task, n) for n in range({n})]\n"
    "pool.shutdown(cancel_futures=True)",
    "as they complete": "for done in as_completed([pool.submit(task, n)"
    " for n in range({n})]): seen.append(done.exception() is None)",
}
TASKS = {
    "add": ("box = [0]", "box[0] += 1", "box, seen"),
    "their order": ("", "seen.append(n)", "seen"),
    "the worker": ("", "seen.append(threading.current_thread().name[-1])", "seen"),
    "the worker's data": (
        "own = threading.local()",
        "own.n = getattr(own, 'n', 0) + 1\nseen.append(own.n)",
        "seen",
    ),
    "a lock is left held": (
        "lock = threading.RLock()",
        "seen.append(lock.acquire(timeout=0.001))",
        "sorted(seen)",
    ),
    "the context": (
        "import contextvars\nvar = contextvars.ContextVar('var', default=0)",
        "var.set(var.get() + 1)\nseen.append(var.get())",
        "seen",
    ),
}
SIZES = ((1, 2), (2, 2))  # workers, tasks
SHAPE = """import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
seen = []
{setup}
def task(n):
{body}
with ThreadPoolExecutor({workers}{more}) as pool:
{given}
print({shown})
"""


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """One program of each pair and size, and a few that fit no table; `full`: more."""
    sizes = (*SIZES, (2, 3)) if full else SIZES
    for how, given in GIVEN.items():
        for what, (setup, body, shown) in TASKS.items():
            for workers, n in sizes:
                name = f"pool of {workers}, {n} tasks, {how}: {what}"
                yield name, _program(setup, body, shown, workers, given.format(n=n))
    begun = "initializer=lambda: seen.append('new')"
    add, given = TASKS["their order"], GIVEN["one after another"].format(n=2)
    yield "pool: an initializer", _program(*add, 2, given, f", {begun}")
    counted = "seen.append(threading.active_count())"
    yield "pool: how many threads", _program("", counted, "seen", 2, given)
    looked = f"{given}\nseen.append(len(pool._threads))"
    yield "pool: its threads", _program("", "pass", "seen", 2, looked)
    queued = f"{GIVEN['submits'].format(n=2)}\nseen.append(pool._work_queue.qsize())"
    yield "pool: its queue", _program("", "pass", "seen", 1, queued)


def _program(setup, body, shown, workers, given, more="") -> str:
    body, given = indent(body, "    "), indent(given, "    ")
    return SHAPE.format(**locals())
