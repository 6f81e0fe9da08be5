"""Functions in C and of the library that call back, with `f` as what they call.

Each is tried with an `f` that updates shared state, so that an update can be lost, and
with an `f` that touches only what it is given while the other thread changes `box`.
"""

from collections.abc import Iterator

from .template import look, program

# Name: (imports, what is called over `box` and `f`, what `f` returns).
FUNCTIONS = {
    "sorted key": ("", "sorted(box, key=f)", "args[0]"),
    "min key": ("", "min(box, key=f)", "args[0]"),
    "max key": ("", "max(box, key=f)", "args[0]"),
    "list.sort key": ("", "copy = box[:]; copy.sort(key=f); seen.append(copy)", "1"),
    "map": ("", "list(map(f, box))", "args[0]"),
    "map of two": ("", "list(map(f, box, box))", "args[0]"),
    "next of map": ("", "next(map(f, box))", "args[0]"),
    "filter": ("", "list(filter(f, box))", "True"),
    "sum of map": ("", "sum(map(f, box))", "args[0]"),
    "any of map": ("", "any(map(f, box))", "False"),
    "all of map": ("", "all(map(f, box))", "True"),
    "min of map": ("", "min(map(f, box))", "args[0]"),
    "tuple of map": ("", "tuple(map(f, box))", "args[0]"),
    "set of map": ("", "len(set(map(f, box)))", "args[0]"),
    "frozenset of map": ("", "len(frozenset(map(f, box)))", "args[0]"),
    "dict.fromkeys of map": ("", "list(dict.fromkeys(map(f, box)))", "args[0]"),
    "dict of pairs": ("", "dict((f(n), n) for n in box)", "args[0]"),
    "bytes of map": ("", "bytes(map(f, box))", "args[0]"),
    "zip of map": ("", "list(zip(map(f, box), box))", "args[0]"),
    "enumerate of map": ("", "list(enumerate(map(f, box)))", "args[0]"),
    "in of map": ("", "7 in map(f, box)", "args[0]"),
    "star of map": ("", "max(0, *map(f, box))", "args[0]"),
    "unpacking of map": ("", "a, *b = map(f, box); seen.append(b)", "args[0]"),
    "join of map": ("", "''.join(map(f, box))", "'x'"),
    "iter with a sentinel": ("", "list(iter(f, 1))", "1"),
    "reduce": ("import functools", "functools.reduce(f, box, 0)", "args[0]"),
    "cmp_to_key": (
        "import functools",
        *("sorted([*box, 0], key=functools.cmp_to_key(f))", "args[0] - args[1]"),
    ),
    "partial": ("import functools", "functools.partial(f, box)()", "len(args[0])"),
    "accumulate": (
        "import itertools",
        *("list(itertools.accumulate(box, f, initial=0))", "args[1]"),
    ),
    "groupby": (
        "import itertools",
        *("[k for k, _ in itertools.groupby(box, f)]", "args[0]"),
    ),
    "takewhile": ("import itertools", "list(itertools.takewhile(f, box))", "True"),
    "dropwhile": ("import itertools", "list(itertools.dropwhile(f, box))", "False"),
    "filterfalse": (
        "import itertools",
        *("list(itertools.filterfalse(f, box))", "False"),
    ),
    "starmap": (
        "import itertools",
        *("list(itertools.starmap(f, zip(box)))", "args[0]"),
    ),
    "chain": ("import itertools", "list(itertools.chain(map(f, box), [0]))", "args[0]"),
    "chain.from_iterable": (
        "import itertools",
        *("list(itertools.chain.from_iterable(map(f, box)))", "[1]"),
    ),
    "islice": ("import itertools", "list(itertools.islice(map(f, box), 2))", "args[0]"),
    "tee": (
        "import itertools",
        *("a, b = itertools.tee(map(f, box)); seen.append([*a, *b])", "args[0]"),
    ),
    "compress": (
        "import itertools",
        *("list(itertools.compress(box, map(f, box)))", "1"),
    ),
    "zip_longest": (
        "import itertools",
        *("list(itertools.zip_longest(map(f, box), box))", "args[0]"),
    ),
    "product": ("import itertools", "list(itertools.product(map(f, box)))", "args[0]"),
    "bisect key": ("import bisect", "bisect.bisect(box, 2, key=f)", "args[0]"),
    "insort key": (
        "import bisect",
        *("bisect.insort(box, 1, key=f); seen.append(len(box))", "1"),
    ),
    "nlargest key": ("import heapq", "heapq.nlargest(2, box, key=f)", "args[0]"),
    "nsmallest key": ("import heapq", "heapq.nsmallest(1, box, key=f)", "args[0]"),
    "heapq.merge key": (
        "import heapq",
        *("list(heapq.merge(box, [2], key=f))", "args[0]"),
    ),
    "re.sub": ("import re", "re.sub('a', f, 'ab' * len(box))", "'x'"),
    "re.Scanner-like subn": ("import re", "re.subn('a', f, 'a')[0]", "str(len(box))"),
    "json.dumps default": ("import json", "json.dumps([*box, 1j], default=f)", "0"),
    "json.loads object_hook": ("import json", "json.loads('{}', object_hook=f)", "1"),
    "json.loads parse_int": ("import json", "json.loads('[1]', parse_int=f)", "1"),
    "defaultdict factory": (
        "import collections",
        *("collections.defaultdict(f)[len(box)]", "1"),
    ),
    "Counter of map": (
        "import collections",
        *("collections.Counter(map(f, box))[1]", "args[0]"),
    ),
    "deque of map": (
        "import collections",
        *("len(collections.deque(map(f, box)))", "args[0]"),
    ),
    "statistics.mean": (
        "import statistics",
        *("statistics.mean(map(f, box))", "args[0]"),
    ),
    "math.prod": ("import math", "math.prod(map(f, box))", "args[0]"),
    "math.fsum": ("import math", "math.fsum(map(f, box))", "args[0]"),
    "array of map": (
        "from array import array",
        *("len(array('i', map(f, box)))", "args[0]"),
    ),
    "ExitStack.callback": (
        "import contextlib",
        *("with contextlib.ExitStack() as stack: stack.callback(f, box)", "None"),
    ),
    "MethodType": ("import types", "types.MethodType(f, box)()", "len(args[0])"),
    "operator.call-like methodcaller": (
        "import operator, types",
        *("operator.methodcaller('g', 1)(types.SimpleNamespace(g=f))", "len(box)"),
    ),
    "weakref.finalize": (
        "import weakref",
        *("weakref.finalize(f, f, box)()", "len(args[0])"),
    ),
    "Mock side_effect": (
        "from unittest import mock",
        *("mock.Mock(side_effect=f)(box)", "len(args[0])"),
    ),
    "property": ("", "class C: x = property(f)\nseen.append(C().x)", "len(box)"),
    "class decorator": ("", "@f\nclass C: pass\nseen.append(C)", "len(box)"),
    "sum with a start": ("", "sum((f(n) for n in box), 10)", "args[0]"),
    "print": ("import io", "print(*map(f, box), file=io.StringIO())", "args[0]"),
    "slice assignment": (
        "",
        "copy = [0]; copy[:] = map(f, box); seen.append(copy)",
        "1",
    ),
    "list +=": ("", "copy = [0]; copy += map(f, box); seen.append(copy)", "1"),
    "list.extend": ("", "copy = [0]; copy.extend(map(f, box)); seen.append(copy)", "1"),
    "set.update": ("", "copy = {0}; copy.update(map(f, box)); seen.append(copy)", "1"),
    "dict.update": (
        "",
        *("copy = {}; copy.update(map(f, box)); seen.append(copy)", "(len(args), 1)"),
    ),
    "bytearray.extend": (
        "",
        *("copy = bytearray(); copy.extend(map(f, box)); seen.append(copy)", "1"),
    ),
}
# Name: (imports, what is called over `box`); `box` holds objects with a special method.
METHODS = {
    "__lt__": ("return False", ["sorted(box)", "min(box)", "max(box)", "box.sort()"]),
    "__lt__ in a heap": (
        "return True",
        [
            "heapq.heappush(box, C())",
            "heapq.heapify(box)",
            "heapq.heapreplace(box, C())",
            "bisect.insort(box, C())",
            "heapq.nlargest(1, box)",
        ],
    ),
    "__eq__": (
        "return True",
        [
            "1 in box",
            "box.index(1)",
            "box.count(1)",
            "box.remove(1)",
            "box == [1, 1]",
            "[*box] != [1, 1]",
            "2 in (box[0],)",
            "2 in {1: box[0]}.values()",
            "collections.deque(box).count(1)",
            "operator.countOf(box, 1)",
        ],
    ),
    "__hash__": (
        "return 1",
        [
            "{box[0]}",
            "{box[0]: 1}",
            "{}.get(box[0])",
            "{}.setdefault(box[0], 1)",
            "{1: 1}.pop(box[0], 2)",
            "box[0] in {}",
            "set(box)",
            "hash((box[0],))",
            "frozenset(box)",
            "dict.fromkeys(box)",
            "collections.Counter(box)",
            "set().union(box)",
            "memo(box[0])",
        ],
    ),
    "__eq__ of keys": (
        "return True",
        [
            "box[0] in {1}",
            "{1, box[0]}",
            "{1} | {box[0]}",
            "{1} & {box[0]}",
            "{1} - {box[0]}",
            "{1} ^ {box[0]}",
            "{1} <= {box[0]}",
            "{1} == {box[0]}",
            "{1}.isdisjoint({box[0]})",
            "{1}.add(box[0])",
            "{1}.discard(box[0])",
            "{1: 1}.get(box[0])",
            "{1: 1}.setdefault(box[0], 2)",
            "{1: 1}.pop(box[0], 2)",
            "{1: 1}.update({box[0]: 2})",
            "{1: 1}[box[0]]",
            "{1: 1} == {box[0]: 1}",
        ],
    ),
    "__str__": (
        "return 'x'",
        [
            "str(box[0])",
            "'%s' % box[0]",
            "'{}'.format(box[0])",
            "f'{box[0]}'",
            "print(box[0], file=io.StringIO())",
            "string.Template('$a').substitute(a=box[0])",
        ],
    ),
    "__repr__": (
        "return 'x'",
        ["repr(box)", "str(box)", "f'{box}'", "'%r' % box[0]", "ascii(box)"],
    ),
    "__format__": (
        "return 'x'",
        ["f'{box[0]:>3}'", "'{:>3}'.format(box[0])", "format(box[0], '>3')"],
    ),
    "__bool__": (
        "return True",
        ["any(box)", "all(box)", "list(filter(None, box))", "not box[0]"],
    ),
    "__index__": (
        "return 0",
        ["[1][box[0]]", "range(box[0])", "bytes(box)", "[1] * box[0]", "'ab'[box[0]:]"],
    ),
    "__copy__": ("return 1", ["copy.copy(box[0])"]),
    "__deepcopy__": ("return 1", ["copy.deepcopy(box[0])", "copy.deepcopy(box)"]),
    "__radd__": ("return 0", ["sum(box)"]),
}
HEADERS = {"__lt__": ", other", "__eq__": ", other", "__format__": ", spec"}
HEADERS |= {"__deepcopy__": ", memo", "__radd__": ", other"}
WHOLE = ("(box)", "box.", "box ==", "[*box]", "{box}")  # where two objects are asked
MODULES = ("bisect", "collections", "copy", "heapq", "io", "operator", "string")


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each function with two kinds of `f`, each special method with what calls it."""
    for name, (imports, call, result) in FUNCTIONS.items():
        body = _body(call)
        yield f"{name}: f updates", _updates(imports, body, result)
        if "box" in call:
            yield f"{name}: box grows", _grows(imports, body, result)
    for name, (result, calls) in METHODS.items():
        for call in calls:
            yield f"{name} by {call}", _by_method(name, result, call)


def _body(call: str) -> str:
    if "\n" in call or call.startswith("with "):
        return call
    if "; " in call:
        return call.replace("; ", "\n")
    return look(call)


def _updates(imports: str, body: str, result: str) -> str:
    setup = (
        f"{imports}\nn = 0\nbox = [1]\ndef f(*args):\n    global n\n    m = n\n"
        f"    n = m + 1\n    return {result}"
    )
    return program(setup.strip(), body, end="print(n)", caught="seen" in body)


def _grows(imports: str, body: str, result: str) -> str:
    setup = f"{imports}\nbox = [1, 2]\ndef f(*args):\n    return {result}"
    return program(setup.strip(), body, "box.append(3)")


def _by_method(name: str, result: str, call: str) -> str:
    method = name.split()[0]
    used = [module for module in MODULES if f"{module}." in call]
    lines = [f"import {', '.join(used)}"] if used else []
    if "memo" in call:
        lines += ["import functools", "@functools.cache", "def memo(key): return 1"]
    arguments = HEADERS.get(method, "")
    lines += ["class C:", "    n = 0", f"    def {method}(self{arguments}):"]
    lines += ["        m = C.n", "        C.n = m + 1", f"        {result}"]
    if name == "__eq__ of keys":
        lines += ["    def __hash__(self): return 1"]
    if method == "__hash__":
        lines += ["    def __eq__(self, other): return self is other"]
    lines += [
        "box = [C(), C()]" if any(word in call for word in WHOLE) else "box = [C()]"
    ]
    if method == "__lt__" and "box.append" not in call:
        lines[-1] = "box = [C(), C()]"
    return program("\n".join(lines), call, end="print(C.n)")
