"""Other modules of the library, each with a race in what it reads, keeps or calls.

An entry is (setup, body of one thread, body of the other or "", what is shown at the
end or "" for what the threads saw).
"""

from collections.abc import Iterator

from .template import look, program

COUNT = "n = 0\ndef f(*args):\n    global n\n    m = n\n    n = m + 1\n    return m"
SHOW = "print(n)"
TABLE = {
    # functools
    "cache misses": (
        f"import functools\n{COUNT}\ng = functools.cache(f)",
        *("g(1)", "", "print(g.cache_info())"),
    ),
    "cache gives two results": (
        f"import functools\n{COUNT}\ng = functools.cache(f)",
        *("g(1)", "", ""),
    ),
    "lru_cache throws away": (
        "import functools\n@functools.lru_cache(1)\ndef g(n): return n",
        *("g(1)", "g(2)", "print(g.cache_info())"),
    ),
    "cache_clear": (
        f"import functools\n{COUNT}\ng = functools.cache(f)\ng(1)",
        *("g(1)", "g.cache_clear()", SHOW),
    ),
    "cache_info": (
        "import functools\n@functools.cache\ndef g(n): return n",
        *("g(1)", "g.cache_info()", ""),
    ),
    "cached_property is computed": (
        f"import functools\n{COUNT}\nclass C: x = functools.cached_property(f)\n"
        "C.x.__set_name__(C, 'x')\nc = C()",
        *("c.x", "", SHOW),
    ),
    "cached_property is set meanwhile": (
        "import functools\nclass C:\n    @functools.cached_property\n"
        "    def x(self): return 1\nc = C()",
        *("c.x", "c.x = 2", ""),
    ),
    "cached_property is deleted meanwhile": (
        "import functools\nclass C:\n    @functools.cached_property\n"
        "    def x(self): return 1\nc = C()\nc.x",
        *("'x' in vars(c)", "del c.x", ""),
    ),
    "singledispatch registers": (
        "import functools\n@functools.singledispatch\ndef g(x): return 'any'",
        *("g(1)", "g.register(int, lambda x: 'int')", ""),
    ),
    "singledispatch calls": (
        f"import functools\n{COUNT}\ng = functools.singledispatch(f)",
        *("g(1)", "", SHOW),
    ),
    "total_ordering": (
        "import functools\n@functools.total_ordering\nclass C:\n    n = 0\n"
        "    def __lt__(self, other):\n        m = C.n\n        C.n = m + 1\n"
        "        return True\n    def __eq__(self, other): return True\nc = C()",
        *("c > 1", "", "print(C.n)"),
    ),
    "total_ordering reads": (
        "import functools\n@functools.total_ordering\nclass C:\n    n = 1\n"
        "    def __lt__(self, other): return self.n < other\n"
        "    def __eq__(self, other): return self.n == other\nc = C()",
        *("c >= 2", "c.n = 2", ""),
    ),
    "reduce over a list": (
        "import functools, operator\nbox = [1, 2]",
        *("functools.reduce(operator.add, box)", "box.append(3)", ""),
    ),
    "wraps": (
        "import functools\ndef f(): pass",
        *("functools.wraps(f)(lambda: 0).__name__", "f.__name__ = 'g'", ""),
    ),
    # operator, itertools
    "attrgetter": (
        "import operator\nclass C: n = 1\nc = C()",
        *("operator.attrgetter('n')(c)", "c.n = 2", ""),
    ),
    "itemgetter": (
        "import operator\nbox = [1]",
        *("operator.itemgetter(0)(box)", "box[0] = 2", ""),
    ),
    "methodcaller": (
        "import operator\nbox = [1]",
        *("operator.methodcaller('pop')(box)", "", ""),
    ),
    "operator.setitem": (
        "import operator\nbox = [1]",
        *("operator.getitem(box, 0)", "operator.setitem(box, 0, 2)", ""),
    ),
    "operator.iadd": (
        "import operator\nbox = []",
        *("operator.iadd(box, [1])", "seen.append(len(box))", "print(seen[-1])"),
    ),
    "operator.contains": (
        "import operator\nbox = []",
        *("operator.contains(box, 1)", "box.append(1)", ""),
    ),
    "itertools.count shared": (
        "import itertools\nc = itertools.count()",
        *("next(c)", "seen.append(next(c) * 10)", ""),
    ),
    "itertools.cycle shared": (
        "import itertools\nc = itertools.cycle([1, 2, 3])",
        *("next(c)", "seen.append(next(c) * 10)", ""),
    ),
    "itertools.repeat shared": (
        "import itertools\nc = itertools.repeat(1, 1)",
        *("next(c, 0)", "seen.append(next(c, 0) * 10)", ""),
    ),
    "iterator of a list shared": (
        "c = iter([1, 2])",
        *("next(c)", "seen.append(next(c) * 10)", ""),
    ),
    "iterator of a range shared": (
        "c = iter(range(2))",
        *("next(c)", "seen.append(next(c) * 10)", ""),
    ),
    "iterator of a dict shared": (
        "c = iter({1: 1, 2: 2})",
        *("next(c)", "seen.append(next(c) * 10)", ""),
    ),
    "enumerate shared": (
        "c = enumerate('ab')",
        *("next(c)", "seen.append(next(c)[1])", ""),
    ),
    "zip shared": ("c = zip('ab', 'cd')", "next(c)", "seen.append(next(c)[1])", ""),
    "map shared": (
        "c = map(str, [1, 2])",
        *("next(c)", "seen.append(next(c) + '!')", ""),
    ),
    "reversed shared": ("c = reversed([1, 2])", "next(c)", "list(c)", ""),
    "chain shared": (
        "import itertools\nc = itertools.chain([1], [2])",
        *("next(c)", "seen.append(next(c) * 10)", ""),
    ),
    "tee's halves": (
        "import itertools\ndef g():\n    yield 1\n    yield 2\na, b = itertools.tee(g())",
        *("next(a)", "seen.append(next(b) * 10)", ""),
    ),
    "groupby shared": (
        "import itertools\nc = itertools.groupby('ab')",
        *("next(c)[0]", "seen.append(next(c)[0] * 2)", ""),
    ),
    "islice shared": (
        "import itertools\nc = itertools.islice([1, 2], 2)",
        *("list(c)", "seen.append(next(c, 0))", ""),
    ),
    "generator shared": (
        "def g():\n    yield 1\n    yield 2\nc = g()",
        *("next(c)", "seen.append(next(c) * 10)", ""),
    ),
    "generator sent to": (
        "def g():\n    n = 0\n    while True:\n        n += yield n\nc = g()\nnext(c)",
        *("c.send(1)", "c.send(2)", ""),
    ),
    "generator closed": (
        "def g():\n    yield 1\n    yield 2\nc = g()",
        *("next(c, 0)", "c.close()", ""),
    ),
    "generator in two loops": (
        "c = (n for n in (1, 2))",
        *("for n in c: seen.append(n)", "for n in c: seen.append(n * 10)", ""),
    ),
    # contextlib
    "contextmanager": (
        "import contextlib\nn = 0\n@contextlib.contextmanager\ndef change():\n"
        "    global n\n    m = n\n    yield\n    n = m + 1",
        *("with change(): pass", "", SHOW),
    ),
    "ExitStack shared": (
        "import contextlib\nstack = contextlib.ExitStack()",
        *("stack.callback(seen.append, 1)", "stack.close()", ""),
    ),
    "ExitStack enters": (
        f"import contextlib\n{COUNT}\n@contextlib.contextmanager\ndef c():\n    yield f()",
        *("with contextlib.ExitStack() as s: s.enter_context(c())", "", SHOW),
    ),
    "closing": (
        f"import contextlib\n{COUNT}\nclass C: close = f",
        *("with contextlib.closing(C()): pass", "", SHOW),
    ),
    "suppress": (
        "import contextlib\nbox = {'n': 0}",
        *(
            "with contextlib.suppress(KeyError): seen.append(box['n'])",
            *("del box['n']", ""),
        ),
    ),
    "nullcontext": (
        "import contextlib\nc = contextlib.nullcontext([1])",
        *("with c as box: seen.append(len(box))", "c.enter_result = []", ""),
    ),
    "redirect_stdout": (
        "import contextlib, io\nout = io.StringIO()",
        *("with contextlib.redirect_stdout(out): pass", "print('x')", "print(end='')"),
    ),
    "ContextDecorator": (
        "import contextlib\nn = 0\nclass C(contextlib.ContextDecorator):\n"
        "    def __enter__(self): global n; m = n; n = m + 1\n"
        "    def __exit__(self, *_): pass\n@C()\ndef g(): pass",
        *("g()", "", SHOW),
    ),
    # dataclasses, enum, namedtuple
    "dataclass eq": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\n    b: int\n"
        "p = P(1, 1)",
        *("p == P(1, 2)", "p.a = p.b = 2", ""),
    ),
    "dataclass order": (
        "import dataclasses\n@dataclasses.dataclass(order=True)\nclass P:\n    a: int\np = P(1)",
        *("p < P(2)", "p.a = 3", ""),
    ),
    "dataclass repr": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\n    b: int\n"
        "p = P(1, 1)",
        *("repr(p)", "p.a = p.b = 2", ""),
    ),
    "asdict": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\n    b: int\n"
        "p = P(1, 1)",
        *("dataclasses.asdict(p)", "p.a = p.b = 2", ""),
    ),
    "astuple": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\n    b: int\n"
        "p = P(1, 1)",
        *("dataclasses.astuple(p)", "p.a = p.b = 2", ""),
    ),
    "dataclasses.replace": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\n    b: int\n"
        "p = P(1, 1)",
        *("dataclasses.replace(p, b=0)", "p.a = 2", ""),
    ),
    "default_factory": (
        f"import dataclasses\n{COUNT}\n@dataclasses.dataclass\nclass P:\n"
        "    a: int = dataclasses.field(default_factory=f)",
        *("P()", "", SHOW),
    ),
    "__post_init__": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    n = 0\n    a: int = 0\n"
        "    def __post_init__(self):\n        m = P.n\n        P.n = m + 1",
        *("P()", "", "print(P.n)"),
    ),
    "frozen dataclass with a list": (
        "import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass P:\n    a: list\n"
        "p = P([1])",
        *("repr(p)", "p.a.append(2)", ""),
    ),
    "dataclass hash": (
        "import dataclasses\n@dataclasses.dataclass(unsafe_hash=True)\nclass P:\n    a: int\n"
        "p = P(1)",
        *("hash(p) == hash(P(1))", "p.a = 2", ""),
    ),
    "dataclass with slots": (
        "import dataclasses\n@dataclasses.dataclass(slots=True)\nclass P:\n    a: int\np = P(0)",
        *("p.a += 1", "", "print(p.a)"),
    ),
    "dataclass match": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\np = P(1)",
        *("match p:\n    case P(n): seen.append(n)", "p.a = 2", ""),
    ),
    "enum _missing_": (
        "import enum\nhits = []\nclass E(enum.Enum):\n    A = 1\n    @classmethod\n"
        "    def _missing_(cls, value):\n        hits.append(len(hits))\n        return cls.A",
        *("hits.append(E(9).value + len(hits))", "", "print(hits)"),
    ),
    "enum attribute": (
        "import enum\nclass E(enum.Enum): A = 1\nE.A.n = 0",
        *("E.A.n = E.A.n + 1", "", "print(E.A.n)"),
    ),
    "enum property": (
        "import enum\nbox = [1]\nclass E(enum.Enum):\n    A = 1\n    @property\n"
        "    def n(self): return box[0]",
        *("E.A.n", "box[0] = 2", ""),
    ),
    "namedtuple with a list": (
        "import collections\nP = collections.namedtuple('P', 'a')\np = P([1])",
        *("str(p)", "p.a.append(2)", ""),
    ),
    # copy, json, re, string, textwrap
    "copy of an object": (
        "import copy\nclass C: pass\nc = C()\nc.n = 1",
        *("copy.copy(c).n", "c.n = 2", ""),
    ),
    "deepcopy of lists": (
        "import copy\nbox = [[1], [1]]",
        *("copy.deepcopy(box)", "box[0][0] = 2\nbox[1][0] = 2", ""),
    ),
    "deepcopy of a growing dict": (
        "import copy\nbox = {1: [1], 2: [2]}",
        *("copy.deepcopy(box)", "box[3] = [3]", ""),
    ),
    "deepcopy of an object": (
        "import copy\nclass C: pass\nc = C()\nc.a = c.b = 1",
        *("vars(copy.deepcopy(c))", "c.a = 2\nc.b = 2", ""),
    ),
    "json.dumps": (
        "import json\nbox = {'n': 1}",
        "json.dumps(box)",
        "box['n'] = 2",
        "",
    ),
    "json.dumps, indented": (
        "import json\nbox = [[1], [1]]",
        *("json.dumps(box, indent=1)", "box[0][0] = 2\nbox[1][0] = 2", ""),
    ),
    "pprint": ("import pprint\nbox = [1]", "pprint.pformat(box)", "box.append(2)", ""),
    "reprlib": ("import reprlib\nbox = [1]", "reprlib.repr(box)", "box.append(2)", ""),
    "re.sub reads": (
        "import re\nbox = ['x']",
        *("re.sub('a', lambda m: box[0], 'aa')", "box[0] = 'y'", ""),
    ),
    "Template": (
        "import string\nbox = {'a': 1, 'b': 1}",
        *("string.Template('$a$b').substitute(box)", "box['a'] = box['b'] = 2", ""),
    ),
    "Formatter": (
        "import string\nbox = {'a': 1, 'b': 1}",
        *("string.Formatter().vformat('{a}{b}', (), box)", "box.update(a=2, b=2)", ""),
    ),
    "textwrap": (
        "import textwrap\nw = textwrap.TextWrapper(width=3)",
        *("w.fill('ab cd')", "w.width = 9", ""),
    ),
    "StringIO": (
        "import io\nf = io.StringIO()",
        "f.write('a')",
        "f.write('b')",
        "print(f.getvalue())",
    ),
    "StringIO read": (
        "import io\nf = io.StringIO('ab')",
        *("f.read(1)", "seen.append(f.read(1) * 2)", ""),
    ),
    "BytesIO": (
        "import io\nf = io.BytesIO()",
        *("f.write(b'a')", "f.getvalue()", ""),
    ),
    "csv.writer": (
        "import csv, io\nf = io.StringIO()\nw = csv.writer(f)",
        *("w.writerow([1])", "w.writerow([2])", "print(f.getvalue().split())"),
    ),
    "csv.reader shared": (
        "import csv\nr = csv.reader(['a', 'b'])",
        *("next(r)", "seen.append(next(r) * 2)", ""),
    ),
    # weakref
    "WeakValueDictionary": (
        "import weakref\nclass C: pass\nkept = [C()]\nd = weakref.WeakValueDictionary(c=kept[0])",
        *("'c' in d and d['c'] is not None", "kept.clear()", ""),
    ),
    "WeakKeyDictionary": (
        "import weakref\nclass C: pass\nkept = [C()]\nd = weakref.WeakKeyDictionary()\n"
        "d[kept[0]] = 1",
        *("len(d)", "kept.clear()", ""),
    ),
    "WeakSet": (
        "import weakref\nclass C: pass\nkept = [C()]\nd = weakref.WeakSet(kept)",
        *("len(d)", "kept.clear()", ""),
    ),
    "weakref.ref": (
        "import weakref\nclass C: pass\nkept = [C()]\nr = weakref.ref(kept[0])",
        *("r() is None", "kept.clear()", ""),
    ),
    "weakref callback": (
        "import weakref\nclass C: pass\nkept = [C()]\nlog = []\n"
        "r = weakref.ref(kept[0], lambda r: log.append(1))",
        *("len(log)", "kept.clear()", ""),
    ),
    "weakref.finalize": (
        "import weakref\nclass C: pass\nkept = [C()]\nlog = []\n"
        "w = weakref.finalize(kept[0], log.append, 1)",
        *("len(log)", "kept.clear()", ""),
    ),
    "weakref.finalize alive": (
        "import weakref\nclass C: pass\nkept = [C()]\nw = weakref.finalize(kept[0], int)",
        *("w.alive", "w()", ""),
    ),
    "WeakMethod": (
        "import weakref\nclass C:\n    def m(self): return 1\nkept = [C()]\n"
        "r = weakref.WeakMethod(kept[0].m)",
        *("r() is None", "kept.clear()", ""),
    ),
    "weakref.proxy": (
        "import weakref\nclass C: n = 1\nkept = [C()]\np = weakref.proxy(kept[0])",
        *("p.n", "kept.clear()", ""),
    ),
    "weakref.proxy reads": (
        "import weakref\nclass C: n = 1\nc = C()\np = weakref.proxy(c)",
        *("p.n", "c.n = 2", ""),
    ),
    # random, statistics, datetime, decimal
    "Random shared": (
        "import random\nr = random.Random(1)",
        *("r.random()", "seen.append(-r.random())", ""),
    ),
    "Random shuffles": (
        "import random\nr = random.Random(1)\nbox = [1, 2, 3]",
        *("r.shuffle(box)", "seen.append(box[:])", "print(seen)"),
    ),
    "Random seeded": (
        "import random\nr = random.Random(1)",
        *("r.randint(1, 99)", "r.seed(2)", ""),
    ),
    "Random choice": (
        "import random\nr = random.Random(1)\nbox = [1]",
        *("r.choice(box)", "box[0] = 2", ""),
    ),
    "statistics": (
        "import statistics\nbox = [1, 2]",
        *("statistics.mean(box)", "box.append(9)", ""),
    ),
    "statistics.median": (
        "import statistics\nbox = [1, 2]",
        *("statistics.median(box)", "box.append(9)", ""),
    ),
    "decimal context": (
        "import decimal\nD = decimal.Decimal\nx = D(1)",
        *("global x\nx = x / 3", "", "print(x)"),
    ),
    "fractions": (
        "from fractions import Fraction\nx = Fraction(1)",
        *("global x\nx = x / 2", "", "print(x)"),
    ),
    "datetime": (
        "import datetime as d\nx = d.date(2000, 1, 1)",
        *("global x\nx += d.timedelta(1)", "", "print(x)"),
    ),
    "contextvars": (
        "import contextvars\nv = contextvars.ContextVar('v', default=0)\nbox = [0]",
        *("v.set(box[0] + 1)\nbox[0] = v.get()", "", "print(box)"),
    ),
    # logging, warnings, unittest.mock
    "logging handler": (
        "import logging\nclass H(logging.Handler):\n    def emit(self, record):\n"
        "        lines.append(record.getMessage())\nlines = []\nlog = logging.Logger('a')\n"
        "log.addHandler(H())",
        *("log.warning('one')", "log.warning('two')", "print(lines)"),
    ),
    "logging level": (
        "import logging\nclass H(logging.Handler):\n    def emit(self, record):\n"
        "        lines.append(record.getMessage())\nlines = []\nlog = logging.Logger('a')\n"
        "log.addHandler(H())",
        *("log.warning('one')", "log.setLevel(50)", "print(lines)"),
    ),
    "logging handler removed": (
        "import logging\nclass H(logging.Handler):\n    def emit(self, record):\n"
        "        lines.append(record.getMessage())\nlines = []\nlog = logging.Logger('a')\n"
        "h = H()\nlog.addHandler(h)",
        *("log.warning('one')", "log.removeHandler(h)", "print(lines)"),
    ),
    "logging argument": (
        "import logging\nclass H(logging.Handler):\n    def emit(self, record):\n"
        "        lines.append(record.getMessage())\nlines, box = [], []\n"
        "log = logging.Logger('a')\nlog.addHandler(H())",
        *("log.warning('%s', box)", "box.append(1)", "print(lines)"),
    ),
    "logging filter": (
        "import logging\nlog = logging.Logger('a')\nn = 0\ndef f(record):\n    global n\n"
        "    m = n\n    n = m + 1\nlog.addFilter(f)",
        *("log.warning('x')", "", SHOW),
    ),
    "Mock counts": (
        "from unittest import mock\nm = mock.Mock()",
        *("m()", "", "print(m.call_count)"),
    ),
    "Mock lists calls": (
        "from unittest import mock\nm = mock.Mock()",
        *("m(1)", "m(2)", "print(m.call_args_list)"),
    ),
    "Mock return_value": (
        "from unittest import mock\nm = mock.Mock(return_value=1)",
        *("m()", "m.return_value = 2", ""),
    ),
    "Mock child": (
        "from unittest import mock\nm = mock.Mock()",
        *("m.f()", "", "print(m.f.call_count)"),
    ),
    "mock.patch.object": (
        "from unittest import mock\nclass C: f = int",
        *("with mock.patch.object(C, 'f', float): pass", "seen.append(C.f('1'))", ""),
    ),
    "mock.patch.object twice": (
        "from unittest import mock\nclass C: f = int",
        *(
            "with mock.patch.object(C, 'f', float): pass",
            *("with mock.patch.object(C, 'f', str): pass", "print(C.f('1'))"),
        ),
    ),
    "mock.patch.dict": (
        "from unittest import mock\nbox = {}",
        *("with mock.patch.dict(box, a=1): pass", "seen.append(len(box))", ""),
    ),
    # types, typing, abc, inspect-like
    "MethodType": (
        "import types\ndef f(box): return len(box)\nbox = []\nm = types.MethodType(f, box)",
        *("m()", "box.append(1)", ""),
    ),
    "DynamicClassAttribute-like property": (
        "class C:\n    n = 1\n    x = property(lambda self: self.n)\nc = C()",
        *("c.x", "C.n = 2", ""),
    ),
    "ABC registers": (
        "import abc\nclass A(abc.ABC): pass\nclass C: pass",
        *("isinstance(C(), A)", "A.register(C)", ""),
    ),
    "__subclasshook__": (
        "import abc\nclass A(abc.ABC):\n    n = 0\n    @classmethod\n"
        "    def __subclasshook__(cls, other):\n        m = A.n\n        A.n = m + 1\n"
        "        return True",
        *("isinstance(object(), A)", "", "print(A.n)"),
    ),
    "Protocol": (
        "import typing\n@typing.runtime_checkable\nclass P(typing.Protocol):\n    n: int\n"
        "class C: pass\nc = C()",
        *("isinstance(c, P)", "c.n = 1", ""),
    ),
    "get_type_hints": (
        "import typing\nclass C:\n    a: int",
        *(
            "sorted(typing.get_type_hints(C))",
            *("C.__annotations__['b'] = int", ""),
        ),
    ),
    "vars": ("class C: pass\nc = C()", "len(vars(c))", "c.n = 1", ""),
    "hasattr": ("class C: pass\nc = C()", "hasattr(c, 'n')", "c.n = 1", ""),
    "delattr": (
        "class C: pass\nc = C()\nc.n = 1",
        *("getattr(c, 'n', 0)", "delattr(c, 'n')", ""),
    ),
    "slots": (
        "class C: __slots__ = ('n',)\nc = C()\nc.n = 0",
        *("c.n += 1", "", "print(c.n)"),
    ),
    "callable": (
        "class C: pass\nc = C()",
        *("callable(c)", "C.__call__ = lambda self: 1", ""),
    ),
    "heapq of objects": (
        "import heapq\nclass C:\n    n = 1\n    def __lt__(self, other): return self.n < other.n\n"
        "a, b = C(), C()\nbox = [a]",
        *("heapq.heappush(box, b)\nseen.append(box[0] is a)", "a.n = 2", ""),
    ),
    "graphlib": (
        "import graphlib\nbox = {1: {2}}",
        *("list(graphlib.TopologicalSorter(box).static_order())", "box[2] = {3}", ""),
    ),
    "sched": (
        "import sched\ns = sched.scheduler(lambda: 0, lambda _: None)",
        *("s.enter(0, 1, seen.append, (1,))", "s.run()", ""),
    ),
    "zlib": (
        "import zlib\nbox = bytearray(b'a')",
        *("zlib.crc32(box)", "box[0] = 98", ""),
    ),
    "struct": (
        "import struct\nbox = bytearray(1)",
        *("struct.unpack_from('b', box)", "struct.pack_into('b', box, 0, 1)", ""),
    ),
    "hashlib": (
        "import hashlib\nh = hashlib.md5()",
        *("h.update(b'a')", "h.hexdigest()[:4]", ""),
    ),
    "pickle": (
        "import pickle\nclass C:\n    def __reduce__(self): return len, ([0] * box[0],)\n"
        "box = [1]",
        *("pickle.loads(pickle.dumps(C()))", "box[0] = 2", ""),
    ),
    "difflib": (
        "import difflib\nbox = ['a']",
        *("difflib.get_close_matches('a', box)", "box[0] = 'b'", ""),
    ),
    "fnmatch": (
        "import fnmatch\nbox = ['a']",
        *("fnmatch.filter(box, '*')", "box.append('b')", ""),
    ),
    "shlex": ("import shlex\nbox = ['a']", "shlex.join(box)", "box.append('b')", ""),
    "getpass-free os.path.join": (
        "import os.path\nbox = ['a']",
        *("os.path.join(*box)", "box.append('b')", ""),
    ),
    "commonprefix": (
        "import os.path\nbox = ['ab']",
        *("os.path.commonprefix(box)", "box.append('ac')", ""),
    ),
    "traceback": (
        "import traceback\ne = ValueError('a')",
        *("traceback.format_exception_only(e)", "e.args = ('b',)", ""),
    ),
}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """One program of each entry."""
    for name, (setup, one, two, end) in TABLE.items():
        plain = "return" if end and "seen" not in one + two + end else ""
        bodies = [_body(part, bool(end)) for part in (one, two)]
        yield f"library: {name}", program(setup, *bodies, end, caught=not plain)


def _body(part: str, shown: bool) -> str:
    """What an expression gives is kept, unless the end shows the result."""
    statement = any(
        word in part for word in ("\n", " = ", "+= ", "del ", "with ", "for ")
    )
    if not part or shown or statement or part.startswith("match"):
        return part
    return look(part)
