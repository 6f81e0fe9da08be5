"""Containers: each operation that changes one, crossed with each that reads it.

tables.py has the operations.
"""

import re
from collections.abc import Iterator

from . import tables
from .template import look, program

PROXY = "data = {'a': 1, 'b': 2}\nbox = types.MappingProxyType(data)"
LISTS = (tables.LIST_CHANGES, tables.LIST_READS)
DICTS = (tables.DICT_CHANGES, tables.DICT_READS)
SETS = (tables.SET_CHANGES, tables.SET_READS)
TABLE = {
    "list": ("box = [3, 1, 2]", *LISTS),
    "dict": ("box = {'a': 1, 'b': 2}", *DICTS),
    "set": ("box = {1, 2}", *SETS),
    "bytearray": (
        "box = bytearray([3, 1, 2])",
        tables.BYTES_CHANGES,
        tables.BYTES_READS,
    ),
    "deque": (
        "from collections import deque\nbox = deque([3, 1, 2])",
        *(tables.DEQUE_CHANGES, tables.DEQUE_READS),
    ),
    "bounded deque": (
        "from collections import deque\nbox = deque([3, 1, 2], 3)",
        *(tables.DEQUE_CHANGES.replace("box.insert(1, 9)\n", ""), tables.DEQUE_READS),
    ),
    "defaultdict": (
        "from collections import defaultdict\nbox = defaultdict(list, a=[1])",
        *(tables.DEFAULT_CHANGES, tables.DEFAULT_READS),
    ),
    "OrderedDict": (
        "from collections import OrderedDict\nbox = OrderedDict(a=1, b=2)",
        *(tables.ORDERED_CHANGES, tables.DICT_READS),
    ),
    "Counter": (
        "from collections import Counter\nbox = Counter('aab')",
        *(tables.COUNTER_CHANGES, tables.COUNTER_READS),
    ),
    "ChainMap": (
        "from collections import ChainMap\nbox = ChainMap({'a': 1}, {'b': 2})",
        *(tables.CHAIN_CHANGES, tables.CHAIN_READS),
    ),
    "UserDict": (
        "from collections import UserDict\nbox = UserDict(a=1, b=2)",
        *DICTS,
    ),
    "UserList": ("from collections import UserList\nbox = UserList([3, 1, 2])", *LISTS),
    "UserString": (
        "from collections import UserString\nbox = UserString('ab')",
        *(tables.STRING_CHANGES, tables.STRING_READS),
    ),
    "array": (
        "from array import array\nbox = array('i', [3, 1, 2])",
        *(tables.ARRAY_CHANGES, tables.ARRAY_READS),
    ),
    "namedtuple": (
        "import collections, copy\nPair = collections.namedtuple('Pair', 'a b')\n"
        "box = Pair([1], 2)",
        *(tables.TUPLE_CHANGES, tables.TUPLE_READS),
    ),
    "memoryview": (
        "data = bytearray([3, 1, 2])\nview = memoryview(data)",
        *(tables.VIEW_CHANGES, tables.VIEW_READS),
    ),
    "heap": (
        "import bisect, heapq\nbox = [1, 3]",
        tables.HEAP_CHANGES,
        tables.HEAP_READS,
    ),
    "SimpleNamespace": (
        "from types import SimpleNamespace\nbox = SimpleNamespace(a=1, b=2)",
        *(tables.SPACE_CHANGES, tables.SPACE_READS),
    ),
    "mappingproxy": (
        f"import types\n{PROXY}",
        *(tables.DICT_CHANGES.replace("box", "data"), tables.DICT_READS),
    ),
    "subclass of list": ("class Box(list): pass\nbox = Box([3, 1, 2])", *LISTS),
    "subclass of dict": ("class Box(dict): pass\nbox = Box(a=1, b=2)", *DICTS),
    "subclass of set": ("class Box(set): pass\nbox = Box([1, 2])", *SETS),
}
REBOUND = (
    "global box; box = {",
    "global box; box = [",
)  # of a plain kind: once is enough
PLAIN = {"list", "dict"}
THIN = {"list": 3, "dict": 3, "set": 3}
THINNEST = 5


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each change and each read of each container; `full`: each pair of them."""
    for name, (setup, changes, reads) in TABLE.items():
        writers = [
            line
            for line in changes.strip().splitlines()
            if name in PLAIN or not line.startswith(REBOUND)
        ]
        readers = reads.strip().splitlines()
        gap = min(THIN.get(name, THINNEST), len(writers), len(readers))
        for i, change in enumerate(writers):
            for j, read in enumerate(readers):
                if full or (i + j) % gap == 0:
                    yield f"{name}: {change} while {read}", _pair(setup, change, read)


def _pair(setup: str, change: str, read: str) -> str:
    before, _, read = read.rpartition(" >>> ")
    change = re.sub(r"^(global \w+); ", r"\1\n", change)
    read = read.replace("; ", "\n")
    return program("\n".join(filter(None, (setup, before))), change, look(read))
