"""functools, operator, itertools, contextlib: what they keep and what they call."""

from collections.abc import Iterator

from .template import entries

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
        *("g(1)", "g(2)", "g(1)\nprint(g.cache_info())"),
    ),
    "cache_clear": (
        f"import functools\n{COUNT}\ng = functools.cache(f)\ng(1)",
        *("g(1)", "g.cache_clear()", SHOW),
    ),
    "cache_info": (
        "import functools\n@functools.cache\ndef g(n): return n",
        *("g.cache_info()", "g(1)", ""),
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
        "import itertools\ndef g():\n    yield 1\n    yield 2\n"
        "a, b = itertools.tee(g())",
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
        f"import contextlib\n{COUNT}\n@contextlib.contextmanager\ndef c():\n"
        "    yield f()",
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
}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """One program of each entry."""
    yield from entries("tools", TABLE)
