"""Comprehensions, lambdas, `yield from` and `await` (see rewrite.py).

A variable of a comprehension that other threads see is bound by a loop of its own over
one value, `for name in (bind(...),)`, so that its store follows its switch point.
"""

import ast
from typing import ClassVar

from everyorder.instrument.expressions import Expressions, Located
from everyorder.instrument.scopes import Comprehension, Scope, Visit


class Comprehensions(Expressions):
    scope: Scope

    def _comprehension(self, node: Comprehension) -> Comprehension:
        first = node.generators[0]
        outermost = self._iterable(node, first)
        if isinstance(node, ast.GeneratorExp) and not first.is_async:
            site = self.site(node, "end")
            outermost = self.operation(node, "to_its_end", site, outermost)
        outer, self.scope = self.scope, self.scopes[node]
        generators = []
        for number, generator in enumerate(node.generators):
            generator.iter = self._iterable(node, generator) if number else outermost
            bindings = self._bindings(node, generator)
            generator.target = self.visit(generator.target)
            tests = [self.truth(test) for test in generator.ifs]
            own = isinstance(node, ast.GeneratorExp) and not number
            turn = self.operation(
                node, "turn" if own else "tick", self.site(node, "loop")
            )
            tick = ast.UnaryOp(ast.Not(), turn)
            generator.ifs = [ast.copy_location(tick, node)]
            generators += [generator, *bindings]
            generators[-1].ifs += tests
        node.generators = generators
        for part in ("elt", "key", "value"):
            if hasattr(node, part):
                setattr(node, part, self.visit(getattr(node, part)))
        if isinstance(node, ast.GeneratorExp):
            node.elt = self._running(node, node.elt)
        self.scope = outer
        return node

    visit_ListComp: ClassVar[Visit] = _comprehension
    visit_SetComp: ClassVar[Visit] = _comprehension
    visit_DictComp: ClassVar[Visit] = _comprehension
    visit_GeneratorExp: ClassVar[Visit] = _comprehension

    def _bindings(
        self, node: Comprehension, generator: ast.comprehension
    ) -> list[ast.comprehension]:
        """Loops of one turn that bind what the target has that other threads see."""
        bindings = []
        for name in ast.walk(generator.target):
            if not isinstance(name, ast.Name):
                continue
            key = self.key(name.id)
            if key is None or not isinstance(name.ctx, ast.Store):
                continue
            target = ast.copy_location(ast.Name(name.id, ast.Store()), node)
            name.id = self.temporary()
            load = ast.copy_location(ast.Name(name.id, ast.Load()), node)
            site = self.site(node, f"write {target.id}")
            value = self.operation(node, "bind", site, self.constant(node, key), load)
            one = ast.copy_location(ast.Tuple([value], ast.Load()), node)
            bindings.append(ast.comprehension(target, one, [], 0))
        return bindings

    def _iterable(
        self, node: Located, loop: ast.For | ast.AsyncFor | ast.comprehension
    ) -> ast.Call:
        """What a loop or a generator of a comprehension runs over."""
        value = self.visit(loop.iter)
        site = self.site(loop.iter, "iterate")
        if isinstance(loop, ast.AsyncFor) or getattr(loop, "is_async", False):
            return self.operation(node, "aiter", site, value)
        value = self.operation(node, "iter", site, value)
        if isinstance(loop.target, (ast.Tuple, ast.List)):
            value = self.operation(node, "each_unpacked", site, value)
        return value

    def visit_Yield(self, node: ast.Yield) -> ast.Call:
        value = self.visit(node.value) if node.value else self.constant(node, None)
        given = ast.copy_location(ast.Yield(self._running(node, value)), node)
        return self.operation(node, "resumed", self.site(node, "resume"), given)

    def _running(self, node: Located, value: ast.expr) -> ast.Call:
        """What a generator is about to give, or to end with, while it still runs."""
        return self.operation(node, "running", self.site(node, "yield"), value)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.YieldFrom:
        value = self.visit(node.value)
        value = self.operation(node, "iter", self.site(node, "iterate"), value)
        return ast.copy_location(ast.YieldFrom(value), node)

    def visit_Await(self, node: ast.Await) -> ast.Await:
        value = self.visit(node.value)
        value = self.operation(node, "await", self.site(node, "await"), value)
        return ast.copy_location(ast.Await(value), node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        node.args = self._defaults(node.args)
        outer, self.scope = self.scope, self.scopes[node]
        site = self.site(node, "call lambda()")
        enter = self.operation(node, "entered", site)
        node.body = self.operation(node, "result", site, enter, self.visit(node.body))
        self.scope = outer
        return node

    def _defaults(self, arguments: ast.arguments) -> ast.arguments:
        arguments.defaults = [self.visit(part) for part in arguments.defaults]
        arguments.kw_defaults = [
            self.visit(part) if part else None for part in arguments.kw_defaults
        ]
        return arguments
