"""logging, mock, abc, typing and others."""

from collections.abc import Iterator

from .template import entries

SHOW = "print(n)"
TABLE = {
    # logging, warnings, unittest.mock
    "logging handler": (
        "import logging\nclass H(logging.Handler):\n    def emit(self, record):\n"
        "        lines.append(record.getMessage())\nlines = []\n"
        "log = logging.Logger('a')\n"
        "log.addHandler(H())",
        *("log.warning('one')", "log.warning('two')", "print(lines)"),
    ),
    "logging level": (
        "import logging\nclass H(logging.Handler):\n    def emit(self, record):\n"
        "        lines.append(record.getMessage())\nlines = []\n"
        "log = logging.Logger('a')\n"
        "log.addHandler(H())",
        *("log.warning('one')", "log.setLevel(50)", "print(lines)"),
    ),
    "logging handler removed": (
        "import logging\nclass H(logging.Handler):\n    def emit(self, record):\n"
        "        lines.append(record.getMessage())\nlines = []\n"
        "log = logging.Logger('a')\n"
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
        "import logging\nlog = logging.Logger('a')\nn = 0\ndef f(record):\n"
        "    global n\n"
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
        "import types\ndef f(box): return len(box)\nbox = []\n"
        "m = types.MethodType(f, box)",
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
        "import typing\n@typing.runtime_checkable\nclass P(typing.Protocol):\n"
        "    n: int\n"
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
        "import heapq\nclass C:\n    n = 1\n"
        "    def __lt__(self, other): return self.n < other.n\n"
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
        *("h.hexdigest()[:4]", "h.update(b'a')", ""),
    ),
    "pickle": (
        "import pickle\nclass C:\n"
        "    def __reduce__(self): return len, ([0] * box[0],)\n"
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
    yield from entries("services", TABLE)
