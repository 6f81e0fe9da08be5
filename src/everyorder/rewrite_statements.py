"""Statements: assignments, loops, `with`, definitions (see rewrite.py)."""

import ast

from everyorder.rewrite_expressions import (
    BINARY,
    Expressions,
    is_number,
    site_name,
)

LOOKING = (ast.MatchSequence, ast.MatchMapping, ast.MatchClass)


class Statements(Expressions):
    # --- bodies

    def visit_Module(self, node):
        node.body = self.body(node.body)
        return node

    def body(self, statements, first=()) -> list:
        """Rewritten statements; `first` go before them, but after a docstring."""
        changed: list = []
        for statement in statements:
            result = self.visit(statement)
            changed += result if isinstance(result, list) else [result]
        return [*first, *changed]

    def generic_visit(self, node):
        for name, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, name, self.body(value))
            elif isinstance(value, list):
                changed = [
                    self.visit(v) if isinstance(v, ast.AST) else v for v in value
                ]
                setattr(node, name, changed)
            elif isinstance(value, ast.AST):
                setattr(node, name, self.visit(value))
        return node

    def _statement(self, node, expression):
        return ast.copy_location(ast.Expr(expression), node)

    def _settled(self, node, *names) -> list:
        """What checks, after a binding, that these names may be read as they stand."""
        keys = [key for key in map(self.settles, names) if key]
        if not keys:
            return []
        constants = [self.constant(node, key) for key in keys]
        return [self._statement(node, self.operation(node, "settle", *constants))]

    # --- assignments

    def visit_Assign(self, node):
        value = self.visit(node.value)
        if len(node.targets) == 1:
            return self._assign(node, node.targets[0], value)
        name, statements = self.temporary(), []
        store = ast.copy_location(ast.Name(name, ast.Store()), node)
        statements.append(ast.copy_location(ast.Assign([store], value), node))
        for target in node.targets:
            load = ast.copy_location(ast.Name(name, ast.Load()), node)
            statements += self._assign(node, target, load)
        return statements

    def _assign(self, node, target, value) -> list:
        """Statements that store a rewritten value in one target."""
        if isinstance(target, ast.Name):
            store = ast.Assign([target], self._bound(target, value))
            return [ast.copy_location(store, node), *self._settled(node, target.id)]
        if isinstance(target, ast.Attribute):
            thing = self.visit(target.value)
            site = self.site(target, f"write .{target.attr}")
            name = self.constant(node, self._mangled(target.attr))
            call = self.operation(node, "set", value, site, thing, name)
            return [self._statement(node, call)]
        if isinstance(target, ast.Subscript):
            thing, key = self.visit(target.value), self._key(target.slice)
            site = self.site(target, "write item")
            call = self.operation(node, "put", value, site, thing, key)
            return [self._statement(node, call)]
        value = self.operation(node, "whole", self.site(node, "unpack"), value)
        names, target, after = self._unpacked(node, target)
        store = ast.copy_location(ast.Assign([target], value), node)
        return [store, *after, *self._settled(node, *names)]

    def _bound(self, target: ast.Name, value):
        """A value about to be stored in a name."""
        key = self.key(target.id)
        if key is None:
            return value
        site = self.site(target, f"write {target.id}")
        return self.operation(target, "bind", site, self.constant(target, key), value)

    def _unpacked(self, node, target):
        """A target of several names: shared ones get their value one by one."""
        names, after = [], []
        for part in ast.walk(target):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                names.append(part.id)
                if self.key(part.id) is not None:
                    name = part.id
                    part.id = self.temporary()
                    load = ast.copy_location(ast.Name(part.id, ast.Load()), node)
                    store = ast.copy_location(ast.Name(name, ast.Store()), node)
                    after += self._assign(node, store, load)
        return names, self._visit_target(target), after

    def _visit_target(self, target):
        return target if isinstance(target, ast.Name) else self.visit(target)

    def visit_AnnAssign(self, node):
        if node.value is None:
            return node
        value = self.visit(node.value)
        if isinstance(node.target, ast.Name):
            node.value = self._bound(node.target, value)
            return [node, *self._settled(node, node.target.id)]
        return self._assign(node, node.target, value)

    def visit_AugAssign(self, node):
        target, function = node.target, BINARY[type(node.op)]
        if isinstance(target, ast.Name):
            load = ast.copy_location(ast.Name(target.id, ast.Load()), target)
            old = self.visit(load)
            value = self.visit(node.value)
            new = self._inplace(node, function, old, value)
            return self._assign(node, target, new)
        thing = self.visit(target.value)
        if isinstance(target, ast.Attribute):
            key, what = self.constant(node, self._mangled(target.attr)), "attribute"
            first, second = "get_then", "set_then"
            what = f".{target.attr}"
        else:
            key, what = self._key(target.slice), "item"
            first, second = "item_then", "put_then"
        old = self.operation(node, first, self.site(node, f"read {what}"), thing, key)
        value = self.visit(node.value)
        name = ast.copy_location(ast.Name(site_name(f"i{function}"), ast.Load()), node)
        site = self.site(node, f"write {what}")
        call = self.operation(node, second, site, old, value, name)
        return [self._statement(node, call)]

    def _inplace(self, node, function, old, value):
        name = ast.copy_location(ast.Name(site_name(f"i{function}"), ast.Load()), node)
        if function in ("add", "sub") and is_number(value):
            # No collection takes a number, so nothing shared is operated on.
            return ast.copy_location(ast.Call(name, [old, value], []), node)
        site = self.site(node, "operator")
        return self.operation(node, "inplace", site, name, old, value)

    def visit_Delete(self, node):
        statements = []
        for target in node.targets:
            if isinstance(target, ast.Name):
                key = self.key(target.id)
                if key is not None:
                    site = self.site(target, f"delete {target.id}")
                    name = self.constant(node, key)
                    call = self.operation(node, "bind", site, name)
                    statements.append(self._statement(node, call))
            deletion = ast.Delete([self._visit_target(target)])
            statements.append(ast.copy_location(deletion, node))
        return statements

    # --- control flow

    def _tick(self, node):
        return self._statement(node, self.operation(node, "tick"))

    def visit_While(self, node):
        node.test = self.truth(node.test)
        node.body = self.body(node.body, [self._tick(node)])
        node.orelse = self.body(node.orelse)
        return node

    def visit_If(self, node):
        node.test = self.truth(node.test)
        node.body, node.orelse = self.body(node.body), self.body(node.orelse)
        return node

    def visit_Assert(self, node):
        node.test = self.truth(node.test)
        node.msg = self.visit(node.msg) if node.msg else None
        return node

    def visit_For(self, node):
        iterable = self._iterable(node, node.iter, node.target)
        first = [self._tick(node)]
        if isinstance(node.target, ast.Name):
            key = self.key(node.target.id)
            if key is not None:
                site = self.site(node, f"write {node.target.id}")
                key = self.constant(node, key)
                iterable = self.operation(node, "each", site, key, iterable)
        else:
            _, node.target, after = self._unpacked(node, node.target)
            first += after
        node.iter = iterable
        node.body = self.body(node.body, first)
        node.orelse = self.body(node.orelse)
        return node

    def visit_With(self, node):
        first: list = []
        for item in node.items:
            value = self.visit(item.context_expr)
            site = self.site(item.context_expr, "with")
            item.context_expr = self.operation(node, "with", site, value)
            if item.optional_vars is not None:
                names, item.optional_vars, after = self._unpacked(
                    node, item.optional_vars
                )
                first += [*after, *self._settled(node, *names)]
        node.body = self.body(node.body, first)
        return node

    def visit_Try(self, node):
        for handler in node.handlers:
            if handler.name and self.key(handler.name) is not None:
                self.refuse(handler, f"`as {handler.name}`, seen by a nested function")
        return self.generic_visit(node)

    visit_TryStar = visit_Try

    def visit_Match(self, node):
        before = []
        for part in ast.walk(ast.Module([c.pattern for c in node.cases], [])):
            name = getattr(part, "name", None) or getattr(part, "rest", None)
            if isinstance(name, str) and self.key(name) is not None:
                self.refuse(node, f"the capture {name}, seen by a nested function")
            if isinstance(part, ast.MatchValue) and isinstance(
                part.value, ast.Attribute
            ):
                read = self.visit(_copy(part.value))
                before.append(self._statement(node, read))
        looks = any(isinstance(p, LOOKING) for c in node.cases for p in ast.walk(c))
        subject = self.visit(node.subject)
        what = "subject" if looks else "whole"
        node.subject = self.operation(node, what, self.site(node, "match"), subject)
        for case in node.cases:
            case.guard = self.truth(case.guard) if case.guard else None
            case.body = self.body(case.body)
        return [*before, node]

    # --- definitions

    def visit_FunctionDef(self, node):
        if node.name == "__del__":
            self.refuse(node, "__del__, which runs at no certain moment")
        before = self._before_definition(node, node.name, node.args.defaults)
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.args = self._defaults(node.args)
        outer, self.scope = self.scope, self.scopes[node]
        node.body = self.body(node.body)
        self.scope = outer
        return [*before, node, *self._settled(node, node.name)]

    def _before_definition(self, node, name, defaults) -> list:
        key = self.key(name)
        if key is None:
            return []
        if node.decorator_list or defaults:
            self.refuse(node, f"{name}, defined again where threads see it,")
        site = self.site(node, f"write {name}")
        call = self.operation(node, "bind", site, self.constant(node, key))
        return [self._statement(node, call)]

    def visit_ClassDef(self, node):
        if self.key(node.name) is not None:
            self.refuse(node, f"class {node.name}, defined where threads see it,")
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.bases = [self.visit(base) for base in node.bases]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
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

    # --- what is not supported

    def visit_AsyncFunctionDef(self, node):
        self.refuse(node, "async def")

    def visit_AsyncFor(self, node):
        self.refuse(node, "async for")

    def visit_AsyncWith(self, node):
        self.refuse(node, "async with")

    def visit_TemplateStr(self, node):
        self.refuse(node, "a template string")

    def visit_TypeAlias(self, node):
        return node


def _copy(node):
    """A fresh copy of an expression in source."""
    text = ast.unparse(node)
    copied = ast.parse(text, mode="eval").body
    for part in ast.walk(copied):
        if hasattr(part, "lineno"):
            ast.copy_location(part, node)
    return copied
