"""Queues, futures, pools: each method, in a program that shows the order.

An entry is (setup, body of one thread, body of the other or "", what is shown at the
end or "" for what the threads saw). A thread that waits is set free by the other in
every order.
"""

from collections.abc import Iterator

from .template import program

POOL = "from concurrent.futures import ThreadPoolExecutor, wait, as_completed\n"
FUTURE = "from concurrent.futures import Future, InvalidStateError\nf = Future()"
QUEUES = {
    "Queue": "import queue\nq = queue.Queue()",
    "LifoQueue": "import queue\nq = queue.LifoQueue()",
    "PriorityQueue": "import queue\nq = queue.PriorityQueue()",
    "SimpleQueue": "import queue\nq = queue.SimpleQueue()",
    "bounded Queue": "import queue\nq = queue.Queue(1)",
}
QUEUED = {
    "put, qsize": ("q.put(1)", "seen.append(q.qsize())", ""),
    "put, empty": ("q.put(1)", "seen.append(q.empty())", ""),
    "put, get_nowait": ("q.put(1)", "seen.append(q.get_nowait())", ""),
    "put_nowait, get(False)": ("q.put_nowait(1)", "seen.append(q.get(False))", ""),
    "put, get with a timeout": ("q.put(1)", "seen.append(q.get(timeout=0.01))", ""),
    "two puts, one get": (
        "q.put(1)\nseen.append('put')",
        "seen.append(q.get())",
        "",
    ),
}
ONLY_ENDLESS = {"two puts": ("q.put(1)", "q.put(2)", "print(q.get(), q.get())")}
TABLE = {
    # queues
    "Queue full": (
        "import queue\nq = queue.Queue(1)",
        *("q.put(1)", "seen.append(q.full())", ""),
    ),
    "Queue put_nowait, full": (
        "import queue\nq = queue.Queue(1)",
        *("q.put_nowait(1)", "", "print(q.qsize())"),
    ),
    "Queue put waits": (
        "import queue\nq = queue.Queue(1)\nq.put(0)",
        *("q.put(1)\nseen.append('put')", "seen.append(q.get())", ""),
    ),
    "Queue task_done, join": (
        "import queue\nq = queue.Queue()\nq.put(1)",
        *("q.get()\nseen.append(1)\nq.task_done()", "q.join()\nseen.append(2)", ""),
    ),
    "Queue task_done too often": (
        "import queue\nq = queue.Queue()\nq.put(1)",
        *("q.task_done()\nseen.append(1)", "", ""),
    ),
    "Queue checked, then taken": (
        "import queue\nq = queue.Queue()\nq.put(1)",
        *("if not q.empty(): seen.append(q.get_nowait())", "", ""),
    ),
    "Queue unfinished_tasks": (
        "import queue\nq = queue.Queue()",
        *("q.put(1)", "seen.append(q.unfinished_tasks)", ""),
    ),
    "Queue's own deque": (
        "import queue\nq = queue.Queue()",
        *("q.put(1)", "seen.append(list(q.queue))", ""),
    ),
    "Queue subclass": (
        "import queue\nclass Q(queue.Queue):\n    n = 0\n    def _put(self, item):\n"
        "        super()._put(item)\n        Q.n += 1\nq = Q()",
        *("q.put(1)", "seen.append(Q.n)", ""),
    ),
    "PriorityQueue of objects": (
        "import queue\nclass C:\n    n = 0\n    def __lt__(self, other):\n"
        "        m = C.n\n        C.n = m + 1\n        return True\n"
        "q = queue.PriorityQueue()\nq.put(C())",
        *("q.put(C())", "seen.append(C.n)", ""),
    ),
    # futures
    "Future done": (FUTURE, "f.set_result(1)", "seen.append(f.done())", ""),
    "Future result": (
        FUTURE,
        *("f.set_result(1)\nseen.append(2)", "seen.append(f.result())", ""),
    ),
    "Future result with a timeout": (
        FUTURE,
        *("f.set_result(1)", "seen.append(f.result(0))", ""),
    ),
    "Future exception": (
        FUTURE,
        *("f.set_exception(KeyError())", "seen.append(f.exception(0) is None)", ""),
    ),
    "Future cancel": (FUTURE, "f.set_result(1)", "seen.append(f.cancel())", ""),
    "Future canceled": (FUTURE, "f.cancel()", "seen.append(f.cancelled())", ""),
    "Future set twice": (
        FUTURE,
        "f.set_result(1)",
        "f.set_result(2)",
        "print(f.result())",
    ),
    "Future callback": (
        FUTURE,
        *(
            "f.add_done_callback(lambda f: seen.append(f.result()))",
            *("seen.append(2)\nf.set_result(1)", ""),
        ),
    ),
    "Future callbacks of two": (
        f"{FUTURE}\nf.set_result(1)",
        *(
            "f.add_done_callback(lambda f: seen.append(1))",
            *("f.add_done_callback(lambda f: seen.append(2))", ""),
        ),
    ),
    "Future running": (
        FUTURE,
        *("f.set_running_or_notify_cancel()", "seen.append(f.running())", ""),
    ),
    "Future done, by methodcaller": (
        f"import operator\n{FUTURE}",
        *("f.set_result(1)", "seen.append(operator.methodcaller('done')(f))", ""),
    ),
    "pool submit": (
        f"{POOL}pool = ThreadPoolExecutor(1)",
        *(
            "pool.submit(seen.append, 1)",
            "seen.append(2)",
            "pool.shutdown()\nprint(seen)",
        ),
    ),
    "pool submit by two": (
        f"{POOL}pool = ThreadPoolExecutor(1)",
        *(
            "pool.submit(seen.append, 1)",
            *("pool.submit(seen.append, 2)", "pool.shutdown()\nprint(seen)"),
        ),
    ),
    "pool map": (
        f"{POOL}box = [1]\npool = ThreadPoolExecutor(1)",
        *(
            "seen.extend(pool.map(lambda n: box[0], [0]))",
            *("box[0] = 2", "pool.shutdown()\nprint(seen)"),
        ),
    ),
    "pool done": (
        f"{POOL}pool = ThreadPoolExecutor(1)\nf = pool.submit(int)",
        *("x = 1", "seen.append(f.done())", "pool.shutdown()\nprint(seen)"),
    ),
    "pool wait": (
        f"{POOL}pool = ThreadPoolExecutor(1)\nf = pool.submit(seen.append, 1)",
        *(
            "wait([f])\nseen.append(2)",
            "seen.append(3)",
            "pool.shutdown()\nprint(seen)",
        ),
    ),
    "pool shutdown": (
        f"{POOL}pool = ThreadPoolExecutor(1)",
        *("pool.submit(int).result()\nseen.append(1)", "pool.shutdown()", ""),
    ),
    "pool as_completed": (
        f"{POOL}pool = ThreadPoolExecutor(2)\n"
        "fs = [pool.submit(int, str(n)) for n in (1, 2)]",
        *(
            "seen.extend(f.result() for f in as_completed(fs))",
            "x = 1",
            "pool.shutdown()\nprint(seen)",
        ),
    ),
    "pool cancel": (
        f"{POOL}pool = ThreadPoolExecutor(1)\nf = pool.submit(int)",
        *("seen.append(f.cancel())", "x = 1", "pool.shutdown()\nprint(seen)"),
    ),
    "pool initializer": (
        f"{POOL}box = [0]\n"
        "pool = ThreadPoolExecutor(1, initializer=box.append, initargs=(1,))",
        *(
            "pool.submit(int).result()",
            "seen.append(len(box))",
            "pool.shutdown()\nprint(seen)",
        ),
    ),
}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each queue with what all queues have in common, and each entry."""
    for queue, setup in QUEUES.items():
        endless = ONLY_ENDLESS if queue != "bounded Queue" else {}
        for how, entry in {**QUEUED, **endless}.items():
            yield f"{queue}: {how}", program(setup, *entry)
    for name, (setup, one, two, end) in TABLE.items():
        yield name, program(setup, one, two, end, "\n" not in end)
