"""Locks and threads: each method, in a program that shows the order.

An entry is (setup, body of one thread, body of the other or "", what is shown at the
end or "" for what the threads saw). A thread that waits is set free by the other in
every order.
"""

from collections.abc import Iterator

from .template import program

LOCKS = {
    "Lock": "lock = threading.Lock()",
    "RLock": "lock = threading.RLock()",
    "Condition": "lock = threading.Condition()",
    "Semaphore": "lock = threading.Semaphore()",
    "BoundedSemaphore": "lock = threading.BoundedSemaphore()",
}
LOCKED = {
    "with": ("with lock: seen.append(1)", "with lock: seen.append(2)"),
    "acquire(False)": (
        "if lock.acquire(False):\n    seen.append(1)\n    lock.release()\n"
        "else: seen.append('busy')",
        "",
    ),
    "acquire, release": (
        "lock.acquire()\nseen.append(1)\nlock.release()",
        "with lock: seen.append(2)",
    ),
    "acquire with a timeout": (
        "if lock.acquire(timeout=0.01):\n    seen.append(1)\n    lock.release()\n"
        "else: seen.append('late')",
        "with lock: seen.append(2)",
    ),
    "a read before the lock": (
        "m = box[0]\nwith lock: box[0] = m + 1",
        "",
    ),
}
TABLE = {
    # locks that differ
    "Lock.locked": (
        "lock = threading.Lock()",
        *("with lock: x = 1", "seen.append(lock.locked())", ""),
    ),
    "Lock released by another thread": (
        "lock = threading.Lock()\nlock.acquire()",
        *("lock.release()", "seen.append(lock.locked())", ""),
    ),
    "Lock released twice": (
        "lock = threading.Lock()\nlock.acquire()",
        *("lock.release()", "lock.release()\nlock.acquire()", ""),
    ),
    "RLock entered twice": (
        "lock = threading.RLock()",
        *("with lock:\n    with lock: seen.append(1)", "with lock: seen.append(2)", ""),
    ),
    "RLock released by another thread": (
        "lock = threading.RLock()",
        *("lock.acquire()\nseen.append(1)\nlock.release()", "lock.release()", ""),
    ),
    "Condition wait, notify": (
        "c, box = threading.Condition(), []",
        *(
            "with c:\n    if not box: seen.append('waits')\n"
            "    while not box: c.wait()",
            *("with c:\n    box.append(1)\n    c.notify()", ""),
        ),
    ),
    "Condition wait_for": (
        "c, box = threading.Condition(), []",
        *(
            "with c:\n    c.wait_for(lambda: seen.append(len(box)) or box)",
            *("with c:\n    box.append(1)\n    c.notify_all()", ""),
        ),
    ),
    "Condition wait with a timeout": (
        "c = threading.Condition()",
        *("with c: seen.append(c.wait(0.01))", "with c: c.notify()", ""),
    ),
    "Condition notify without the lock": (
        "c = threading.Condition()",
        *("with c: seen.append(1)", "seen.append(2)\nc.notify()", ""),
    ),
    "Condition over a Lock": (
        "lock = threading.Lock()\nc = threading.Condition(lock)",
        *("with c: x = 1", "seen.append(lock.locked())", ""),
    ),
    "Event is_set": (
        "e = threading.Event()",
        *("e.set()", "seen.append(e.is_set())", ""),
    ),
    "Event wait": (
        "e = threading.Event()",
        *("e.wait()\nseen.append(1)", "e.set()\nseen.append(2)", ""),
    ),
    "Event wait with a timeout": (
        "e = threading.Event()",
        *("seen.append(e.wait(0.01))", "e.set()", ""),
    ),
    "Event clear": (
        "e = threading.Event()\ne.set()",
        *("seen.append(e.is_set())", "e.clear()", ""),
    ),
    "Event as a check": (
        "e = threading.Event()",
        *(
            "if not e.is_set():\n    e.set()\n    seen.append(1)",
            "",
            "print(len(seen))",
        ),
    ),
    "Semaphore counts": (
        "s = threading.Semaphore(1)",
        *("seen.append(s.acquire(blocking=False))", "", "print(seen)\nprint(s._value)"),
    ),
    "Semaphore release": (
        "s = threading.Semaphore(0)",
        *("s.release()", "seen.append(s.acquire(blocking=False))", ""),
    ),
    "Semaphore release(2)": (
        "s = threading.Semaphore(0)",
        *("s.release(2)", "s.acquire()\nseen.append(s.acquire(blocking=False))", ""),
    ),
    "Semaphore waits": (
        "s = threading.Semaphore(0)",
        *("s.acquire()\nseen.append(1)", "s.release()\nseen.append(2)", ""),
    ),
    "BoundedSemaphore released too often": (
        "s = threading.BoundedSemaphore(1)",
        *("with s: seen.append(1)", "s.release()", ""),
    ),
    "Barrier wait": (
        "b = threading.Barrier(2)",
        *("seen.append(b.wait())", "seen.append(b.wait() + 10)", ""),
    ),
    "Barrier before and after": (
        "b = threading.Barrier(2)",
        *("b.wait()\nseen.append(1)", "b.wait()\nseen.append(2)", ""),
    ),
    "Barrier n_waiting": (
        "b = threading.Barrier(2)",
        *("b.wait()", "seen.append(b.n_waiting)\nb.wait()", ""),
    ),
    "Barrier action": (
        "b = threading.Barrier(2, lambda: seen.append('both'))",
        *("seen.append(1)\nb.wait()", "seen.append(2)\nb.wait()", ""),
    ),
    "Barrier abort": (
        "b = threading.Barrier(2)",
        *("b.wait()", "seen.append(b.n_waiting)\nb.abort()", ""),
    ),
    "Barrier broken": (
        "b = threading.Barrier(2)",
        *("seen.append(b.broken)", "b.abort()", ""),
    ),
    "Barrier reset": (
        "b = threading.Barrier(2)\nb.abort()",
        *("seen.append(b.broken)", "b.reset()", ""),
    ),
    "Timer runs": (
        "t = threading.Timer(0, seen.append, (1,))",
        *("t.start()\nt.join()", "seen.append(2)", ""),
    ),
    "Timer canceled": (
        "t = threading.Timer(0.01, seen.append, (1,))",
        *("t.start()\nt.join()", "t.cancel()", ""),
    ),
    "Timer is_alive": (
        "t = threading.Timer(0, int)",
        *(
            "t.start()\nseen.append(t.is_alive())\nt.join()",
            "seen.append(0)",
            "print(sorted(seen))",
        ),
    ),
    "local": (
        "loc, box = threading.local(), [0]",
        *("loc.n = box[0]\nbox[0] = loc.n + 1", "", "print(box)"),
    ),
    "local with a dict": (
        "loc, box = threading.local(), []",
        *(
            "loc.n = 1\nbox.append(vars(loc))",
            "box.append(len(vars(loc)))",
            "print(box)",
        ),
    ),
    "local subclass": (
        "class L(threading.local):\n    made = 0\n    def __init__(self):\n"
        "        m = L.made\n        L.made = m + 1\nloc = L()",
        *("vars(loc)", "", "print(L.made)"),
    ),
    # threads
    "is_alive": (
        "t = threading.Thread(target=int)",
        *("t.start()\nt.join()", "seen.append(t.is_alive())", ""),
    ),
    "ident": (
        "t = threading.Thread(target=int)",
        *("t.start()\nt.join()", "seen.append(t.ident is None)", ""),
    ),
    "join with a timeout": (
        "t = threading.Thread(target=seen.append, args=(1,))\nt.start()",
        *("t.join(0.001)\nseen.append(2)", "seen.append(3)", ""),
    ),
    "join of one that was not started": (
        "t = threading.Thread(target=int)",
        *("t.start()\nt.join()", "t.join()", ""),
    ),
    "name": (
        "t = threading.Thread(target=int, name='a')",
        *("seen.append(t.name)", "t.name = 'b'", ""),
    ),
    "daemon": (
        "t = threading.Thread(target=int)",
        *("seen.append(t.daemon)", "t.daemon = True", ""),
    ),
    "daemon after the start": (
        "t = threading.Thread(target=int)",
        *("t.start()\nt.join()", "t.daemon = True", ""),
    ),
    "active_count": (
        "",
        *("x = 1", "seen.append(threading.active_count())", ""),
    ),
    "enumerate": (
        "",
        *("x = 1", "seen.append(len(threading.enumerate()))", ""),
    ),
    "current_thread renames": (
        "",
        *(
            "threading.current_thread().name = 'me'",
            *("seen.append(sorted(t.name == 'me' for t in threading.enumerate()))", ""),
        ),
    ),
    "an attribute of current_thread": (
        "",
        *(
            "threading.current_thread().n = 1",
            *("seen.append(sum(hasattr(t, 'n') for t in threading.enumerate()))", ""),
        ),
    ),
    "subclass with run": (
        "class T(threading.Thread):\n    n = 0\n    def run(self):\n"
        "        m = T.n\n        T.n = m + 1",
        *("t = T()\nt.start()\nt.join()", "", "print(T.n)"),
    ),
    "a subclass's attribute": (
        "class T(threading.Thread):\n    n = 0\n    def run(self): self.n = 1\nt = T()",
        *("t.start()\nt.join()", "seen.append(t.n)", ""),
    ),
    "run is replaced": (
        "t = threading.Thread()\nt.run = lambda: seen.append(1)",
        *("t.start()\nt.join()", "t.run = lambda: seen.append(2)", ""),
    ),
    "arguments that change": (
        "box = [1]\n"
        "t = threading.Thread(target=lambda b: seen.append(b[0]), args=(box,))",
        *("t.start()\nt.join()", "box[0] = 2", ""),
    ),
    "a thread from a thread": (
        "def f(): seen.append(1)",
        *("t = threading.Thread(target=f)\nt.start()\nt.join()", "seen.append(2)", ""),
    ),
    "excepthook": (
        "threading.excepthook = lambda args: seen.append(args.exc_value.args)\n"
        "def f(n): raise ValueError(n)",
        *(
            "t = threading.Thread(target=f, args=(1,))\nt.start()\nt.join()",
            *("seen.append(2)", ""),
        ),
    ),
}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each lock with what all locks have in common, and each entry."""
    for lock, setup in LOCKS.items():
        for how, (one, two) in LOCKED.items():
            if lock == "Condition" and how == "acquire with a timeout":
                continue
            end = "print(box)" if "box" in one else ""
            lines = f"{setup}\nbox = [0]" if end else setup
            yield f"{lock}: {how}", program(lines, one, two, end)
    for name, (setup, one, two, end) in TABLE.items():
        yield name, program(setup, one, two, end, "\n" not in end)
