"""Definitions of functions and classes, and imports (see rewrite.py).

A definition stores its name after its last decorator; where other threads see the name,
one more decorator is the switch point of that store.
"""

import ast

from everyorder.instrument.patterns import Patterns


class Definitions(Patterns):
    def visit_FunctionDef(self, node):
        if node.name == "__del__":
            self.refuse(node, "__del__, which runs at no certain moment")
        return self._definition(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        return self._definition(node)

    def _definition(self, node) -> list:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        if isinstance(node, ast.ClassDef):
            node.bases = [self.visit(base) for base in node.bases]
            for keyword in node.keywords:
                keyword.value = self.visit(keyword.value)
        else:
            node.args = self._defaults(node.args)
        key = self.key(node.name)
        if key is not None:
            site = self.site(node, f"write {node.name}")
            stored = self.operation(node, "stored", site, self.constant(node, key))
            node.decorator_list.insert(0, stored)
        outer, self.scope = self.scope, self.scopes[node]
        node.body = self.body(node.body)
        self.scope = outer
        return [node, *self._settled(node, node.name)]

    def _import(self, node):
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            return node
        names = [(a.asname or a.name).split(".")[0] for a in node.names]
        before = []
        for name in names:
            key = self.key(name)
            if key is not None:
                site = self.site(node, f"write {name}")
                call = self.operation(node, "bind", site, self.constant(node, key))
                before.append(self._statement(node, call))
        return [*before, node, *self._settled(node, *names)]

    visit_Import = visit_ImportFrom = _import
