"""Definitions of functions and classes, and imports (see rewrite.py).

A definition stores its name after its last decorator; where other threads see the name,
one more decorator is the switch point of that store.
"""

import ast
from typing import ClassVar

from everyorder.instrument.patterns import Patterns
from everyorder.instrument.scopes import FUNCTIONS, Scope, Visit

Function = ast.FunctionDef | ast.AsyncFunctionDef


def yields(node: Function) -> bool:
    """Whether this function is a generator."""
    left: list[ast.AST] = [*node.body]
    while left:
        part = left.pop()
        if isinstance(part, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(part, (*FUNCTIONS, ast.ClassDef, ast.GeneratorExp)):
            left += ast.iter_child_nodes(part)
    return False


def _has_end(node: ast.ClassDef) -> bool:
    """Whether the class says what comes at the end of its instances."""
    functions = (part for part in node.body if isinstance(part, FUNCTIONS))
    return any(getattr(one, "name", "") == "__del__" for one in functions)


class Definitions(Patterns):
    scope: Scope
    in_generator: bool = False  # whether a generator function is being rewritten

    def visit_FunctionDef(self, node: Function) -> list[ast.stmt]:
        return self._definition(node)

    visit_AsyncFunctionDef: ClassVar[Visit] = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        return self._definition(node)

    def _definition(self, node: Function | ast.ClassDef) -> list[ast.stmt]:
        node.decorator_list = [
            self.operation(d, "used", self.site(d, "decorate"), self.visit(d))
            for d in node.decorator_list
        ]
        self._type_parameters(node)
        if isinstance(node, ast.ClassDef):
            node.bases = [self._base(base) for base in node.bases]
            for keyword in node.keywords:
                keyword.value = self.visit(keyword.value)
        else:
            node.args = self._defaults(node.args)
            self._annotations(node)
        key = self.key(node.name)
        if key is not None:
            site = self.site(node, f"write {node.name}")
            stored = self.operation(node, "stored", site, self.constant(node, key))
            node.decorator_list.insert(0, stored)
        outer, self.scope = self.scope, self.scopes[node]
        outside = self.in_generator
        self.in_generator = isinstance(node, ast.FunctionDef) and yields(node)
        body = self.body(node.body)
        self.in_generator = outside
        if isinstance(node, FUNCTIONS):
            body = self._called_back(node, body)
        elif isinstance(node, ast.ClassDef):
            site = self.site(node, f"make {node.name}")
            ends = self.constant(node, _has_end(node))
            body.append(self._statement(node, self.operation(node, "made", site, ends)))
        node.body = body
        self.scope = outer
        return [node, *self._settled(node, node.name)]

    def _called_back(self, node: Function, body: list[ast.stmt]) -> list[ast.stmt]:
        """A body that is entered and left by operations, if C code calls it."""
        site = self.site(node, f"call {node.name}()")
        enter = self._statement(node, self.operation(node, "entered", site))
        first = body[:1] if ast.get_docstring(node, clean=False) is not None else []
        body = body[len(first) :]
        if yields(node):  # what it gives, and how it goes on, are its parts
            if isinstance(node, ast.AsyncFunctionDef):
                return [*first, enter, *body]
            end = self._running(node, self.constant(node, None))
            return [*first, enter, *body, self._statement(node, end)]
        leave = self._statement(node, self.operation(node, "left", site))
        whole = ast.Try(body or [ast.Pass()], [], [], [leave])
        return [*first, enter, ast.copy_location(whole, node)]

    def visit_Return(self, node: ast.Return) -> ast.Return:
        """A generator that returns still runs until it has."""
        if node.value is not None:
            node.value = self.visit(node.value)
        if self.in_generator:
            value = node.value or self.constant(node, None)
            node.value = self._running(node, value)
        return node

    def _type_parameters(self, node: ast.stmt) -> None:
        """A bound or a default is evaluated when its value is asked for."""
        for parameter in getattr(node, "type_params", ()):
            self.generic_visit(parameter)

    def _base(self, base: ast.expr) -> ast.expr:
        value: ast.expr = self.visit(base)
        if isinstance(base, ast.Starred):
            return value
        return self.operation(base, "used", self.site(base, "base"), value)

    def _annotations(self, node: Function) -> None:
        """What a function says of its arguments is evaluated when it is defined."""
        if self.lazy_annotations:
            return
        a = node.args
        for part in (*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg):
            if part is not None and part.annotation is not None:
                part.annotation = self.visit(part.annotation)
        if node.returns is not None:
            node.returns = self.visit(node.returns)

    def _import(
        self, node: ast.Import | ast.ImportFrom
    ) -> ast.ImportFrom | list[ast.stmt]:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            return node
        if node.names[0].name == "*":
            call = self.operation(node, "star", self.site(node, "import *"))
            return [self._statement(node, call), node]
        names = [(a.asname or a.name).split(".")[0] for a in node.names]
        before: list[ast.stmt] = []
        for name in names:
            key = self.key(name)
            if key is not None:
                site = self.site(node, f"write {name}")
                call = self.operation(node, "bind", site, self.constant(node, key))
                before.append(self._statement(node, call))
        return [*before, node, *self._settled(node, *names)]

    visit_Import: ClassVar[Visit] = _import
    visit_ImportFrom: ClassVar[Visit] = _import
