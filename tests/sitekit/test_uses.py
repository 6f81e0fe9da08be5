"""Which names of Python's a program uses: what its variables can be nothing else than."""

import pytest

from sitekit.reference.kinds import Library
from sitekit.reference.learning import LATER
from sitekit.reference.uses import Use, uses

NAMES = """
threading.Thread threading.Thread.start threading.Thread.join threading.Thread.name
threading.Thread.run threading.Timer threading.Timer.cancel
threading.Lock threading.Lock.acquire threading.Event threading.Event.set
threading.current_thread threading.enumerate threading.excepthook
threading.ExceptHookArgs threading.ExceptHookArgs.thread
queue.Queue queue.Queue.put queue.SimpleQueue queue.SimpleQueue.put queue.Full
concurrent.futures.Executor concurrent.futures.Executor.submit
concurrent.futures.Executor.map concurrent.futures.ThreadPoolExecutor
concurrent.futures.ProcessPoolExecutor concurrent.futures.as_completed
concurrent.futures.Future concurrent.futures.Future.result
concurrent.futures.Future.add_done_callback
asyncio.loop.call_soon_threadsafe asyncio.loop.run_in_executor asyncio.to_thread sys.flags.gil sys._is_gil_enabled
"""
LIBRARY = Library(
    frozenset(NAMES.split()),
    {
        "threading.Thread": (),
        "threading.Timer": ("threading.Thread",),
        "threading.Lock": (),
        "threading.Event": (),
        "threading.ExceptHookArgs": (),
        "queue.Queue": (),
        "queue.SimpleQueue": (),
        "queue.Full": (),
        "concurrent.futures.Executor": (),
        "concurrent.futures.ThreadPoolExecutor": ("concurrent.futures.Executor",),
        "concurrent.futures.ProcessPoolExecutor": ("concurrent.futures.Executor",),
        "concurrent.futures.Future": (),
        "asyncio.loop": (),
    },
    {
        "threading.current_thread": "threading.Thread",
        "threading.enumerate": "each threading.Thread",
        "threading.ExceptHookArgs.thread": "threading.Thread",
        "concurrent.futures.Executor.submit": "concurrent.futures.Future",
        "concurrent.futures.as_completed": "each concurrent.futures.Future",
        "asyncio.get_running_loop": "asyncio.loop",
    },
)


def used(source):
    return {use.name for use in uses(source, LIBRARY)}


HONEST = {
    "an attribute of a module": (
        "import threading\nlock = threading.Lock()\nlock.acquire()",
        "threading.Lock threading.Lock.acquire",
    ),
    "another name for a module": (
        "import queue as q\nq.Queue().put(1)",
        "queue.Queue queue.Queue.put",
    ),
    "a module in a package": (
        "import concurrent.futures\nconcurrent.futures.as_completed",
        "concurrent.futures.as_completed",
    ),
    "another name for a class": (
        "from queue import Queue as Line\nline = Line()\nline.put(1)",
        "queue.Queue queue.Queue.put",
    ),
    "what a call returns": (
        "from threading import current_thread\ncurrent_thread().name",
        "threading.current_thread threading.Thread.name",
    ),
    "each of many that a call returns": (
        "import threading\nfor one in threading.enumerate():\n    one.join()",
        "threading.enumerate threading.Thread.join",
    ),
    "an inherited method": (
        "import threading\nt = threading.Timer(1, print)\nt.start()\nt.cancel()",
        "threading.Timer threading.Thread.start threading.Timer.cancel",
    ),
    "a list in a loop": (
        "import threading\nall = [threading.Thread() for n in range(2)]\n"
        "for one in all:\n    one.start()",
        "threading.Thread threading.Thread.start",
    ),
    "a list that grows": (
        "import threading\nall = []\nall.append(threading.Thread())\nall[0].start()",
        "threading.Thread threading.Thread.start",
    ),
    "a tuple, part by part": (
        "import queue, threading\na, b = queue.Queue(), threading.Event()\nb.set()",
        "queue.Queue threading.Event threading.Event.set",
    ),
    "the values of a dict": (
        "import threading\nlocks = {'a': threading.Lock()}\nlocks['a'].acquire()\n"
        "for _, lock in locks.items():\n    lock.acquire()",
        "threading.Lock threading.Lock.acquire",
    ),
    "the keys of a dict": (
        "from concurrent.futures import ThreadPoolExecutor, as_completed\n"
        "with ThreadPoolExecutor() as pool:\n"
        "    jobs = {pool.submit(print, n): n for n in range(2)}\n"
        "    for job in as_completed(jobs):\n        job.result()",
        "concurrent.futures.ThreadPoolExecutor concurrent.futures.Executor.submit"
        " concurrent.futures.as_completed concurrent.futures.Future.result",
    ),
    "an attribute of self": (
        "import threading\nclass A:\n    def __init__(self):\n"
        "        self.lock = threading.Lock()\n    def f(self):\n"
        "        self.lock.acquire()",
        "threading.Lock threading.Lock.acquire",
    ),
    "an attribute of another object": (
        "import threading\nclass A:\n    done = threading.Event()\na = A()\na.done.set()",
        "threading.Event threading.Event.set",
    ),
    "a subclass, what it inherits and what it replaces": (
        "import threading\nclass Clerk(threading.Thread):\n    def run(self):\n"
        "        print(self.name)\nClerk().start()",
        "threading.Thread threading.Thread.run threading.Thread.name"
        " threading.Thread.start",
    ),
    "super": (
        "import threading\nclass A(threading.Thread):\n    def start(self):\n"
        "        super().start()",
        "threading.Thread threading.Thread.start",
    ),
    "a parameter, from a call": (
        "import queue\ndef f(q):\n    q.put(1)\nf(queue.Queue())",
        "queue.Queue queue.Queue.put",
    ),
    "a parameter, from args= of a thread": (
        "import queue, threading\ndef f(q):\n    q.put(1)\n"
        "threading.Thread(target=f, args=(queue.Queue(),))",
        "queue.Queue queue.Queue.put threading.Thread",
    ),
    "a parameter, from submit": (
        "import queue\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "def f(n, q):\n    q.put(n)\nThreadPoolExecutor().submit(f, 1, queue.Queue())",
        "queue.Queue queue.Queue.put concurrent.futures.ThreadPoolExecutor"
        " concurrent.futures.Executor.submit",
    ),
    "a parameter, from args= of a timer": (
        "import queue, threading\ndef f(q):\n    q.put(1)\n"
        "threading.Timer(1, f, [queue.Queue()])",
        "queue.Queue queue.Queue.put threading.Timer",
    ),
    "a parameter, from map": (
        "import queue\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "def f(n, q):\n    q.put(n)\nThreadPoolExecutor().map(f, [1], [queue.Queue()])",
        "queue.Queue queue.Queue.put concurrent.futures.ThreadPoolExecutor"
        " concurrent.futures.Executor.map",
    ),
    "a parameter, from to_thread": (
        "import asyncio, queue\ndef f(q):\n    q.put(1)\n"
        "asyncio.to_thread(f, queue.Queue())",
        "queue.Queue queue.Queue.put asyncio.to_thread",
    ),
    "a parameter, from run_in_executor": (
        "import asyncio, queue\ndef f(q):\n    q.put(1)\n"
        "asyncio.get_running_loop().run_in_executor(None, f, queue.Queue())",
        "queue.Queue queue.Queue.put asyncio.loop.run_in_executor",
    ),
    "a parameter, from call_soon_threadsafe": (
        "import asyncio, queue\ndef f(q):\n    q.put(1)\n"
        "asyncio.get_running_loop().call_soon_threadsafe(f, queue.Queue())",
        "queue.Queue queue.Queue.put asyncio.loop.call_soon_threadsafe",
    ),
    "a parameter, from its annotation": (
        "from queue import Queue\ndef f(q: Queue[int]):\n    q.put(1)",
        "queue.Queue queue.Queue.put",
    ),
    "the parameter of a callback": (
        "from concurrent.futures import Future\ndef f(job):\n    job.result()\n"
        "Future().add_done_callback(f)",
        "concurrent.futures.Future concurrent.futures.Future.result"
        " concurrent.futures.Future.add_done_callback",
    ),
    "the parameter of a hook, and what it holds": (
        "import threading\ndef f(args):\n    args.thread.name\nthreading.excepthook = f",
        "threading.excepthook threading.ExceptHookArgs.thread threading.Thread.name",
    ),
    "a result of the program's own function": (
        "import queue\ndef f():\n    return queue.Queue()\nf().put(1)",
        "queue.Queue queue.Queue.put",
    ),
    "one of two that have a common base": (
        "from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor\n"
        "for kind in (ThreadPoolExecutor(), ProcessPoolExecutor()):\n    kind.map(f)",
        "concurrent.futures.ThreadPoolExecutor concurrent.futures.ProcessPoolExecutor"
        " concurrent.futures.Executor.map",
    ),
    "None, or it": (
        "import queue\nq = None\nif 1:\n    q = queue.Queue()\nq.put(1)",
        "queue.Queue queue.Queue.put",
    ),
    "a name that is given as text": (
        "import sys\ngetattr(sys, '_is_gil_enabled', None)\nsys.flags.gil",
        "sys._is_gil_enabled sys.flags.gil",
    ),
    "what a function without a row returns": (
        "import asyncio\nloop = asyncio.get_running_loop()\n"
        "loop.call_soon_threadsafe(print)",
        "asyncio.loop.call_soon_threadsafe",
    ),
    "an f-string": (
        "import threading\nlog = f'{threading.current_thread().name}'",
        "threading.current_thread threading.Thread.name",
    ),
    "a global that a function sets": (
        "import queue\nq = None\ndef f():\n    global q\n    q = queue.Queue()\n"
        "def g():\n    q.put(1)",
        "queue.Queue queue.Queue.put",
    ),
}


@pytest.mark.parametrize(("source", "names"), HONEST.values(), ids=HONEST.keys())
def test_a_name_is_found_through(source, names):
    assert used(source) == set(names.split())


@pytest.mark.parametrize("name", [name for table in LATER for name in table])
def test_who_calls_a_function_later_is_in_a_program_above(name):
    assert name in {each for _, names in HONEST.values() for each in names.split()}


UNKNOWN = {
    "text that looks like it": "lock = 1\nprint('threading.Lock')  # threading.Lock",
    "a method of another class": "class Lock:\n    def acquire(self): 0\nLock().acquire()",
    "a variable that may be two things": (
        "import queue\nq = queue.Queue()\nq = other()\nq.put(1)"
    ),
    "a variable of two kinds": (
        "import queue\nq = queue.Queue()\nq = queue.SimpleQueue()\nq.put(1)"
    ),
    "a parameter that is given two things": (
        "import queue\ndef f(q):\n    q.put(1)\nf(queue.Queue())\nf(other)"
    ),
    "a parameter that nothing is given to": "def f(q):\n    q.put(1)",
    "a local variable that hides it": (
        "import queue\nq = queue.Queue()\ndef f():\n    q = other()\n    q.put(1)"
    ),
    "join of a text": "import threading\nt = threading.Thread()\n', '.join('ab')",
    "a method that the program's own class has": (
        "import threading\nclass A(threading.Thread):\n    def put(self): 0\nA().put()"
    ),
    "a module of its own that is not known": "import other\nother.Lock().acquire()",
}


@pytest.mark.parametrize("source", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_nothing_is_claimed_of(source):
    methods = {"threading.Lock.acquire", "queue.Queue.put", "queue.SimpleQueue.put"}
    assert not used(source) & {*methods, "threading.Thread.join", "threading.Lock"}


def test_a_use_says_where_it_is_in_characters():
    source = "import threading\nprint('é', threading\n  .Lock())\n"
    (use,) = uses(source, LIBRARY)
    assert use == Use(3, 3, "threading.Lock", "Lock")
    (use,) = uses("import queue\ns = 'é', queue.Full\n", LIBRARY)
    assert use == Use(2, 15, "queue.Full", "Full")


def test_an_import_is_a_use_of_its_own_kind():
    found = uses("from queue import Full, Queue\nQueue()\n", LIBRARY)
    assert [(use.text, use.line, use.imported) for use in found] == [
        ("Full", 1, True),
        ("Queue", 1, True),
        ("Queue", 2, False),
    ]


def test_what_is_no_python_uses_nothing():
    assert uses("import threading\nthreading.Lock(\n", LIBRARY) == []
