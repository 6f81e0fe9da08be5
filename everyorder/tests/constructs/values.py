"""Objects that the library makes, copies, writes as text, or holds weakly."""

from collections.abc import Iterator

from .template import entries

COUNT = "n = 0\ndef f(*args):\n    global n\n    m = n\n    n = m + 1\n    return m"
SHOW = "print(n)"
TABLE = {
    # collections
    "defaultdict keeps one of two values": (
        "import collections\ndef make(): return []\n"
        "box = collections.defaultdict(make)",
        *("box['k'].append(1)", "", "print(box['k'])"),
    ),
    "defaultdict makes two values": (
        f"import collections\n{COUNT}\nbox = collections.defaultdict(f)",
        *("box['k']", "", SHOW),
    ),
    # dataclasses, enum, namedtuple
    "dataclass eq": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\n    b: int\n"
        "p = P(1, 1)",
        *("p == P(1, 2)", "p.a = p.b = 2", ""),
    ),
    "dataclass order": (
        "import dataclasses\n@dataclasses.dataclass(order=True)\nclass P:\n"
        "    a: int\np = P(1)",
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
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    n = 0\n"
        "    a: int = 0\n"
        "    def __post_init__(self):\n        m = P.n\n        P.n = m + 1",
        *("P()", "", "print(P.n)"),
    ),
    "frozen dataclass with a list": (
        "import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass P:\n"
        "    a: list\n"
        "p = P([1])",
        *("repr(p)", "p.a.append(2)", ""),
    ),
    "dataclass hash": (
        "import dataclasses\n@dataclasses.dataclass(unsafe_hash=True)\n"
        "class P:\n    a: int\n"
        "p = P(1)",
        *("hash(p) == hash(P(1))", "p.a = 2", ""),
    ),
    "dataclass with slots": (
        "import dataclasses\n@dataclasses.dataclass(slots=True)\nclass P:\n"
        "    a: int\np = P(0)",
        *("p.a += 1", "", "print(p.a)"),
    ),
    "dataclass match": (
        "import dataclasses\n@dataclasses.dataclass\nclass P:\n    a: int\np = P(1)",
        *("match p:\n    case P(n): seen.append(n)", "p.a = 2", ""),
    ),
    "enum _missing_": (
        "import enum\nhits = []\nclass E(enum.Enum):\n    A = 1\n    @classmethod\n"
        "    def _missing_(cls, value):\n        hits.append(len(hits))\n"
        "        return cls.A",
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
        *("f.getvalue()", "f.write(b'a')", ""),
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
        "import weakref\nclass C: pass\nkept = [C()]\n"
        "d = weakref.WeakValueDictionary(c=kept[0])",
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
        "import weakref\nclass C: pass\nkept = [C()]\n"
        "w = weakref.finalize(kept[0], int)",
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
}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """One program of each entry."""
    yield from entries("values", TABLE)
