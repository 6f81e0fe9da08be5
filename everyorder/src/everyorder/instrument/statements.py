"""Statements: assignments, loops, `with`, `try` (see rewrite.py)."""

import ast
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NoReturn

from everyorder.instrument.definitions import Definitions
from everyorder.instrument.expressions import BINARY, site_name
from everyorder.instrument.nodes import PASSES
from everyorder.instrument.scopes import Visit

# Whose temporaries need not be forgotten: nothing of the body is run after them, or
# they are of another scope.
NOTHING_LEFT = (
    *(ast.Return, ast.Raise, ast.Break, ast.Continue),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)


class Statements(Definitions):
    # --- bodies

    def visit_Module(self, node: ast.Module) -> ast.Module:
        node.body = self.body(node.body)
        return node

    def body(
        self, statements: list[ast.stmt], first: Iterable[ast.stmt] = ()
    ) -> list[ast.stmt]:
        """Rewritten statements; `first` go before them, but after a docstring."""
        changed: list[ast.stmt] = []
        for statement in statements:
            before = self.temporaries
            result = self.visit(statement)
            changed += result if isinstance(result, list) else [result]
            if not isinstance(statement, NOTHING_LEFT):
                changed += self._forgotten(statement, before)
        return [*first, *changed]

    def generic_visit(self, node: ast.AST) -> ast.AST:
        kind = type(node).__name__
        if kind not in PASSES and not hasattr(self, f"visit_{kind}"):
            self.refuse(node, f"{kind}, which is new to it")
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

    # --- assignments

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        value = self.visit(node.value)
        if len(node.targets) == 1:
            return self._assign(node, node.targets[0], value)
        name = self.temporary()
        statements: list[ast.stmt] = []
        store = ast.copy_location(ast.Name(name, ast.Store()), node)
        statements.append(ast.copy_location(ast.Assign([store], value), node))
        for target in node.targets:
            load = ast.copy_location(ast.Name(name, ast.Load()), node)
            statements += self._assign(node, target, load)
        return statements

    def _assign(
        self, node: ast.stmt, target: ast.expr, value: ast.expr
    ) -> list[ast.stmt]:
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
        if self.drops:
            value = self.operation(
                node, "lets_go", self.site(node, "replace variables"), value
            )
        store = ast.copy_location(ast.Assign([target], value), node)
        return [store, *after, *self._settled(node, *names)]

    def _bound(self, target: ast.Name, value: ast.expr) -> ast.expr:
        """A value about to be stored in a name."""
        key = self.key(target.id)
        if key is None:
            return self._replacing(target, value)
        site = self.site(target, f"write {target.id}")
        return self.operation(target, "bind", site, self.constant(target, key), value)

    def _replacing(self, target: ast.Name, value: ast.expr) -> ast.expr:
        """A value about to be stored in a thread's own variable, which held another."""
        owner = self.scope.owner(target.id)
        held = owner is None or owner.variables[target.id].bindings > 1
        if not self.drops or not held:
            return value
        site = self.site(target, f"replace {target.id}")
        return self.operation(target, "lets_go", site, value)

    def _unpacked(
        self, node: ast.stmt, target: ast.expr
    ) -> tuple[list[str], ast.expr, list[ast.stmt]]:
        """A target of several names: shared ones get their value one by one."""
        names: list[str] = []
        after: list[ast.stmt] = []
        for part in ast.walk(target):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                names.append(part.id)
                if self.key(part.id) is not None:
                    name = part.id
                    part.id = self.temporary()
                    load = ast.copy_location(ast.Name(part.id, ast.Load()), node)
                    store = ast.copy_location(ast.Name(name, ast.Store()), node)
                    after += self._assign(node, store, load)
                    after += self._forgotten(node, self.temporaries - 1)
        return names, self._visit_target(target), after

    def _visit_target(self, target: ast.expr) -> ast.expr:
        if isinstance(target, ast.Name):
            return target
        changed: ast.expr = self.visit(target)
        return changed

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign | list[ast.stmt]:
        outside = isinstance(self.scope.node, (ast.Module, ast.ClassDef))
        if outside and not self.lazy_annotations:
            node.annotation = self.visit(node.annotation)
        if node.value is None:
            return node
        value = self.visit(node.value)
        if isinstance(node.target, ast.Name):
            node.value = self._bound(node.target, value)
            return [node, *self._settled(node, node.target.id)]
        return self._assign(node, node.target, value)

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        target, function = node.target, BINARY[type(node.op)]
        if isinstance(target, ast.Name):
            load = ast.copy_location(ast.Name(target.id, ast.Load()), target)
            old = self.visit(load)
            value = self.visit(node.value)
            new = self._inplace(node, function, old, value)
            return self._assign(node, target, new)
        thing = self.visit(target.value)
        if isinstance(target, ast.Attribute):
            key: ast.expr = self.constant(node, self._mangled(target.attr))
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

    def _inplace(
        self, node: ast.stmt, function: str, old: ast.expr, value: ast.expr
    ) -> ast.Call:
        name = ast.copy_location(ast.Name(site_name(f"i{function}"), ast.Load()), node)
        site = self.site(node, "operator")
        return self.operation(node, "inplace", site, name, old, value)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        statements: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Name):
                key = self.key(target.id)
                if key is not None:
                    site = self.site(target, f"delete {target.id}")
                    name = self.constant(node, key)
                    call = self.operation(node, "bind", site, name)
                    statements.append(self._statement(node, call))
                elif self.drops or self.place is not None:
                    statements.append(self._lets_go(target, f"delete {target.id}"))
            deletion = ast.Delete([self._visit_target(target)])
            statements.append(ast.copy_location(deletion, node))
        return statements

    def _lets_go(self, node: ast.expr | ast.stmt, what: str) -> ast.Expr:
        """What comes before a thread lets go of something that it holds."""
        return self._statement(
            node, self.operation(node, "lets_go", self.site(node, what))
        )

    def _display(self, node: ast.List | ast.Tuple) -> ast.expr:
        """A list or a tuple that is made here: what it holds ends in an order."""
        changed = self.generic_visit(node)
        assert isinstance(changed, ast.expr)
        plain = all(isinstance(one, ast.Constant) for one in node.elts)
        if plain or not self.drops or not isinstance(node.ctx, ast.Load):
            return changed
        return self.operation(node, "gives", changed)

    visit_List: ClassVar[Visit] = _display
    visit_Tuple: ClassVar[Visit] = _display

    # --- control flow

    def _tick(self, node: ast.stmt, site: ast.Constant) -> ast.Expr:
        return self._statement(node, self.operation(node, "tick", site))

    def visit_While(self, node: ast.While) -> ast.While | list[ast.stmt]:
        stored = dict.fromkeys(_stored(node))
        names = [self.constant(node, self._mangled(name)) for name in stored]
        turn = self.site(node, "loop")
        tick = self._tick(node, turn)
        site = ast.copy_location(ast.Constant(turn.value), node)
        before = self.temporaries
        node.test = self.truth(node.test)
        tested = self.temporaries
        node.body = self.body(node.body, [tick, *self._forgotten(node, before)])
        node.orelse = self.body(node.orelse, self._forgotten(node, before, tested))
        if self.place is not None:  # loops of the library are its own affair
            return node
        return [self._statement(node, self.operation(node, "loop", site, *names)), node]

    def visit_If(self, node: ast.If) -> ast.If:
        before = self.temporaries
        node.test = self.truth(node.test)
        tested = self.temporaries
        node.body = self.body(node.body, self._forgotten(node, before))
        node.orelse = self.body(node.orelse, self._forgotten(node, before, tested))
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.Assert:
        node.test = self.truth(node.test)
        node.msg = self.visit(node.msg) if node.msg else None
        return node

    def visit_For(self, node: ast.For | ast.AsyncFor) -> ast.For | ast.AsyncFor:
        node.iter = self._iterable(node, node)
        _, node.target, after = self._unpacked(node, node.target)
        first = [self._tick(node, self.site(node, "loop")), *after]
        node.body = self.body(node.body, first)
        node.orelse = self.body(node.orelse)
        return node

    visit_AsyncFor: ClassVar[Visit] = visit_For

    def visit_With(self, node: ast.With | ast.AsyncWith) -> ast.With | ast.AsyncWith:
        enter = "awith" if isinstance(node, ast.AsyncWith) else "with"
        first: list[ast.stmt] = []
        for item in node.items:
            value = self.visit(item.context_expr)
            site = self.site(item.context_expr, "with")
            item.context_expr = self.operation(node, enter, site, value)
            if item.optional_vars is not None:
                names, item.optional_vars, after = self._unpacked(
                    node, item.optional_vars
                )
                first += [*after, *self._settled(node, *names)]
        node.body = self.body(node.body, first)
        return node

    visit_AsyncWith: ClassVar[Visit] = visit_With

    def visit_Try(self, node: Any) -> ast.AST:
        """What a generator does when it is closed is seen by whoever lets go of it."""
        self.generic_visit(node)
        if self.in_generator:
            for handler in node.handlers:
                handler.body.insert(0, self._closing(handler))
            if node.finalbody:
                node.finalbody.insert(0, self._closing(node))
        return node  # type: ignore[no-any-return]

    visit_TryStar: ClassVar[Visit] = visit_Try

    def _closing(self, node: ast.AST) -> ast.Expr:
        return self._statement(node, self.operation(node, "closing"))

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        """`as name`, if others see the name, as what it stands for."""
        name = node.name
        if name and self.key(name) is not None:
            node.name = self.temporary()
            start, end = f"{name} = {node.name}", f"{name} = None; del {name}"
            bind, guarded = ast.parse(f"{start}\ntry: pass\nfinally: {end}").body
            for part in (*ast.walk(bind), *ast.walk(guarded)):
                ast.copy_location(part, node)
            assert isinstance(guarded, ast.Try)
            guarded.body = node.body
            node.body = [bind, guarded]
            let_go = self._forgotten(node, self.temporaries - 1)
            self.generic_visit(node)
            place = node.body.index(guarded)
            node.body[place:place] = let_go
        else:
            self.generic_visit(node)
        if self.drops:
            last = self._lets_go(node.body[-1], "end of except")
            caught = self._statement(node, self.operation(node, "caught"))
            node.body.insert(0, caught)
            node.body = [ast.copy_location(ast.Try(node.body, [], [], [last]), node)]
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.Raise | list[ast.stmt]:
        """An error that is raised learns where, and what came before it."""
        made = isinstance(node.exc, ast.Call)  # just now, so that nobody else has it
        node.cause = self.visit(node.cause) if node.cause else None
        if node.exc is None:
            call = self.operation(node, "raised_again", self.site(node, "raise"))
            return [self._statement(node, call), node]
        node.exc = self.visit(node.exc)
        if not made:
            site = self.site(node, "raise")
            node.exc = self.operation(node, "raised", site, node.exc)
        return node

    # --- what is not supported

    def visit_TemplateStr(self, node: ast.AST) -> NoReturn:
        self.refuse(node, "a template string")

    def visit_TypeAlias(self, node: Any) -> list[ast.stmt]:
        """Its value is evaluated when it is asked for."""
        self._type_parameters(node)
        node.value = self.visit(node.value)
        key = self.key(node.name.id)
        if key is None:
            return [node, *self._settled(node, node.name.id)]
        site = self.site(node, f"write {node.name.id}")
        call = self.operation(node, "bind", site, self.constant(node, key))
        return [self._statement(node, call), node]


def _stored(loop: ast.While) -> Iterator[str]:
    """The names that a turn of the loop binds or deletes; some may be of others."""
    for part in ast.walk(loop):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            yield part.id
        elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield part.name
        elif isinstance(part, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
            yield part.name or ""
        elif isinstance(part, ast.MatchMapping):
            yield part.rest or ""
        elif isinstance(part, ast.alias):
            yield (part.asname or part.name).split(".")[0]
