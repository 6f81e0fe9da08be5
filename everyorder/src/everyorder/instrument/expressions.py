"""Expressions: reads, items, operators, calls, comprehensions (see rewrite.py)."""

import ast
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from everyorder.instrument.scopes import COMPREHENSIONS, Scope, find_scopes
from everyorder.runtime.lifetimes import DROPS
from everyorder.runtime.sharing import KERNEL_SITES

Located = ast.expr | ast.stmt | ast.pattern  # nodes that stand at a line
Placed = ast.Attribute | ast.Subscript

BINARY: dict[type[ast.AST], str] = {
    **{ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv"},
    **{ast.FloorDiv: "floordiv", ast.Mod: "mod", ast.Pow: "pow"},
    **{ast.LShift: "lshift", ast.RShift: "rshift", ast.BitOr: "or"},
    **{ast.BitXor: "xor", ast.BitAnd: "and", ast.MatMult: "matmul"},
}
UNARY: dict[type[ast.AST], str] = {
    ast.USub: "neg",
    ast.UAdd: "pos",
    ast.Invert: "invert",
}
COMPARE: dict[type[ast.AST], str] = {
    **{ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt"},
    **{ast.GtE: "ge", ast.In: "in", ast.NotIn: "not_in"},
}


CALLER = {"globals", "locals", "vars", "dir", "eval", "exec"}
FRAMES = {"_getframe": "frame", "_getframemodulename": "frame_module"}


def site_name(function: str) -> str:
    """The name under which execution.py offers an operator function."""
    return f"_eo_op_{function}"


@dataclass(frozen=True)
class Place:
    """A module of the library: its name, and the number of its first site."""

    module: str
    first: int


@dataclass(frozen=True)
class Part:
    """A module of the program that is not its script: the same as for Place."""

    module: str
    first: int


class Expressions(ast.NodeTransformer):
    def __init__(
        self,
        tree: ast.Module,
        unsettled: frozenset[str],
        place: Place | None = None,
        part: Part | None = None,
    ):
        self.scopes: dict[ast.AST, Scope] = find_scopes(tree)
        self.unsettled = unsettled
        self.scope: Scope = self.scopes[tree]
        self.place = place
        kernel = () if place or part else KERNEL_SITES
        self.sites: list[tuple[int, str]] = [*kernel]
        self.first: int = part.first if part else 0
        self.prefix: str = f"{part.module}:" if part else ""
        self.temporaries: int = 0
        self.drops: bool = DROPS in unsettled
        self.lazy_annotations: bool = sys.version_info >= (3, 14) or _postponed(tree)

    # --- helpers

    def site(self, node: Located, what: str) -> ast.Constant:
        self.sites.append((node.lineno, what))
        number = len(self.sites) - 1
        if self.place is None:
            return ast.copy_location(ast.Constant(self.first + number), node)
        return ast.copy_location(ast.Constant(self.place.first - number), node)

    def operation(
        self,
        node: ast.AST,
        name: str,
        *arguments: ast.expr,
        keywords: Iterable[ast.keyword] = (),
    ) -> ast.Call:
        function = ast.copy_location(ast.Name(f"_eo_{name}", ast.Load()), node)
        call = ast.Call(function, list(arguments), list(keywords))
        return ast.copy_location(call, node)

    def temporary(self) -> str:
        self.temporaries += 1
        return f"_eo_{self.temporaries}"

    def _forgotten(
        self, node: ast.AST, before: int, after: int | None = None
    ) -> list[ast.stmt]:
        """What lets go of the temporaries since there were `before` of them.

        Or of those until there were `after` of them.

        Python's own stack holds nothing any more where these would. Those of a class's
        body would be its attributes: they are none.
        """
        names = [f"_eo_{n + 1}" for n in range(before, after or self.temporaries)]
        if not (self.drops and names) or self.scope.is_class:
            return []
        targets = [ast.copy_location(ast.Name(n, ast.Store()), node) for n in names]
        nothing = ast.Assign([*targets], self.constant(node, None))
        return [ast.copy_location(nothing, node)]

    def refuse(self, node: ast.AST, construct: str) -> NoReturn:
        raise NotImplementedError(construct, getattr(node, "lineno", 0))

    def key(self, name: str, load: bool = False) -> str | None:
        """What a shared name is known by, or None if no other thread sees it."""
        owner = self.scope.owner(name)
        if owner is not None and owner.is_class and owner is self.scope and load:
            owner = owner.module()  # where a body looks that has not bound it yet
        if owner is None or (owner.parent is None and name not in owner.variables):
            key = self.prefix + name  # a builtin, or what another file may give it
            return key if key in self.unsettled else None
        if owner.is_class or name not in owner.variables:
            return None
        variable = owner.variables[name]
        key = f"{self.prefix}{owner.label}{name}"
        outside = owner.parent is None and key in self.unsettled  # other files see it
        if not variable.seen and not outside:
            return None
        once = variable.bindings <= 1
        if self.place is not None:
            silent = once and (variable.parameter or owner.parent is None)
            return None if silent else f"{self.place.module}:{key}"
        if once and (variable.parameter or key not in self.unsettled):
            return None
        return key

    def settles(self, name: str) -> str | None:
        """The key of a name that is bound here, once, and read as it stands."""
        owner = self.scope.owner(name)
        if self.place or owner is None or owner.is_class or self.key(name):
            return None
        variable = owner.variables[name]
        if not variable.seen or variable.parameter:
            return None
        return f"{self.prefix}{owner.label}{name}"

    def constant(self, node: ast.AST, text: str | int | None) -> ast.Constant:
        return ast.copy_location(ast.Constant(text), node)

    def _settled(self, node: ast.AST, *names: str) -> list[ast.stmt]:
        """What checks, after a binding, that these names may be read as they stand."""
        keys = [key for key in map(self.settles, names) if key]
        if not keys:
            return []
        constants = [self.constant(node, key) for key in keys]
        return [self._statement(node, self.operation(node, "settle", *constants))]

    def _statement(self, node: ast.AST, expression: ast.expr) -> ast.Expr:
        return ast.copy_location(ast.Expr(expression), node)

    # --- names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        key = self.key(node.id, isinstance(node.ctx, ast.Load))
        if key is None or not isinstance(node.ctx, ast.Load):
            return node
        site = self.site(node, f"read {node.id}")
        read = self.operation(node, "name", site, self.constant(node, key))
        both = ast.copy_location(ast.BoolOp(ast.Or(), [read, node]), node)
        return self.operation(node, "got", both)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.NamedExpr:
        value = self.visit(node.value)
        scope = self.scope
        while isinstance(scope.node, COMPREHENSIONS) and scope.parent:
            scope = scope.parent
        outer, self.scope = self.scope, scope
        key = self.key(node.target.id)
        if key is not None:
            site = self.site(node, f"write {node.target.id}")
            value = self.operation(node, "bind", site, self.constant(node, key), value)
        self.scope = outer
        return ast.copy_location(ast.NamedExpr(node.target, value), node)

    # --- attributes and items

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        value = self.visit(node.value)
        what = {ast.Load: "get", ast.Store: "attribute", ast.Del: "attribute"}
        site = self.site(node, f"{_verb(node)} .{node.attr}")
        attribute = self.constant(node, self._mangled(node.attr))
        call = self.operation(node, what[type(node.ctx)], site, value, attribute)
        return call if isinstance(node.ctx, ast.Load) else self._place(node, call)

    def _mangled(self, name: str) -> str:
        """A private name as the compiler would write it in this class."""
        if not name.startswith("__") or name.endswith("__"):
            return name
        scope: Scope | None = self.scope
        while scope is not None and not scope.is_class:
            scope = scope.parent
        node = scope.node if scope is not None else None
        stripped = node.name.lstrip("_") if isinstance(node, ast.ClassDef) else ""
        return f"_{stripped}{name}" if stripped else name

    def _is_super(self, node: ast.expr) -> bool:
        """`super()`, which must be called by the method itself."""
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "super"
        )

    def _place(self, node: Placed, call: ast.Call) -> ast.Subscript:
        zero = self.constant(node, 0)
        return ast.copy_location(ast.Subscript(call, zero, node.ctx), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        value = self.visit(node.value)
        key = self._key(node.slice)
        what = {ast.Load: "item", ast.Store: "element", ast.Del: "element"}
        site = self.site(node, f"{_verb(node)} item")
        call = self.operation(node, what[type(node.ctx)], site, value, key)
        return call if isinstance(node.ctx, ast.Load) else self._place(node, call)

    def _key(self, node: ast.expr) -> ast.expr:
        """An index as a value; slices are made by the builtin `slice`."""
        if isinstance(node, ast.Slice):
            ends = (node.lower, node.upper, node.step)
            parts = [self.visit(e) if e else self.constant(node, None) for e in ends]
            return self.operation(node, "slice", *parts)
        if isinstance(node, ast.Tuple):
            parts = [self._key(part) for part in node.elts]
            return ast.copy_location(ast.Tuple(parts, ast.Load()), node)
        changed: ast.expr = self.visit(node)
        return changed

    def visit_Starred(self, node: ast.Starred) -> ast.Starred:
        value = self.visit(node.value)
        if isinstance(node.ctx, ast.Load):
            value = self.operation(node, "whole", self.site(node, "unpack"), value)
        return ast.copy_location(ast.Starred(value, node.ctx), node)

    def visit_Dict(self, node: ast.Dict) -> ast.Dict:
        keys: list[ast.expr | None] = [self.visit(k) if k else None for k in node.keys]
        values = []
        for key, value in zip(keys, node.values, strict=True):
            value = self.visit(value)
            if key is None:
                site = self.site(node, "unpack")
                value = self.operation(node, "whole", site, value)
            values.append(value)
        return ast.copy_location(ast.Dict(keys, values), node)

    # --- operators and truth

    def visit_BinOp(self, node: ast.BinOp) -> ast.Call:
        left, right = self.visit(node.left), self.visit(node.right)
        return self._operator(node, "binary", BINARY[type(node.op)], left, right)

    def _operator(
        self,
        node: Located,
        operation: str,
        function: str,
        left: ast.expr,
        right: ast.expr,
    ) -> ast.Call:
        name = ast.copy_location(ast.Name(site_name(function), ast.Load()), node)
        site = self.site(node, "operator")
        return self.operation(node, operation, site, name, left, right)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        left, tests = self.visit(node.left), []
        last = len(node.ops) - 1
        for number, (op, right) in enumerate(
            zip(node.ops, node.comparators, strict=True)
        ):
            right = self.visit(right)
            following = right
            if number < last and not isinstance(right, ast.Constant):
                name = self.temporary()
                following = ast.copy_location(ast.Name(name, ast.Load()), node)
                target = ast.copy_location(ast.Name(name, ast.Store()), node)
                right = ast.copy_location(ast.NamedExpr(target, right), node)
                if self._in_class_comprehension():
                    self.refuse(node, "a chained comparison in this place")
            tests.append(self._comparison(node, op, left, right))
            left = following
        if len(tests) == 1:
            return tests[0]
        return ast.copy_location(ast.BoolOp(ast.And(), tests), node)

    def _in_class_comprehension(self) -> bool:
        """Where a temporary would have no place, or one that threads share."""
        scope = self.scope
        inside = False
        while isinstance(scope.node, COMPREHENSIONS) and scope.parent:
            inside, scope = True, scope.parent
        return inside and (scope.is_class or scope.parent is None)

    def _comparison(
        self, node: Located, op: ast.cmpop, left: ast.expr, right: ast.expr
    ) -> ast.expr:
        if isinstance(op, (ast.Is, ast.IsNot)):
            return ast.copy_location(ast.Compare(left, [op], [right]), node)
        return self._operator(node, "compare", COMPARE[type(op)], left, right)

    def truth(self, node: ast.expr) -> ast.expr:
        """An expression whose truth is looked at next."""
        changed: ast.expr = self.visit(node)
        if isinstance(node, (ast.Compare, ast.Constant)) or (
            isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        ):
            return changed
        return self.operation(node, "whole", self.site(node, "truth"), changed)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        values = [self.truth(value) for value in node.values[:-1]]
        values.append(self.visit(node.values[-1]))
        return ast.copy_location(ast.BoolOp(node.op, values), node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        negated = isinstance(node.op, ast.Not)
        operand = self.truth(node.operand) if negated else self.visit(node.operand)
        if not negated and not isinstance(operand, ast.Constant):
            name = ast.copy_location(
                ast.Name(site_name(UNARY[type(node.op)]), ast.Load()), node
            )
            return self.operation(
                node, "unary", self.site(node, "operator"), name, operand
            )
        return ast.copy_location(ast.UnaryOp(node.op, operand), node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.IfExp:
        test = self.truth(node.test)
        parts = (test, self.visit(node.body), self.visit(node.orelse))
        return ast.copy_location(ast.IfExp(*parts), node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.FormattedValue:
        value = self.visit(node.value)
        site = self.site(node, "format")
        spec = self.visit(node.format_spec) if node.format_spec else None
        given = [value, self.constant(node, node.conversion), *([spec] if spec else [])]
        text = self.operation(node, "format", site, *given)
        changed = ast.FormattedValue(text, -1, None)
        return ast.copy_location(changed, node)

    # --- calls

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if self._is_super(node):
            return node
        executes = isinstance(node.func, ast.Name) and node.func.id == "exec"
        if self.place and executes and len(node.args) > 1:
            given = [self.visit(argument) for argument in node.args]
            return self.operation(node, "execute", *given)
        if self.place and isinstance(node.func, ast.Name) and node.func.id in CALLER:
            return self.generic_visit(node)  # it looks at the frame that calls it
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if self.place and method in FRAMES:
            return self.operation(node, FRAMES[method], *node.args)
        arguments = node.args
        if isinstance(node.func, ast.Attribute):
            thing = self.visit(node.func.value)
            site = self.site(node, f"call .{node.func.attr}()")
            name = self.constant(node, self._mangled(node.func.attr))
            first = [site, thing, name]
            operation = "method"
        else:
            function = self.visit(node.func)
            site = self.site(node, f"call {_called(node.func)}()")
            first, operation = [site, function], "call"
        rest = [self.visit(argument) for argument in arguments]
        keywords = [self._keyword(node, keyword) for keyword in node.keywords]
        return self.operation(node, operation, *first, *rest, keywords=keywords)

    def _keyword(self, node: ast.Call, keyword: ast.keyword) -> ast.keyword:
        value = self.visit(keyword.value)
        if keyword.arg is None:
            value = self.operation(node, "whole", self.site(node, "unpack"), value)
        return ast.copy_location(ast.keyword(keyword.arg, value), keyword)


def _postponed(tree: ast.Module) -> bool:
    """Whether annotations are kept as text."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


def _verb(node: Placed) -> str:
    verbs = {ast.Load: "read", ast.Store: "write", ast.Del: "delete"}
    return verbs[type(node.ctx)]


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)
