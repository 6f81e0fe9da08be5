"""Which names of a program several threads could see, told from its source.

A variable of a function is seen by others only through a closure: a nested function,
lambda or generator expression that may run elsewhere. A global is seen by others only
if some function reads or writes it; code outside functions runs in the main thread.
A name that is bound once, outside loops, may be read as it stands, as long as it is
bound before any thread starts (operations/names.py looks after that).
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Opening = Function | ast.ClassDef | Comprehension  # nodes that open a scope

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
DEFERRED = (*FUNCTIONS, ast.GeneratorExp)
LOOPS = (ast.For, ast.While, ast.AsyncFor, *COMPREHENSIONS)

Visit = Callable[..., Any]  # a method of several nodes


@dataclass
class Variable:
    """A name in the scope that owns it."""

    bindings: int = 0
    seen: bool = False  # by a function that another thread may run
    parameter: bool = False


@dataclass(eq=False)
class Scope:
    node: ast.AST
    parent: "Scope | None"
    label: str
    variables: dict[str, Variable] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)  # global, nonlocal

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    def owner(self, name: str) -> "Scope | None":
        """The scope whose variable `name` is here, or None for a builtin."""
        scope: Scope | None = self
        first = True
        while scope is not None:
            if scope.elsewhere.get(name) == "global":
                return scope.module().own(name)
            here = first or not scope.is_class
            if here and name in scope.variables and name not in scope.elsewhere:
                return scope
            scope, first = scope.parent, False
        return None

    def module(self) -> "Scope":
        return self if self.parent is None else self.parent.module()

    def own(self, name: str) -> "Scope":
        self.variables.setdefault(name, Variable())
        return self


class Names(ast.NodeVisitor):
    """Collects the scopes of a tree: first bindings, then uses."""

    def __init__(self, tree: ast.Module):
        self.scopes: dict[ast.AST, Scope] = {}
        self.uses: list[tuple[Scope, str]] = []
        self.scope: Scope = Scope(tree, None, "")
        self.scopes[tree] = self.scope
        self.loops: int = 0
        self.starred: bool = False  # whether other modules may have bound any name
        self.bound: list[tuple[Scope, str, int]] = []
        self.generic_visit(tree)
        self._resolve()

    def _resolve(self) -> None:
        for scope, name, times in self.bound:
            owner = scope.owner(name) or scope.own(name)
            variable = owner.variables[name]
            variable.bindings += times if owner is scope else 2
            if owner is not scope:
                self.uses.append((scope, name))
        for scope, name in list(self.uses):
            if scope.is_class and name in scope.variables:
                self._seen(scope, scope.module(), name)
            self._seen(scope, scope.owner(name), name)

    def _seen(self, scope: Scope, owner: Scope | None, name: str) -> None:
        """This name is used here, and it is a variable of that owner."""
        if owner is None or name not in owner.variables:
            return
        here: Scope | None = scope
        while here is not None and here is not owner:
            if isinstance(here.node, DEFERRED):
                owner.variables[name].seen = True
            here = here.parent

    def bind(self, name: str, parameter: bool = False) -> None:
        if name not in self.scope.elsewhere:
            variable = self.scope.own(name).variables[name]
            variable.parameter |= parameter
            variable.bindings += 2 * (self.starred and self.scope.parent is None)
        self.bound.append((self.scope, name, 2 if self.loops else 1))

    def _inside(self, node: Opening, label: str, visit: Callable[[], None]) -> None:
        outer, loops = self.scope, self.loops
        self.scope = Scope(node, outer, f"{outer.label}{label}@{node.lineno}:")
        self.scopes[node] = self.scope
        self.loops = int(isinstance(node, COMPREHENSIONS))
        visit()
        self.scope, self.loops = outer, loops

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.bind(node.name)
        for part in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if part is not None:
                self.visit(part)
        for arg in ast.walk(node.args):
            if isinstance(arg, ast.arg) and arg.annotation is not None:
                self.visit(arg.annotation)
        if node.returns is not None:
            self.visit(node.returns)
        self._inside(node, node.name, lambda: self._function(node, node.body))

    visit_AsyncFunctionDef: ClassVar[Visit] = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for part in (*node.args.defaults, *node.args.kw_defaults):
            if part is not None:
                self.visit(part)
        self._inside(node, "lambda", lambda: self._function(node, [node.body]))

    def _function(self, node: Function, body: Sequence[ast.AST]) -> None:
        a = node.args
        for arg in (*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg):
            if arg is not None:
                self.bind(arg.arg, parameter=True)
        self._declared(body)
        for part in body:
            self.visit(part)

    def _declared(self, body: Sequence[ast.AST]) -> None:
        for declaration in (d for part in body for d in _declarations(part)):
            kind = "global" if isinstance(declaration, ast.Global) else "nonlocal"
            for name in declaration.names:
                self.scope.elsewhere[name] = kind

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind(node.name)
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(part)

        def body() -> None:
            self._declared(node.body)
            for part in node.body:
                self.visit(part)

        self._inside(node, node.name, body)

    def _comprehension(self, node: Comprehension) -> None:
        self.visit(node.generators[0].iter)

        def body() -> None:
            for number, generator in enumerate(node.generators):
                self.visit(generator.target)
                if number:
                    self.visit(generator.iter)
                for test in generator.ifs:
                    self.visit(test)
            for part in ("elt", "key", "value"):
                if hasattr(node, part):
                    self.visit(getattr(node, part))

        self._inside(node, "comprehension", body)

    visit_ListComp: ClassVar[Visit] = _comprehension
    visit_SetComp: ClassVar[Visit] = _comprehension
    visit_DictComp: ClassVar[Visit] = _comprehension
    visit_GeneratorExp: ClassVar[Visit] = _comprehension

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        scope = self.scope
        while isinstance(self.scope.node, COMPREHENSIONS) and self.scope.parent:
            self.scope = self.scope.parent
        self.bind(node.target.id)
        self.bound.append((self.scope, node.target.id, 1))
        self.scope = scope
        self.visit(node.value)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.uses.append((self.scope, node.id))
        else:
            self.bind(node.id)
            if isinstance(node.ctx, ast.Del):
                self.bind(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.bind(node.target.id)
            self.uses.append((self.scope, node.target.id))
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.bind(node.name)
            self.bind(node.name)
        self.generic_visit(node)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if node.names[0].name == "*":
            for variable in self.scope.module().variables.values():
                variable.bindings += 2
            self.starred = True
            return
        for alias in node.names:
            self.bind((alias.asname or alias.name).split(".")[0])

    visit_Import: ClassVar[Visit] = _import
    visit_ImportFrom: ClassVar[Visit] = _import

    def _pattern(self, node: ast.MatchAs | ast.MatchStar | ast.MatchMapping) -> None:
        name = getattr(node, "name", None) or getattr(node, "rest", None)
        if name:
            self.bind(name)
            self.bind(name)
        self.generic_visit(node)

    visit_MatchAs: ClassVar[Visit] = _pattern
    visit_MatchStar: ClassVar[Visit] = _pattern
    visit_MatchMapping: ClassVar[Visit] = _pattern

    def _loop(self, node: ast.For | ast.While | ast.AsyncFor) -> None:
        self.loops += 1
        self.generic_visit(node)
        self.loops -= 1

    visit_For: ClassVar[Visit] = _loop
    visit_While: ClassVar[Visit] = _loop
    visit_AsyncFor: ClassVar[Visit] = _loop


def _declarations(node: ast.AST) -> Iterator[ast.Global | ast.Nonlocal]:
    """The `global` and `nonlocal` statements of this very function."""
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        yield node
    elif not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        for child in ast.iter_child_nodes(node):
            yield from _declarations(child)


def find_scopes(tree: ast.Module) -> dict[ast.AST, Scope]:
    """The scope of each node that opens one."""
    return Names(tree).scopes
