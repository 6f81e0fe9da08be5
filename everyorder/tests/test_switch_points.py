"""Each construct that touches what threads share has a switch point.

Two threads each take a number and put back one more, by way of the construct. If other
threads can come between, an update is lost in some order; were the construct taken as
one step, every order would print 2. The same behind a lock must hold.
"""

import sys

import pytest
from programs import outputs, threads, twice, verdict

CELL = """
class Cell:
    total = 0
    def __init__(self): self.value = 0
    def __iadd__(self, n): self.value = self.value + n; return self
    def __add__(self, n): return self.value + n
    def __getitem__(self, key): return self.value
    def __setitem__(self, key, value): self.value = value
    def __len__(self): return self.value
    def __bool__(self): return self.value > 5
    def __contains__(self, n): return self.value == n
    def __iter__(self): yield self.value
    def __eq__(self, other): return self.value == other
    def __str__(self): return str(self.value)
    def __call__(self): self.value = self.value + 1
    def __enter__(self): self.seen = 0; return self.value
    def __exit__(self, *_): return None
    def __getattr__(self, name): return self.value
    @property
    def number(self): return self.value
    @number.setter
    def number(self, value): self.value = value
    @classmethod
    def more(cls): cls.total += 1
    @staticmethod
    def look(cell): return cell.value
cell = Cell()
"""
GLOBAL, LIST, DICT = "x = 0", "box = [0]", "box = {'n': 0}"
SHOW_X, SHOW_CELL = "print(x)", "print(cell.value)"
SHOW_LIST, SHOW_DICT = "print(box[0])", "print(box['n'])"
COUNT = "print(len(box))"

LOSING = {
    "augmented global": (GLOBAL, "global x\nx += 1", SHOW_X),
    "read then written global": (GLOBAL, "global x\ny = x\nx = y + 1", SHOW_X),
    "walrus": (GLOBAL, "global x\nif (x := x + 1): pass", SHOW_X),
    "global in a tuple": (GLOBAL, "global x\n(x, y) = (x + 1, 0)", SHOW_X),
    "star target": (GLOBAL, "global x\nx, *y = [x + 1, 0]", SHOW_X),
    "for target": (GLOBAL, "global x\nfor x in [x + 1]: pass", SHOW_X),
    "conditional": (GLOBAL, "global x\nx = 1 if x == 0 else 2", SHOW_X),
    "attribute": (CELL, "cell.value += 1", SHOW_CELL),
    "setattr": (CELL, "setattr(cell, 'value', getattr(cell, 'value') + 1)", SHOW_CELL),
    "attribute in a for": (CELL, "for cell.value in [cell.value + 1]: pass", SHOW_CELL),
    "attribute in a tuple": (CELL, "cell.value, _ = cell.value + 1, 0", SHOW_CELL),
    "two targets": (CELL, "cell.value = _ = cell.value + 1", SHOW_CELL),
    "class attribute": (CELL, "Cell.total += 1", "print(Cell.total)"),
    "class attribute by instance": (
        CELL,
        "Cell.total = cell.total + 1",
        "print(Cell.total)",
    ),
    "attribute of a function": (
        "def work(): pass\nwork.done = 0",
        "work.done = work.done + 1",
        "print(work.done)",
    ),
    "attribute of an exception": (
        "error = ValueError()\nerror.seen = 0",
        "error.seen = error.seen + 1",
        "print(error.seen)",
    ),
    "class method": (CELL, "Cell.more()", "print(Cell.total)"),
    "static method": (CELL, "cell.value = Cell.look(cell) + 1", SHOW_CELL),
    "property": (CELL, "cell.number += 1", SHOW_CELL),
    "own +=": (CELL, "global cell\ncell += 1", SHOW_CELL),
    "own +": (CELL, "cell.value = cell + 1", SHOW_CELL),
    "own item": (CELL, "cell[0] += 1", SHOW_CELL),
    "own len": (CELL, "cell.value = len(cell) + 1", SHOW_CELL),
    "own iteration": (CELL, "cell.value = [n + 1 for n in cell][0]", SHOW_CELL),
    "own iteration by sum": (CELL, "cell.value = sum(cell) + 1", SHOW_CELL),
    "own unpacking": (CELL, "n, = cell\ncell.value = n + 1", SHOW_CELL),
    "own text": (CELL, "cell.value = int(f'{cell}') + 1", SHOW_CELL),
    "own call": (CELL, "cell()", SHOW_CELL),
    "own with": (CELL, "with cell as n:\n    cell.value = n + 1", SHOW_CELL),
    "own equality": (CELL, "cell.value = 1 if cell == 0 else 2", SHOW_CELL),
    "own in": (CELL, "cell.value = 1 if 0 in cell else 2", SHOW_CELL),
    "own getattr": (CELL, "cell.value = cell.nowhere + 1", SHOW_CELL),
    "match on an attribute": (
        CELL,
        "match cell.value:\n    case 0: cell.value = 1\n    case n: cell.value = n + 1",
        SHOW_CELL,
    ),
    "item": (LIST, "box[0] += 1", SHOW_LIST),
    "item by a negative index": (LIST, "box[-1] = box[0] + 1", SHOW_LIST),
    "slice": (LIST, "box[:] = [box[0] + 1]", SHOW_LIST),
    "key": (DICT, "box['n'] += 1", SHOW_DICT),
    "get and update": (DICT, "box.update(n=box.get('n') + 1)", SHOW_DICT),
    "unbound method": (DICT, "dict.update(box, n=dict.get(box, 'n') + 1)", SHOW_DICT),
    "taken method": (DICT, "get = box.get\nbox['n'] = get('n') + 1", SHOW_DICT),
    "items of a dict": (
        DICT,
        "for k, v in box.items():\n    box[k] = v + 1",
        SHOW_DICT,
    ),
    "values of a dict": (DICT, "box['n'] = sum(box.values()) + 1", SHOW_DICT),
    "double star": (DICT, "box['n'] = dict(**box)['n'] + 1", SHOW_DICT),
    "iteration": (LIST, "for n in box:\n    box[0] = n + 1", SHOW_LIST),
    "enumerate": (LIST, "for i, n in enumerate(box):\n    box[i] = n + 1", SHOW_LIST),
    "zip": (LIST, "for n, _ in zip(box, 'a'):\n    box[0] = n + 1", SHOW_LIST),
    "map": (LIST, "box[0] = list(map(int, box))[0] + 1", SHOW_LIST),
    "comprehension": (LIST, "box[0] = [n + 1 for n in box][0]", SHOW_LIST),
    "generator": (LIST, "box[0] = max(n + 1 for n in box)", SHOW_LIST),
    "star argument": (LIST, "box[0] = sum([*box]) + 1", SHOW_LIST),
    "unpacking": (LIST, "n, = box\nbox[0] = n + 1", SHOW_LIST),
    "len": (
        "box = []",
        "box[len(box):] = [0] * (1 - len(box))\nbox[0:0] = [1] * len(box)",
        None,
    ),
    "operator module": (
        "import operator\n" + LIST,
        "operator.setitem(box, 0, operator.getitem(box, 0) + 1)",
        SHOW_LIST,
    ),
    "copy": ("import copy\n" + LIST, "box[0] = copy.copy(box)[0] + 1", SHOW_LIST),
    "json": (
        "import json\n" + LIST,
        "box[0] = json.loads(json.dumps(box))[0] + 1",
        SHOW_LIST,
    ),
    "partial": (
        "import functools\n" + LIST,
        "functools.partial(box.__setitem__, 0)(box[0] + 1)",
        SHOW_LIST,
    ),
    "default argument": (
        "def bump(box=[0]):\n    box[0] = box[0] + 1\n    return box",
        "bump()",
        "print(bump()[0] - 1)",
    ),
    "decorator": (
        GLOBAL
        + "\ndef twice(f):\n    def g():\n        global x\n        x = f() + 1\n"
        "    return g\n@twice\ndef bump():\n    return x",
        "bump()",
        SHOW_X,
    ),
    "context manager": (
        GLOBAL + "\nimport contextlib\n@contextlib.contextmanager\ndef change():\n"
        "    global x\n    n = x\n    yield\n    x = n + 1",
        "with change(): pass",
        SHOW_X,
    ),
    "lambda": (LIST, "(lambda: box.__setitem__(0, box[0] + 1))()", SHOW_LIST),
    "closure": (
        "def make():\n    n = 0\n    def bump():\n        nonlocal n\n        n += 1\n"
        "        return n\n    return bump\nbump = make()",
        "bump()",
        "print(bump() - 1)",
    ),
    "generator that keeps state": (
        LIST + "\ndef numbers():\n    n = box[0]\n    yield n + 1",
        "for box[0] in numbers(): pass",
        SHOW_LIST,
    ),
}
LOSING.pop("len")
DATA = """
import dataclasses, functools, itertools
@dataclasses.dataclass
class Pair:
    n: int
pair = Pair(0)
"""
LOSING["dataclass equality"] = (
    DATA,
    "pair.n = 1 if pair == Pair(0) else 2",
    "print(pair.n)",
)
LOSING["dataclass text"] = (
    DATA,
    "pair.n = 1 if repr(pair) == 'Pair(n=0)' else 2",
    "print(pair.n)",
)
LOSING["dataclass as a dict"] = (
    DATA,
    "pair.n = dataclasses.asdict(pair)['n'] + 1",
    "print(pair.n)",
)
LOSING["sys.stdout"] = (
    LIST,
    "import sys\nsys.stdout.write('')\nbox[0] = box[0] + 1",
    SHOW_LIST,
)


@pytest.mark.parametrize("construct", LOSING)
def test_an_update_can_be_lost_through(construct):
    report = twice(*LOSING[construct])
    assert report.verdict == "output", report.sentence()


@pytest.mark.parametrize("construct", LOSING)
def test_a_lock_keeps_every_update_through(construct):
    report = twice(*LOSING[construct], locked=True)
    assert report.verdict == "holds", report.sentence()


CHECKING = {
    "truth of a list": ("not box", "box.append(1)"),
    "len": ("len(box) == 0", "box.append(1)"),
    "in": ("1 not in box", "box.append(1)"),
    "equality": ("box == []", "box.append(1)"),
    "any": ("not any(box)", "box.append(1)"),
    "bool": ("bool(box) is False", "box.append(1)"),
    "and": ("True and not box", "box.append(1)"),
    "chained comparison": ("0 <= len(box) < 1", "box.append(1)"),
    "f-string": ("f'{box}' == '[]'", "box.append(1)"),
    "percent": ("'%s' % (box,) == '[]'", "box.append(1)"),
    "join": ("''.join(box) == ''", "box.append('1')"),
    "assert": ("not box", "box += [1]"),
}


@pytest.mark.parametrize("construct", CHECKING)
def test_another_thread_can_come_after_a_check_by(construct):
    test, act = CHECKING[construct]
    body = (
        f"global box\nif {test}:\n    {act}"
        if "+=" in act
        else f"if {test}:\n    {act}"
    )
    source = threads(body, body, setup="box = []", end="print(len(box))")
    assert outputs(source) == {"1", "2"}


def test_a_late_bound_loop_variable_is_read_when_the_thread_runs():
    source = (
        "import threading\ndef main():\n    log, threads = [], []\n"
        "    for i in range(2):\n"
        "        thread = threading.Thread(target=lambda: log.append(i))\n"
        "        thread.start()\n        threads.append(thread)\n"
        "    for thread in threads:\n        thread.join()\n    print(log)\nmain()\n"
    )
    assert outputs(source) == {"[0, 1]", "[1, 1]", "[1, 0]"}


def test_a_name_bound_after_a_thread_started_may_not_be_there_yet():
    source = (
        "import threading\ndef work():\n    print(late)\n"
        "thread = threading.Thread(target=work)\nthread.start()\nlate = 1\nthread.join()\n"
    )
    assert verdict(source).verdict == "raises"


def test_a_callback_of_the_library_is_an_operation():
    source = (
        "import threading\nlog = []\n"
        "threads = [threading.Thread(target=log.append, args=(n,)) for n in (1, 2)]\n"
        "for t in threads: t.start()\nfor t in threads: t.join()\nprint(log)\n"
    )
    assert outputs(source) == {"[1, 2]", "[2, 1]"}


def test_deleting_is_an_operation():
    body = "if 'n' in box:\n    del box['n']"
    assert verdict(threads(body, body, setup=DICT)).verdict == "raises"
    body = "if hasattr(cell, 'value'):\n    del cell.value"
    plain = "class Cell: pass\ncell = Cell()\ncell.value = 1"
    assert verdict(threads(body, body, setup=plain)).verdict == "raises"


def test_a_shared_iterator_gives_each_number_once_in_any_sequence():
    setup = "import itertools\nnumbers, log = itertools.count(1), []"
    body = "n = next(numbers)\nlog.append(n)"
    source = threads(body, body, setup=setup, end="print(log)")
    assert outputs(source) == {"[1, 2]", "[2, 1]"}


@pytest.mark.parametrize("numbers", ["itertools.count(1)", "iter(range(1, 9))"])
def test_loops_that_share_an_iterator_take_turns_in_any_sequence(numbers):
    setup = f"import itertools\nnumbers, log = {numbers}, []"
    body = "for n in numbers:\n    log.append(n)\n    break"
    source = threads(body, body, setup=setup, end="print(log)")
    assert outputs(source) == {"[1, 2]", "[2, 1]"}


def test_a_cached_property_can_be_computed_twice_since_it_has_no_lock():
    setup = (
        "import functools\nmade = []\nclass Box:\n    @functools.cached_property\n"
        "    def value(self):\n        made.append(1)\n        return 1\nbox = Box()"
    )
    source = threads("box.value", "box.value", setup=setup, end="print(len(made))")
    twice = {"2"} if sys.version_info >= (3, 12) else set()
    assert outputs(source) == {"1"} | twice


def test_a_view_made_before_the_threads_is_of_the_same_dict():
    source = threads(
        "log.append([*view])",
        "box['m'] = 1",
        setup="box, log = {'n': 0}, []\nview = box.keys()",
        end="print(log)",
    )
    assert outputs(source) == {"[['n']]", "[['n', 'm']]"}


RUNNING = {
    "a generator": (
        "def numbers():\n    while True:\n        yield 1\n",
        "next(source)",
    ),
    "a generator sent to": (
        "def numbers():\n    while True:\n        yield 1\n",
        "source.send(None)",
    ),
    "a generator in a loop": (
        "def numbers():\n    yield 1\n    yield 2\n",
        "for n in source: pass",
    ),
    "a generator taken whole": (
        "def numbers():\n    yield 1\n    yield 2\n",
        "list(source)",
    ),
    "a generator expression": (
        "def numbers():\n    return (n for n in (1, 2, 3))\n",
        "next(source)",
    ),
}


@pytest.mark.parametrize("generator", RUNNING)
def test_another_thread_can_find_running(generator):
    setup, body = RUNNING[generator]
    setup += "source = numbers()"
    assert verdict(threads(body, body, setup=setup)).verdict == "raises"
    locked = f"with lock:\n    {body}"
    setup += "\nlock = threading.Lock()"
    assert verdict(threads(locked, locked, setup=setup)).verdict == "holds"


ENDS = {
    "a generator": "def numbers():\n    yield 1\n    yield 2\nsource = numbers()",
    "one that returns": (
        "def numbers():\n    yield 1\n    yield 2\n    return 3\nsource = numbers()"
    ),
    "a generator expression": "source = (n for n in (1, 2))",
}


@pytest.mark.parametrize("setup", ENDS.values(), ids=ENDS)
def test_a_generator_still_runs_while_it_ends(setup):
    take = "try:\n    for n in source: seen.append(n * {})\nexcept ValueError: seen.append(0)"
    setup += "\nseen = []"
    source = threads(take.format(1), take.format(10), setup=setup, end="print(seen)")
    assert "[20, 1, 0]" in outputs(source)  # the first runs to its end meanwhile


def test_print_looks_once_for_where_it_prints():
    source = threads(
        "print('a', 'b')",
        "with contextlib.redirect_stdout(text): pass",
        setup="import contextlib, io\ntext = io.StringIO()",
        end="print(repr(text.getvalue()))",
    )
    assert outputs(source) == {"a b\n''", "'a b\\n'"}


def test_an_attribute_of_an_object_of_the_library_is_read_by_its_methods():
    source = threads(
        "seen.append(wrapper.fill('a b'))",
        "wrapper.width = 1",
        setup="import textwrap\nwrapper, seen = textwrap.TextWrapper(), []",
        end="print(seen)",
    )
    assert outputs(source) == {"['a b']", "['a\\nb']"}


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="type parameters are new in 3.12"
)
@pytest.mark.parametrize(
    ("setup", "read"),
    [
        ("def f[T: B](): pass\nT, = f.__type_params__", "T.__bound__"),
        ("class C[T: B]: pass\nT, = C.__type_params__", "T.__bound__"),
        ("type A = B", "A.__value__"),
    ],
)
def test_a_type_is_evaluated_when_it_is_asked_for(setup, read):
    source = threads(
        f"seen.append({read}.__name__)",
        "global B\nB = str",
        setup=f"B, seen = int, []\n{setup}",
        end="print(*seen)",
    )
    assert outputs(source) == {"int", "str"}
