"""One reading of a program: what its variables are given, by what is known so far.

inference.py says what an expression is, and reads again until nothing new is learned.
"""

import ast
from collections.abc import Mapping
from typing import Protocol

from sitekit.reference.kinds import (
    NOTHING,
    UNKNOWN,
    Function,
    Kind,
    Library,
    Made,
    Many,
    Named,
    Own,
    OwnMade,
    Several,
    Table,
)
from sitekit.reference.scopes import FUNCTIONS, RESULT, Scope, parameters

Place = tuple[ast.AST, str]  # a scope or class, and the name of a variable of it
ADDS = {"append", "add", "appendleft"}
CLOSES = {"concurrent.futures.Executor"}  # `with` gives the object itself
# Who calls a function later: where the function is given, and where its arguments.
IN_ORDER: Mapping[str, int] = {  # the function's place; its arguments follow
    "concurrent.futures.Executor.submit": 0,
    "asyncio.to_thread": 0,
    "asyncio.loop.run_in_executor": 1,
    "asyncio.loop.call_soon_threadsafe": 0,
}
IN_A_LIST: Mapping[str, tuple[tuple[int, str], tuple[int, str]]] = {
    "threading.Thread": ((1, "target"), (3, "args")),
    "threading.Timer": ((1, "function"), (2, "args")),
}
IN_EACH = {"concurrent.futures.Executor.map"}  # the function comes first
GIVES: Mapping[str, str] = {  # its only argument is an object of this class
    "concurrent.futures.Future.add_done_callback": "concurrent.futures.Future",
    "threading.excepthook": "threading.ExceptHookArgs",
}
LATER = (IN_ORDER, IN_A_LIST, IN_EACH, GIVES)


class Knowing(Protocol):
    """What a reading asks of inference.py."""

    tree: ast.Module
    library: Library
    scopes: dict[ast.AST, Scope]

    def kind(self, node: ast.AST, scope: Scope) -> Kind: ...
    def annotated(self, node: ast.expr | None, scope: Scope) -> Kind: ...
    def attribute(self, owner: Kind, name: str) -> Kind: ...
    def result(self, called: Kind) -> Kind: ...


def learn(known: Knowing) -> dict[Place, Kind]:
    """What each variable is given, all over the program."""
    learned: dict[Place, Kind] = {}
    _Reader(known, known.scopes[known.tree], learned).generic_visit(known.tree)
    return learned


class _Reader(ast.NodeVisitor):
    def __init__(self, known: Knowing, scope: Scope, learned: dict[Place, Kind]):
        self.known, self.scope, self.learned = known, scope, learned

    def visit(self, node: ast.AST) -> None:
        """Whatever it is, what stands inside of it is read, in its own scope."""
        read = getattr(self, f"_{type(node).__name__}", None)
        if read:
            read(node)
        inner = self.known.scopes.get(node)
        if inner:
            reader = _Reader(self.known, inner, self.learned)
            reader.generic_visit(node)
            if isinstance(node, ast.Lambda):
                reader.give(node, RESULT, self.known.kind(node.body, inner))
        else:
            self.generic_visit(node)

    def kind(self, node: ast.AST) -> Kind:
        return self.known.kind(node, self.scope)

    def give(self, owner: ast.AST, name: str, kind: Kind) -> None:
        """One more thing that a variable of a scope or class may hold."""
        before = self.learned.get((owner, name), NOTHING)
        self.learned[owner, name] = self.known.library.join(before, kind)

    def bind(self, target: ast.AST, kind: Kind) -> None:
        """Give a value to what stands left of an assignment."""
        match target:
            case ast.Name(id=name):
                home = self.scope.of(name)
                if home:
                    self.give(home.node, name, kind)
            case ast.Attribute(value=value, attr=name):
                owner = self.kind(value)
                if isinstance(owner, OwnMade | Own):
                    self.give(owner.node, name, kind)
                else:
                    self._called(self.known.attribute(owner, name), kind)
            case ast.Subscript(value=value, slice=key):
                self._put(value, Table(self.kind(key), kind), Many(kind))
            case ast.Starred(value=value):
                self.bind(value, Many(kind))
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                for at, part in enumerate(parts):
                    self.bind(part, self._part(kind, at, parts))

    def _part(self, kind: Kind, at: int, parts: list[ast.expr]) -> Kind:
        starred = any(isinstance(part, ast.Starred) for part in parts)
        if isinstance(kind, Several) and not starred and at < len(kind.items):
            return kind.items[at]
        return self.known.library.item(kind)

    def _put(self, into: ast.AST, *kinds: Kind) -> None:
        """Widen a collection, if it is one of these."""
        now = self.kind(into)
        for kind in kinds:
            if type(now) is type(kind) and isinstance(into, ast.Name | ast.Attribute):
                self.bind(into, kind)

    def _Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self.bind(target, self.kind(node.value))

    def _AnnAssign(self, node: ast.AnnAssign) -> None:
        said = self.known.annotated(node.annotation, self.scope)
        given = self.kind(node.value) if node.value else NOTHING
        self.bind(node.target, given if said is NOTHING else said)

    def _AugAssign(self, node: ast.AugAssign) -> None:
        kind = self.kind(node.value)
        self.bind(node.target, kind if isinstance(kind, Many) else UNKNOWN)

    def _NamedExpr(self, node: ast.NamedExpr) -> None:
        self.bind(node.target, self.kind(node.value))

    def _For(self, node: ast.For | ast.AsyncFor | ast.comprehension) -> None:
        self.bind(node.target, self.known.library.item(self.kind(node.iter)))

    _AsyncFor = _comprehension = _For

    def _withitem(self, node: ast.withitem) -> None:
        if node.optional_vars:
            self.bind(node.optional_vars, self._entered(self.kind(node.context_expr)))

    def _entered(self, kind: Kind) -> Kind:
        library = self.known.library
        match kind:
            case Made(name) if any(
                library.common(name, base) == base for base in CLOSES
            ):
                return kind
            case OwnMade():
                return self.known.result(self.known.attribute(kind, "__enter__"))
            case _ if kind is NOTHING:
                return NOTHING
        return UNKNOWN

    def _Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            module = alias.name if alias.asname else name
            self._imported(name, self.known.library.module(module))

    def _ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            found = self.known.library.within(node.module or "", alias.name)
            self._imported(alias.asname or alias.name, found)

    def _imported(self, name: str, kind: Kind) -> None:
        home = self.scope.of(name)
        if home:
            self.give(home.node, name, kind)

    def _ExceptHandler(self, node: ast.ExceptHandler) -> None:
        kind = self.kind(node.type) if node.type else UNKNOWN
        home = self.scope.of(node.name) if node.name else None
        if home:
            made = Made(kind.name) if isinstance(kind, Named) else UNKNOWN
            self.give(home.node, node.name, made)

    def _ClassDef(self, node: ast.ClassDef) -> None:
        home = self.scope.of(node.name)
        if home:
            self.give(home.node, node.name, UNKNOWN if node.keywords else Own(node))

    def _FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        decorated = any("property" not in ast.unparse(d) for d in node.decorator_list)
        home = self.scope.of(node.name)
        if home:
            self.give(home.node, node.name, UNKNOWN if decorated else Function(node))
        self._parameters(node)

    _AsyncFunctionDef = _FunctionDef

    def _Lambda(self, node: ast.Lambda) -> None:
        self._parameters(node)

    def _parameters(self, node: ast.AST) -> None:
        """What is said of them, what they are if nothing is given, and `self`."""
        scope = self.known.scopes[node]
        for arg in parameters(node):
            self.give(node, arg.arg, self.known.annotated(arg.annotation, self.scope))
        placed = [*node.args.posonlyargs, *node.args.args]
        for arg, value in zip(placed[::-1], node.args.defaults[::-1], strict=False):
            self.give(node, arg.arg, self.kind(value))
        if scope.method_of and placed:
            self.give(node, placed[0].arg, OwnMade(scope.method_of))

    def _Return(self, node: ast.Return) -> None:
        if isinstance(self.scope.node, FUNCTIONS):
            kind = self.kind(node.value) if node.value else NOTHING
            self.give(self.scope.node, RESULT, kind)

    def _Yield(self, node: ast.Yield) -> None:
        if isinstance(self.scope.node, FUNCTIONS):
            kind = self.kind(node.value) if node.value else NOTHING
            self.give(self.scope.node, RESULT, Many(kind))

    def _Call(self, node: ast.Call) -> None:
        called = self.kind(node.func)
        if isinstance(called, Named):
            self._later(called.name, node)
        given = [
            self.kind(arg) for arg in node.args if not isinstance(arg, ast.Starred)
        ]
        named = {word.arg: self.kind(word.value) for word in node.keywords if word.arg}
        if len(given) == len(node.args):
            self._pass(called, given, named)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ADDS and given:
            self._put(node.func.value, Many(given[0]))

    def _later(self, name: str, node: ast.Call) -> None:
        """A call that lets another thread call a function, with its arguments."""
        given = {word.arg: word.value for word in node.keywords}
        if name in IN_ORDER and len(node.args) > IN_ORDER[name]:
            function, *rest = node.args[IN_ORDER[name] :]
            self._pass(self.kind(function), [self.kind(arg) for arg in rest])
        elif name in IN_A_LIST:
            function, listed = (
                node.args[at] if at < len(node.args) else given.get(word)
                for at, word in IN_A_LIST[name]
            )
            rest = listed.elts if isinstance(listed, ast.Tuple | ast.List) else []
            if function and (listed is None or rest):
                self._pass(self.kind(function), [self.kind(arg) for arg in rest])
        elif name in IN_EACH and node.args:
            items = [self.known.library.item(self.kind(arg)) for arg in node.args[1:]]
            self._pass(self.kind(node.args[0]), items)
        elif node.args:
            self._called(Named(name), self.kind(node.args[0]))

    def _called(self, by: Kind, function: Kind) -> None:
        """What Python calls a function with that was given to this name, if it does."""
        if isinstance(by, Named) and by.name in GIVES:
            self._pass(function, [Made(GIVES[by.name])])

    def _pass(
        self, called: Kind, given: list[Kind], named: Mapping[str, Kind] | None = None
    ) -> None:
        """Give arguments to the parameters of a function of the program."""
        if isinstance(called, Own):
            called = self.known.attribute(OwnMade(called.node), "__init__")
        if not isinstance(called, Function):
            return
        args = called.node.args
        placed = [arg.arg for arg in (*args.posonlyargs, *args.args)]
        for name, kind in zip(placed[called.bound :], given, strict=False):
            self.give(called.node, name, kind)
        for name, kind in (named or {}).items():
            self.give(called.node, name, kind)
