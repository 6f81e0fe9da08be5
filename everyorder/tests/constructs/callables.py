"""What is called is replaced, or taken away, while the other thread calls it."""

from collections.abc import Iterator

from .template import look, program

# Holder: (setup with OLD, the call's callee, how NEW is put in its place).
HOLDERS = {
    "an attribute": ("class C: pass\nc = C()\nc.f = OLD", "c.f", "c.f = NEW"),
    "an attribute, by setattr": (
        "class C: pass\nc = C()\nc.f = OLD",
        *("c.f", "setattr(c, 'f', NEW)"),
    ),
    "an attribute, by __dict__": (
        "class C: pass\nc = C()\nc.f = OLD",
        *("c.f", "c.__dict__['f'] = NEW"),
    ),
    "an attribute, by getattr": (
        "class C: pass\nc = C()\nc.f = OLD",
        *("getattr(c, 'f')", "c.f = NEW"),
    ),
    "an attribute of an attribute": (
        "class C: pass\nc = C()\nc.d = C()\nc.d.f = OLD",
        *("c.d.f", "c.d.f = NEW"),
    ),
    "a part": (
        "class C: pass\nc, d = C(), C()\nc.d = C()\nc.d.f = OLD\nd.f = NEW",
        *("c.d.f", "c.d = d"),
    ),
    "a class attribute": ("class C: f = staticmethod(OLD)", "C.f", "C.f = NEW"),
    "a class attribute by an instance": (
        "class C: f = staticmethod(OLD)\nc = C()",
        *("c.f", "C.f = staticmethod(NEW)"),
    ),
    "a class attribute, hidden": (
        "class C: f = staticmethod(OLD)\nc = C()",
        *("c.f", "c.f = NEW"),
    ),
    "an inherited attribute": (
        "class B: f = staticmethod(OLD)\nclass C(B): pass\nc = C()",
        *("c.f", "B.f = staticmethod(NEW)"),
    ),
    "a slot": (
        "class C: __slots__ = ('f',)\nc = C()\nc.f = OLD",
        *("c.f", "c.f = NEW"),
    ),
    "a field of a dataclass": (
        "import dataclasses\n@dataclasses.dataclass\nclass C: f: object\nc = C(OLD)",
        *("c.f", "c.f = NEW"),
    ),
    "a namespace": (
        "import types\nc = types.SimpleNamespace(f=OLD)",
        *("c.f", "c.f = NEW"),
    ),
    "a module": (
        "import types\nc = types.ModuleType('c')\nc.f = OLD",
        *("c.f", "c.f = NEW"),
    ),
    "a function's attribute": ("def c(): pass\nc.f = OLD", "c.f", "c.f = NEW"),
    "an exception's attribute": ("c = ValueError()\nc.f = OLD", "c.f", "c.f = NEW"),
    "an item of a list": ("c = [OLD]", "c[0]", "c[0] = NEW"),
    "the last item of a list": ("c = [OLD]", "c[-1]", "c.append(NEW)"),
    "an item of a dict": ("c = {'f': OLD}", "c['f']", "c['f'] = NEW"),
    "a handler, by get": ("c = {'f': OLD}", "c.get('f')", "c.update(f=NEW)"),
    "an item of a deque": (
        "import collections\nc = collections.deque([OLD])",
        *("c[0]", "c[0] = NEW"),
    ),
    "an item of a ChainMap": (
        "import collections\nc = collections.ChainMap({}, {'f': OLD})",
        *("c['f']", "c['f'] = NEW"),
    ),
    "an item of a tuple": ("c = (OLD,)", "c[0]", "global c\nc = (NEW,)"),
    "a global": ("f = OLD", "f", "global f\nf = NEW"),
    "a default argument": (
        "def c(g=OLD): return g",
        *("c()", "c.__defaults__ = (NEW,)"),
    ),
    "a keyword default": (
        "def c(*, g=OLD): return g",
        *("c()", "c.__kwdefaults__['g'] = NEW"),
    ),
    "a property": (
        "class C:\n    g = OLD\n    f = property(lambda self: self.__dict__['g'])\n"
        "c = C()\nc.g = OLD",
        *("c.f", "c.g = NEW"),
    ),
    "__getattr__": (
        "box = [OLD]\nclass C:\n    def __getattr__(self, name): return box[0]\n"
        "c = C()",
        *("c.f", "box[0] = NEW"),
    ),
    "a cell": (
        "def make():\n    g = OLD\n    def get(): return g\n    return get\n"
        "get = make()",
        *("get()", "get.__closure__[0].cell_contents = NEW"),
    ),
    "a partial of a getter": (
        "import functools\nc = [OLD]\nget = functools.partial(c.__getitem__, 0)",
        *("get()", "c[0] = NEW"),
    ),
    "an attrgetter": (
        "import operator\nclass C: pass\nc = C()\nc.f = OLD\n"
        "get = operator.attrgetter('f')",
        *("get(c)", "c.f = NEW"),
    ),
    "an itemgetter": (
        "import operator\nc = [OLD]\nget = operator.itemgetter(0)",
        *("get(c)", "c[0] = NEW"),
    ),
    "an iterator of callbacks": (
        "c = [OLD]",
        *("next(iter(c))", "c[0] = NEW"),
    ),
}
# Kind: (definitions, the old callable, the new one).
KINDS = {
    "builtins": ("", "int", "float"),
    "functions": ("def old(n): return 1\ndef new(n): return 2", "old", "new"),
    "methods of lists": ("kept = [1, 1]", "kept.index", "kept.count"),
    "methods": (
        "class H:\n    def old(self, n): return 1\n    def new(self, n): return 2\n"
        "h = H()",
        *("h.old", "h.new"),
    ),
    "partials": (
        "from functools import partial",
        *("partial(max, 5)", "partial(min, 0)"),
    ),
}
ARGUMENT = {"methods of lists": "1", "builtins": "'1'"}
# What is called in more than one way: (setup, one, two).
OTHER = {
    "a method is replaced": (
        "class C:\n    def m(self): return 1\nc = C()",
        *("c.m()", "C.m = lambda self: 2"),
    ),
    "a method is hidden": (
        "class C:\n    def m(self): return 1\nc = C()",
        *("c.m()", "c.m = lambda: 2"),
    ),
    "a method in a subclass": (
        "class B:\n    def m(self): return 1\nclass C(B): pass\nc = C()",
        *("c.m()", "C.m = lambda self: 2"),
    ),
    "a method by super": (
        "class B:\n    def m(self): return 1\nclass C(B):\n"
        "    def m(self): return super().m()\nc = C()",
        *("c.m()", "B.m = lambda self: 2"),
    ),
    "a kept method": (
        "class C:\n    def m(self): return 1\nc = C()",
        *("m = c.m\nseen.append(m())", "C.m = lambda self: 2"),
    ),
    "a class method": (
        "class C:\n    @classmethod\n    def m(cls): return 1",
        *("C.m()", "C.m = classmethod(lambda cls: 2)"),
    ),
    "a static method": (
        "class C:\n    @staticmethod\n    def m(): return 1",
        *("C.m()", "C.m = staticmethod(lambda: 2)"),
    ),
    "the class of the object": (
        "class C:\n    def m(self): return 1\nclass D:\n    def m(self): return 2\n"
        "c = C()",
        *("c.m()", "c.__class__ = D"),
    ),
    "the base of the class": (
        "class A:\n    def m(self): return 1\nclass B:\n    def m(self): return 2\n"
        "class C(A): pass\nc = C()",
        *("c.m()", "C.__bases__ = (B,)"),
    ),
    "the code of a function": (
        "def f(): return 1\ndef g(): return 2",
        *("f()", "f.__code__ = g.__code__"),
    ),
    "a decorated function": (
        "import functools\ndef f(): return 1\ndef wrap(g):\n    @functools.wraps(g)\n"
        "    def inner(): return inner.__wrapped__()\n    return inner\nf = wrap(f)",
        *("f()", "f.__wrapped__ = lambda: 2"),
    ),
    "a class": (
        "class C:\n    n = 1\nclass D:\n    n = 2",
        *("C().n", "global C\nC = D"),
    ),
    "a callable object": (
        "class C:\n    def __call__(self): return 1\nc = C()",
        *("c()", "C.__call__ = lambda self: 2"),
    ),
    "callbacks in a loop": (
        "c = [lambda: 1]",
        *("for f in c: seen.append(f())", "c.append(lambda: 2)"),
    ),
    "callbacks that are removed": (
        "c = [lambda: 1, lambda: 2]",
        *("for f in c: seen.append(f())", "c.pop(0)"),
    ),
    "callbacks in a comprehension": (
        "c = [lambda: 1]",
        *("[f() for f in c]", "c.append(lambda: 2)"),
    ),
    "a callback registered late": (
        "c = {}",
        *("c.get('f', lambda: 0)()", "c['f'] = lambda: 1"),
    ),
    "the function of a partial": (
        "import functools\nbox = [1]\nf = functools.partial(sum, box)",
        *("f()", "box.append(2)"),
    ),
    "the keyword of a partial": (
        "import functools\ndef g(n): return n\nf = functools.partial(g, n=1)",
        *("f()", "f.keywords['n'] = 2"),
    ),
    "a partial of setattr": (
        "import functools\nclass C: n = 0\nc = C()\n"
        "f = functools.partial(setattr, c, 'n', 1)",
        *("f()", "seen.append(c.n)"),
    ),
    "a partial method": (
        "import functools\nclass C:\n    def m(self, n): return n\n"
        "    p = functools.partialmethod(m, 1)\nc = C()",
        *("c.p()", "C.p = lambda self: 2"),
    ),
    "an attribute of a partial": (
        "import functools\nf = functools.partial(int)\nf.tag = 1",
        *("f.tag", "f.tag = 2"),
    ),
    "print's file": (
        "import io\na, b = io.StringIO(), io.StringIO()\nclass C: out = a",
        *("print(1, file=C.out)\nseen.append(b.getvalue())", "C.out = b"),
    ),
    "the key of a sort": (
        "class C: key = abs\nc = C",
        *("sorted([-1, 0], key=c.key)", "c.key = int"),
    ),
    "a builtin that a global hides": (
        "box = [1]",
        *("len(box)", "global len\nlen = lambda _: 2"),
    ),
    "a global function, defined again": (
        "def f(): return 1",
        *("f()", "global f\ndef f(): return 2"),
    ),
    "a nonlocal function": (
        "def make():\n    f = lambda: 1\n    def call(): return f()\n    def put():\n"
        "        nonlocal f\n        f = lambda: 2\n    return call, put\n"
        "call, put = make()",
        *("call()", "put()"),
    ),
}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each holder with two kinds of callable (`full`: all), one taken away, others."""
    for number, (holder, (setup, callee, change)) in enumerate(HOLDERS.items()):
        kinds = list(KINDS)
        if not full:
            first = number % len(kinds)
            kinds = [kinds[0] if first else kinds[1], kinds[first]]
        for kind in kinds:
            definitions, old, new = KINDS[kind]
            lines = f"{definitions}\n{_filled(setup, old, new)}".strip()
            call = f"{callee}({ARGUMENT.get(kind, '1')})"
            yield (
                f"call of {holder}: {kind}",
                program(lines, look(call), _filled(change, old, new)),
            )
        lines = _filled(setup, "int", "None")
        one = f"if {callee} is not None:\n    seen.append({callee}('1'))"
        two = _filled(change, "int", "None").replace("staticmethod(None)", "None")
        yield f"call of {holder}: gone after a check", program(lines, one, two)
    for name, (setup, one, two) in OTHER.items():
        yield (
            f"call: {name}",
            program(setup, look(one) if "\n" not in one else one, two),
        )


def _filled(text: str, old: str, new: str) -> str:
    return text.replace("OLD", old).replace("NEW", new)
