"""Which names a program gives a value to, and in which scope: by its syntax tree."""

import ast
from dataclasses import dataclass, field

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
LOOPS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
RESULT = "return"  # of a function, beside its variables: none can have this name
INNER = (*FUNCTIONS, *LOOPS, ast.ClassDef)


@dataclass(eq=False)
class Scope:
    """A module, class, function or comprehension; `bound` has its own names."""

    node: ast.AST
    parent: "Scope | None"
    bound: set[str] = field(default_factory=set)
    elsewhere: dict[str, str] = field(default_factory=dict)  # global, nonlocal

    def of(self, name: str) -> "Scope | None":
        """The scope whose value a name has here; None if the program gives it none."""
        scope: Scope | None = self
        if self.elsewhere.get(name) == "global":
            while scope.parent:
                scope = scope.parent
            return scope if name in scope.bound else None
        while scope:
            hidden = scope is not self and isinstance(scope.node, ast.ClassDef)
            if name in scope.bound and name not in scope.elsewhere and not hidden:
                return scope
            scope = scope.parent
        return None

    @property
    def method_of(self) -> ast.ClassDef | None:
        """The class in whose body this function stands."""
        outer = self.parent.node if self.parent else None
        inside = isinstance(self.node, FUNCTIONS) and isinstance(outer, ast.ClassDef)
        return outer if inside else None


def scopes(tree: ast.Module) -> dict[ast.AST, Scope]:
    """Every scope of a program, by its node."""
    found = {tree: Scope(tree, None)}
    _Binder(found, found[tree]).generic_visit(tree)
    return found


def parameters(node: ast.AST) -> list[ast.arg]:
    """Those that are given by place, then the others, then the rest."""
    given = node.args
    rest = [arg for arg in (given.vararg, given.kwarg) if arg]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *rest]


class _Binder(ast.NodeVisitor):
    def __init__(self, found: dict[ast.AST, Scope], scope: Scope):
        self.found, self.scope = found, scope

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, INNER):
            name = getattr(node, "name", None)
            if name:
                self.scope.bound.add(name)
            inner = self.found[node] = Scope(node, self.scope)
            if isinstance(node, FUNCTIONS):
                inner.bound |= {arg.arg for arg in parameters(node)}
            _Binder(self.found, inner).generic_visit(node)
        else:
            super().visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.scope.bound.add(node.id)

    def visit_alias(self, node: ast.alias) -> None:
        self.scope.bound.add(node.asname or node.name.partition(".")[0])

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.scope.bound.add(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.scope.bound.add(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_Global(self, node: ast.Global | ast.Nonlocal) -> None:
        kind = type(node).__name__.lower()
        self.scope.elsewhere |= dict.fromkeys(node.names, kind)

    visit_Nonlocal = visit_Global
