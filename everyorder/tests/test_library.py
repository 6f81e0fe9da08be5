"""What textbooks take from the library: shared objects of it, changed by two threads.

As in test_switch_points.py: an update can be lost, behind a lock none is. A library
object of which the engine knows nothing may end `unsupported`, but never hold.
"""

import sys
from pathlib import Path

import pytest
from programs import outputs, threads, twice, verdict

import everyorder
from everyorder.instrument.library import FILE
from everyorder.runtime.scheduler import Scheduler

BOX = "\nbox = [0]"
SHOW = "print(box[0])"
TABLE = {
    "StringIO": (
        "import io\nbox = io.StringIO()",
        "n = len(box.getvalue())\nbox.seek(0); box.truncate(); box.write('x' * (n + 1))",
        "print(len(box.getvalue()))",
    ),
    "StringIO checked": (
        "import io\nbox = io.StringIO()\nx = 0",
        "global x\nif box.tell() == 0:\n    x += 1\nelse: x = 2\nbox.write('a')",
        "print(x)",
    ),
    "Random": (
        "import random\nbox = random.Random(1)\nx = 0",
        "global x\nif box.getstate() == start: x += 1\nelse: x = 2\nbox.random()",
        "print(x)",
    ),
    "OrderedDict": (
        "import collections\nbox = collections.OrderedDict(n=0)",
        "box['n'] = box['n'] + 1\nbox.move_to_end('n')",
        "print(box['n'])",
    ),
    "Counter": (
        "import collections\nbox = collections.Counter()",
        "box['n'] += 1",
        "print(box['n'])",
    ),
    "Counter.update": (
        "import collections\nbox = collections.Counter()",
        "n = box.total()\nbox.clear()\nbox.update('a' * (n + 1))",
        "print(box['a'])",
    ),
    "defaultdict": (
        "import collections\nbox = collections.defaultdict(int)",
        "box['n'] += 1",
        "print(box['n'])",
    ),
    "ChainMap": (
        "import collections\nbox = collections.ChainMap({'n': 0}, {})",
        "box['n'] += 1",
        "print(box['n'])",
    ),
    "UserDict": (
        "import collections\nbox = collections.UserDict(n=0)",
        "box['n'] = box['n'] + 1",
        "print(box['n'])",
    ),
    "UserList": (
        "import collections\nbox = collections.UserList([0])",
        "box[0] = box[0] + 1",
        "print(box[0])",
    ),
    "deque": (
        "import collections\nbox = collections.deque([0])",
        "box.append(box.pop() + 1) if box else box.append(9)",
        "print(box[0] if len(box) == 1 else 'two')",
    ),
    "heapq": (
        "import heapq\nbox = [0]",
        "n = box[0]\nheapq.heapreplace(box, n + 1)",
        SHOW,
    ),
    "heapq.heappop": (
        "import heapq\nbox = [0]",
        "n = heapq.heappop(box) if box else 5\nheapq.heappush(box, n + 1)",
        "print(*box)",
    ),
    "bisect": (
        "import bisect\nbox = []",
        "n = bisect.bisect(box, 9)\nbisect.insort(box, n + 1)",
        "print(max(box))",
    ),
    "itertools.count": (
        "import itertools\nbox, log = itertools.count(), [0]",
        "n = log[0]\nnext(box)\nlog[0] = n + 1",
        "print(log[0])",
    ),
    "itertools.accumulate": (
        "import itertools" + BOX,
        "*_, n = itertools.accumulate(box)\nbox[0] = n + 1",
        SHOW,
    ),
    "itertools.chain": (
        "import itertools" + BOX,
        "box[0] = sum(itertools.chain(box, [1]))",
        SHOW,
    ),
    "itertools.tee": (
        "import itertools" + BOX,
        "a, b = itertools.tee(box)\nbox[0] = next(a) + 1",
        SHOW,
    ),
    "functools.partial": (
        "import functools, operator" + BOX,
        "box[0] = functools.partial(operator.getitem, box)(0) + 1",
        SHOW,
    ),
    "partial of the program": (
        "import functools" + BOX + "\ndef put(b, n): b[0] = n",
        "functools.partial(put, box)(box[0] + 1)",
        SHOW,
    ),
    "functools.reduce": (
        "import functools" + BOX,
        "box[0] = functools.reduce(lambda a, b: a + b, box, 1)",
        SHOW,
    ),
    "lru_cache": (
        "import functools\nmade = [0]\n@functools.lru_cache\ndef make(n):\n"
        "    made[0] = made[0] + 1\n    return n",
        "make(1)\nmake.cache_clear()",
        "print(made[0])",
    ),
    "cache checked": (
        "import functools\nx = 0\n@functools.cache\ndef make(n): return n",
        "global x\nif make.cache_info().currsize == 0: x += 1\nelse: x = 2\nmake(1)",
        "print(x)",
    ),
    "cached_property": (
        "import functools\nclass A:\n    made = 0\n    @functools.cached_property\n"
        "    def n(self):\n        A.made += 1\n        return 1\na = A()",
        "a.n\ndel a.n",
        "print(A.made)",
    ),
    "singledispatch": (
        "import functools\n@functools.singledispatch\ndef one(n): return 0\n"
        "@one.register\ndef _(n: int): return n + 1" + BOX,
        "box[0] = one(box[0])",
        SHOW,
    ),
    "total_ordering": (
        "import functools\n@functools.total_ordering\nclass A:\n    n = 0\n"
        "    def __lt__(self, o): return self.n < o\n"
        "    def __eq__(self, o): return self.n == o\na = A()",
        "if a <= 0: a.n = 1\nelse: a.n = 2",
        "print(a.n)",
    ),
    "dataclass": (
        "import dataclasses\n@dataclasses.dataclass\nclass A:\n    n: int = 0\na = A()",
        "a.n = dataclasses.replace(a, n=a.n + 1).n",
        "print(a.n)",
    ),
    "ordered dataclass": (
        "import dataclasses\n@dataclasses.dataclass(order=True)\nclass A:\n    n: int = 0\n"
        "a, zero = A(), A()",
        "a.n = 1 if a <= zero else 2",
        "print(a.n)",
    ),
    "enum": (
        "import enum\nclass S(enum.Enum):\n    A = 0\n    B = 1\n    C = 2\ns = S.A",
        "global s\ns = S(s.value + 1)",
        "print(s.value)",
    ),
    "flag": (
        "import enum\nclass F(enum.Flag):\n    A = 1\n    B = 2\nbox, n = [F(0)], [0]",
        "n[0] += 1\nbox[0] = box[0] | F(n[0] & 3)",
        "print(n[0])",
    ),
    "namedtuple": (
        "import collections\nP = collections.namedtuple('P', 'n')\np = P(0)",
        "global p\np = p._replace(n=p.n + 1)",
        "print(p.n)",
    ),
    "typing.NamedTuple": (
        "import typing\nclass P(typing.NamedTuple):\n    n: int\np = P(0)",
        "global p\np = P(p.n + 1)",
        "print(p.n)",
    ),
    "SimpleNamespace": (
        "import types\nbox = types.SimpleNamespace(n=0)",
        "box.n += 1",
        "print(box.n)",
    ),
    "weakref": (
        "import weakref\nclass A: n = 0\na = A()\nr = weakref.ref(a)",
        "r().n = r().n + 1",
        "print(a.n)",
    ),
    "WeakValueDictionary": (
        "import weakref\nclass A: n = 0\na = A()\nbox = weakref.WeakValueDictionary(a=a)",
        "box['a'].n = box['a'].n + 1",
        "print(a.n)",
    ),
    "WeakKeyDictionary": (
        "import weakref\nclass A: pass\na = A()\nbox = weakref.WeakKeyDictionary({a: 0})",
        "box[a] = box[a] + 1",
        "print(box[a])",
    ),
    "contextvars": (
        "import contextvars\nv = contextvars.ContextVar('v', default=1)" + BOX,
        "n = box[0]\nv.set(n + v.get())\nbox[0] = v.get()",
        SHOW,
    ),
    "copy": ("import copy" + BOX, "box[0] = copy.copy(box)[0] + 1", SHOW),
    "deepcopy": (
        "import copy\nbox = [[0]]",
        "box[0][0] = copy.deepcopy(box)[0][0] + 1",
        "print(box[0][0])",
    ),
    "copy of an object": (
        "import copy\nclass A: pass\na = A(); a.n = 0",
        "a.n = copy.copy(a).n + 1",
        "print(a.n)",
    ),
    "Template": (
        "import string\nbox = {'n': 0}",
        "box['n'] = int(string.Template('$n').substitute(box)) + 1",
        "print(box['n'])",
    ),
    "textwrap": (
        "import textwrap\nbox = ['']",
        "box[0] = textwrap.dedent(box[0]) + 'x'",
        "print(len(box[0]))",
    ),
    "json": (
        "import json\nbox = {'n': 0}",
        "box['n'] = json.loads(json.dumps(box))['n'] + 1",
        "print(box['n'])",
    ),
    "hashlib": (
        "import hashlib\nbox, seen = hashlib.sha256(), set()",
        "seen.add(box.hexdigest())\nbox.update(b'x')",
        "print(len(seen))",
    ),
    "re": (
        "import re\nbox = ['']",
        "box[0] = re.sub('$', 'x', box[0], count=1)",
        "print(len(box[0]))",
    ),
    "re with a callback": (
        "import re" + BOX,
        "re.sub('a', lambda m: str(box.__setitem__(0, box[0] + 1)), 'a')",
        SHOW,
    ),
    "datetime": (
        "import datetime as d\nbox = [d.date(2000, 1, 1)]",
        "box[0] += d.timedelta(days=1)",
        "print(box[0].day - 1)",
    ),
    "decimal": (
        "from decimal import Decimal\nx = Decimal(0)",
        "global x\nx += 1",
        "print(x)",
    ),
    "fractions": (
        "from fractions import Fraction\nx = Fraction(0)",
        "global x\nx = x + 1",
        "print(x)",
    ),
    "array": (
        "import array\nbox = array.array('i', [0])",
        "box[0] += 1",
        SHOW,
    ),
    "bytearray": ("box = bytearray(1)", "box[0] += 1", SHOW),
    "memoryview": (
        "box = bytearray(1)\nview = memoryview(box)",
        "view[0] = box[0] + 1",
        SHOW,
    ),
    "operator": (
        "import operator" + BOX,
        "operator.setitem(box, 0, operator.getitem(box, 0) + 1)",
        SHOW,
    ),
    "statistics": (
        "import statistics" + BOX,
        "box[0] = statistics.mean(box) + 1",
        SHOW,
    ),
    "pprint": (
        "import pprint" + BOX,
        "box[0] = int(pprint.pformat(box)[1:-1]) + 1",
        SHOW,
    ),
    "struct": (
        "import struct\nbox = bytearray(4)",
        "struct.pack_into('i', box, 0, struct.unpack_from('i', box)[0] + 1)",
        "print(box[0])",
    ),
    "reversed": (BOX, "box[0] = next(reversed(box)) + 1", SHOW),
    "sorted with a key": (BOX, "box[0] = sorted(box, key=lambda n: n)[0] + 1", SHOW),
    "contextlib.ExitStack": (
        "import contextlib" + BOX,
        "with contextlib.ExitStack() as stack:\n"
        "    stack.callback(box.__setitem__, 0, box[0] + 1)",
        SHOW,
    ),
    "contextlib.suppress": (
        "import contextlib" + BOX,
        "with contextlib.suppress(KeyError):\n    box[0] += 1",
        SHOW,
    ),
    "abc": (
        "import abc\nclass A(abc.ABC):\n    n = 0\n    @abc.abstractmethod\n"
        "    def add(self): ...\nclass B(A):\n    def add(self): self.n = self.n + 1\n"
        "b = B()",
        "b.add()",
        "print(b.n)",
    ),
    "a protocol": (
        "import typing\nclass P(typing.Protocol):\n    n: int\nclass A:\n    n = 0\na = A()",
        "a.n = a.n + 1",
        "print(a.n)",
    ),
    "graphlib": (
        "import graphlib" + BOX,
        "box[0] = len(list(graphlib.TopologicalSorter({9: box}).static_order())) * 0"
        " + box[0] + 1",
        SHOW,
    ),
    "csv": (
        "import csv, io\nbox = io.StringIO()\nx = 0",
        "global x\nif box.tell() == 0: x += 1\nelse: x = 2\ncsv.writer(box).writerow('a')",
        "print(x)",
    ),
}
TABLE["Random"] = (
    TABLE["Random"][0] + "\nstart = box.getstate()",
    *TABLE["Random"][1:],
)


@pytest.mark.parametrize("what", TABLE)
def test_an_update_can_be_lost_through(what):
    report = twice(*TABLE[what])
    assert report.verdict in ("output", "raises"), report.sentence()


@pytest.mark.parametrize("what", TABLE)
def test_a_lock_keeps_every_update_through(what):
    report = twice(*TABLE[what], locked=True, preemptions=2)
    assert report.verdict == "holds", report.sentence()


ENGINE = str(Path(everyorder.__file__).parent)
LIBRARY = FILE.partition("{")[0]
# What calls the library for the program, or lets go of what the program held.
FOR_THE_PROGRAM = ("operations", "runtime/lifetimes.py")


def test_the_engine_itself_runs_none_of_what_is_rewritten(monkeypatch):
    """Its own calls would be operations of the program, at some times and not others."""
    visit, wrong = Scheduler.visit, set()

    def look(scheduler, site, always=False):
        frame = sys._getframe(1)
        while frame.f_back is not None:
            file, caller = frame.f_code.co_filename, frame.f_back.f_code.co_filename
            own = caller.removeprefix(f"{ENGINE}/")
            ours = own != caller and not own.startswith(FOR_THE_PROGRAM)
            if ours and file.startswith(LIBRARY):
                wrong.add((file, own))
            frame = frame.f_back
        visit(scheduler, site, always)

    monkeypatch.setattr(Scheduler, "visit", look)
    for setup, body, end in TABLE.values():
        late = ("if seen: 1 / 0", f"{body}\nseen.append(1)")  # not in the first order
        verdict(threads(*late, setup=f"{setup}\nseen = []", end=end), limit=50)
    assert not wrong


SHOWN = """class C:
    n = 0
    def __repr__(self):
        m = C.n
        C.n = m + 1
        return 'x'
box = [C()]
texts = set()"""


@pytest.mark.parametrize("show", ["repr(box)", "str(box)", "f'{box}'", "'%s' % box"])
def test_two_threads_can_show_one_list_at_once(show):
    """The guard against a list that holds itself is each thread's own."""
    source = threads(
        f"texts.add({show})", f"texts.add({show})", setup=SHOWN, end="print(C.n, texts)"
    )
    assert outputs(source) == {f"{n} {{'[x]'}}" for n in (1, 2)}


def test_a_list_that_holds_itself_is_shown_once():
    source = threads(
        "texts.add(repr(box))",
        setup="box = [1]\nbox.append(box)\ntexts = set()",
        end="print(texts)",
    )
    assert outputs(source) == {"{'[1, [...]]'}"}


def test_a_member_of_an_enum_is_looked_up_while_another_thread_adds_it():
    setup = (
        "import enum\nclass Color(enum.Enum):\n    RED = 1\n    @classmethod\n"
        "    def _missing_(cls, value):\n        calls.append(value)\n"
        "        cls._value2member_map_[value] = cls.RED\n        return cls.RED\n"
        "calls = []"
    )
    source = threads("Color(2)", "Color(2)", setup=setup, end="print(len(calls))")
    assert outputs(source) == {"1", "2"}


def test_a_copy_is_made_item_by_item():
    setup = "import copy\nclass N: a = b = 1\nn = N()\nn.a = n.b = 1\nseen = []"
    source = threads(
        "n.a = 2\nn.b = 2",
        "k = copy.deepcopy(n)\nseen.append((k.a, k.b))",
        *(),
        setup=setup,
        end="print(*seen)",
    )
    assert outputs(source) == {"(1, 1)", "(2, 1)", "(1, 2)", "(2, 2)"}
