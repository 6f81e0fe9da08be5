"""Special methods of a class of the program: each is called, and each is replaced.

Called by both threads, its body loses an update of shared state of several kinds.
Replaced in the class by one thread, what the other finds depends on the order.
"""

from collections.abc import Iterator

from .template import look, program

# Method: (its parameters after self, two results, an operation that calls it).
METHODS = {
    "__add__": ("other", ("1", "2"), "c + 1"),
    "__sub__": ("other", ("1", "2"), "c - 1"),
    "__mul__": ("other", ("1", "2"), "c * 1"),
    "__truediv__": ("other", ("1", "2"), "c / 1"),
    "__floordiv__": ("other", ("1", "2"), "c // 1"),
    "__mod__": ("other", ("1", "2"), "c % 1"),
    "__divmod__": ("other", ("1", "2"), "divmod(c, 1)"),
    "__pow__": ("other", ("1", "2"), "c ** 1"),
    "__lshift__": ("other", ("1", "2"), "c << 1"),
    "__rshift__": ("other", ("1", "2"), "c >> 1"),
    "__and__": ("other", ("1", "2"), "c & 1"),
    "__xor__": ("other", ("1", "2"), "c ^ 1"),
    "__or__": ("other", ("1", "2"), "c | 1"),
    "__matmul__": ("other", ("1", "2"), "c @ 1"),
    "__radd__": ("other", ("1", "2"), "1 + c"),
    "__rsub__": ("other", ("1", "2"), "1 - c"),
    "__rmul__": ("other", ("1", "2"), "1 * c"),
    "__rtruediv__": ("other", ("1", "2"), "1 / c"),
    "__rfloordiv__": ("other", ("1", "2"), "1 // c"),
    "__rmod__": ("other", ("1", "2"), "1 % c"),
    "__rdivmod__": ("other", ("1", "2"), "divmod(1, c)"),
    "__rpow__": ("other", ("1", "2"), "1 ** c"),
    "__rlshift__": ("other", ("1", "2"), "1 << c"),
    "__rrshift__": ("other", ("1", "2"), "1 >> c"),
    "__rand__": ("other", ("1", "2"), "1 & c"),
    "__rxor__": ("other", ("1", "2"), "1 ^ c"),
    "__ror__": ("other", ("1", "2"), "1 | c"),
    "__rmatmul__": ("other", ("1", "2"), "1 @ c"),
    "__iadd__": ("other", ("1", "2"), "x = c\nx += 1\nseen.append(x)"),
    "__isub__": ("other", ("1", "2"), "x = c\nx -= 1\nseen.append(x)"),
    "__imul__": ("other", ("1", "2"), "x = c\nx *= 1\nseen.append(x)"),
    "__itruediv__": ("other", ("1", "2"), "x = c\nx /= 1\nseen.append(x)"),
    "__ifloordiv__": ("other", ("1", "2"), "x = c\nx //= 1\nseen.append(x)"),
    "__imod__": ("other", ("1", "2"), "x = c\nx %= 1\nseen.append(x)"),
    "__ipow__": ("other", ("1", "2"), "x = c\nx **= 1\nseen.append(x)"),
    "__ilshift__": ("other", ("1", "2"), "x = c\nx <<= 1\nseen.append(x)"),
    "__irshift__": ("other", ("1", "2"), "x = c\nx >>= 1\nseen.append(x)"),
    "__iand__": ("other", ("1", "2"), "x = c\nx &= 1\nseen.append(x)"),
    "__ixor__": ("other", ("1", "2"), "x = c\nx ^= 1\nseen.append(x)"),
    "__ior__": ("other", ("1", "2"), "x = c\nx |= 1\nseen.append(x)"),
    "__imatmul__": ("other", ("1", "2"), "x = c\nx @= 1\nseen.append(x)"),
    "__neg__": ("", ("1", "2"), "-c"),
    "__pos__": ("", ("1", "2"), "+c"),
    "__invert__": ("", ("1", "2"), "~c"),
    "__abs__": ("", ("1", "2"), "abs(c)"),
    "__eq__": ("other", ("True", "False"), "c == 1"),
    "__ne__": ("other", ("True", "False"), "c != 1"),
    "__lt__": ("other", ("True", "False"), "c < 1"),
    "__le__": ("other", ("True", "False"), "c <= 1"),
    "__gt__": ("other", ("True", "False"), "1 < c"),
    "__ge__": ("other", ("True", "False"), "1 <= c"),
    "__hash__": ("", ("1", "2"), "hash(c)"),
    "__bool__": ("", ("True", "False"), "bool(c)"),
    "__len__": ("", ("1", "2"), "len(c)"),
    "__length_hint__": ("", ("1", "2"), "operator.length_hint(c)"),
    "__int__": ("", ("1", "2"), "int(c)"),
    "__float__": ("", ("1.0", "2.0"), "float(c)"),
    "__complex__": ("", ("1j", "2j"), "complex(c)"),
    "__index__": ("", ("0", "1"), "'ab'[c]"),
    "__round__": ("", ("1", "2"), "round(c)"),
    "__trunc__": ("", ("1", "2"), "math.trunc(c)"),
    "__floor__": ("", ("1", "2"), "math.floor(c)"),
    "__ceil__": ("", ("1", "2"), "math.ceil(c)"),
    "__str__": ("", ("'1'", "'2'"), "str(c)"),
    "__repr__": ("", ("'1'", "'2'"), "repr(c)"),
    "__bytes__": ("", ("b'1'", "b'2'"), "bytes(c)"),
    "__format__": ("spec", ("'1'", "'2'"), "f'{c:x}'"),
    "__getitem__": ("key", ("1", "2"), "c[0]"),
    "__setitem__": ("key, value", ("None", "1 / 0"), "c[0] = 1"),
    "__delitem__": ("key", ("None", "1 / 0"), "del c[0]"),
    "__contains__": ("item", ("True", "False"), "1 in c"),
    "__iter__": ("", ("iter('1')", "iter('2')"), "list(c)"),
    "__reversed__": ("", ("iter('1')", "iter('2')"), "list(reversed(c))"),
    "__call__": ("", ("1", "2"), "c()"),
    "__enter__": ("", ("1", "2"), "with c as x: seen.append(x)"),
    "__exit__": ("*error", ("True", "False"), "with c: raise KeyError"),
    "__getattr__": ("name", ("1", "2"), "c.missing"),
    "__setattr__": ("name, value", ("None", "1 / 0"), "c.missing = 1"),
    "__delattr__": ("name", ("None", "1 / 0"), "del c.missing"),
    "__dir__": ("", ("['1']", "['2']"), "dir(c)"),
    "__copy__": ("", ("1", "2"), "copy.copy(c)"),
    "__deepcopy__": ("memo", ("1", "2"), "copy.deepcopy(c)"),
    "__sizeof__": ("", ("1", "2"), "c.__sizeof__()"),
    "__fspath__": ("", ("'1'", "'2'"), "os.fspath(c)"),
    "__init__": ("", ("None", "1 / 0"), "C()"),
    "__await__": ("", ("iter('1')", "iter('2')"), "next(c.__await__())"),
    "__get__": ("instance, owner", ("1", "2"), "Owner().x"),
    "__set__": ("instance, value", ("None", "1 / 0"), "Owner().x = 1"),
    "__delete__": ("instance", ("None", "1 / 0"), "del Owner().x"),
    "__set_name__": ("owner, name", ("None", "1 / 0"), "class D: x = c"),
    "__mro_entries__": ("bases", ("()", "1 / 0"), "class D(c): pass"),
    "__next__": ("", ("1", "2"), "next(c)"),
    "__del__": ("", ("None", "None"), "C()"),
    "__reduce_ex__": ("protocol", ("'len'", "'max'"), "copy.copy(c)"),
    "__missing__": ("key", ("1", "2"), "c['k']"),
    "__init_subclass__": ("", ("None", "1 / 0"), "class D(C): pass"),
    "__class_getitem__": ("key", ("1", "2"), "C[0]"),
    "__instancecheck__": ("instance", ("True", "False"), "isinstance(1, c)"),
    "__subclasscheck__": ("cls", ("True", "False"), "issubclass(int, c)"),
}
PARENTS = {"__missing__": "(dict)"}
PARTNERS = {
    "__enter__": "def __exit__(self, *_): return True",
    "__exit__": "def __enter__(self): return 0",
    "__iter__": "def __length_hint__(self): return 0",
}
MODULES = ("copy", "math", "operator", "os")
STATEMENTS = ("=", "del ", "with ", "class ", "x = ")
# Kinds of shared state: how it is made, read and written inside a method, and shown.
STATES = {
    "an attribute": ("", "self.n", "self.n", "c.n"),
    "a class attribute": ("", "C.n", "C.n", "C.n"),
    "a global": ("n = 0", "n", "n", "n"),
    "an item": ("box = [0]", "box[0]", "box[0]", "box[0]"),
    "a key": ("box = {'n': 0}", "box['n']", "box['n']", "box['n']"),
}
SELFLESS = {"__init__", "__del__", "__setattr__", "__init_subclass__"}
SELFLESS |= {"__class_getitem__", "__missing__"}
EVERY = {"__add__", "__eq__", "__iter__", "__getattr__", "__call__", "__enter__"}
EVERY |= {"__str__", "__hash__", "__getitem__", "__bool__", "__len__", "__get__"}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each method with two kinds of state (`full`: with all), and each replaced."""
    for number, method in enumerate(METHODS):
        states = [s for s in STATES if "self" not in STATES[s][1] or _own(method)]
        if not (full or method in EVERY):
            first = number % len(states)
            states = [states[first], states[(first + 2) % len(states)]]
        for state in states:
            yield f"{method} with {state}", _updates(method, state)
        if method not in ("__del__", "__reduce_ex__"):
            yield f"{method} is replaced", _replaced(method)


def _own(method: str) -> bool:
    return method not in SELFLESS


def _setup(method: str, body: list[str], before: str = "") -> str:
    arguments, _, call = METHODS[method]
    used = [module for module in MODULES if f"{module}." in call]
    lines = [f"import {', '.join(used)}"] if used else []
    lines += [before] if before else []
    lines += [f"class C{PARENTS.get(method, '')}:", "    n = 0"]
    lines += [f"    def {method}({', '.join(filter(None, ['self', arguments]))}):"]
    lines += [f"        {line}" for line in body]
    if method in PARTNERS:
        lines.append(f"    {PARTNERS[method]}")
    lines += ["c = C()"]
    if "Owner" in call:
        lines.append("class Owner: x = c")
    return "\n".join(lines)


def _call(method: str) -> str:
    call = METHODS[method][2]
    statement = " = " in call or call.startswith(("del ", "with ", "class "))
    return call if statement else look(call)


def _updates(method: str, state: str) -> str:
    before, read, write, show = STATES[state]
    result = METHODS[method][1][0]
    shared = ["global n"] if state == "a global" else []
    body = [*shared, f"m = {read}", f"{write} = m + 1", f"return {result}"]
    call = METHODS[method][2]
    return program(
        _setup(method, body, before), call, end=f"print({show})", caught="seen" in call
    )


def _replaced(method: str) -> str:
    arguments, (first, second), _ = METHODS[method]
    names = ", ".join(filter(None, ["self", arguments]))
    if method in ("__init_subclass__", "__class_getitem__"):
        names = ", ".join(filter(None, ["cls", arguments]))
        replace = f"C.{method} = classmethod(lambda {names}: {second})"
    else:
        replace = f"C.{method} = lambda {names}: {second}"
    return program(_setup(method, [f"return {first}"]), _call(method), replace)
